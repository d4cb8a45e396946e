import type { Message, Part } from '../conversation/message.ts'
import type { Steps } from '../json/path.ts'
import type { Span } from '../problem.ts'
import { CachedRecords, type PlacedRecords } from '../records/records.ts'
import type { Cursor } from './cursor.ts'

/** A message and where it was read. */
export interface PlacedMessage {
  readonly at: Cursor
  readonly message: Message
  /** Where each part of a message stands that was told by its parts; `null`: steps lead into the record. */
  readonly fields: readonly PartPlaces[] | null
}

/** The cursors of a part and of its fields; `null`: it has no such field. */
export interface PartPlaces {
  readonly at: Cursor
  text: Cursor | null
  id: Cursor | null
  name: Cursor | null
  input: Cursor | null
  content: Cursor | null
}

export type PartField = (typeof FIELDS)[number]

/** In the order in which a record tells them. */
const FIELDS = ['text', 'id', 'name', 'input', 'content'] as const

/**
 * Records of messages that a reader found in a document. A message told by its parts is a record
 * `{ role, parts: [{ text } | { id, name, input } | { id, name, content }] }` that stands nowhere as it is: each field has
 * a place of its own.
 */
export class PlacedMessages extends CachedRecords implements PlacedRecords {
  readonly #messages: readonly PlacedMessage[]
  #textOf = -1
  #text = ''
  #valueOf = -1
  #value: unknown

  readonly #request: Cursor | null

  constructor(messages: readonly PlacedMessage[], request: Cursor | null = null) {
    super()
    this.#messages = messages
    this.#request = request
  }

  /** Some message besides system text stands nowhere as its API would have it: a stream, a trace. */
  get isTold(): boolean {
    return this.#messages.some(({ fields, message }) => fields !== null && message.role !== 'system')
  }

  get count(): number {
    return this.#messages.length
  }

  /** Kept, because a message is asked for as often as it has parts. */
  text(index: number): string {
    if (this.#textOf !== index) {
      const placed = this.#messages[index]
      const told = placed?.fields ? textOfParts(placed.message, placed.fields) : placed?.at.jsonText
      this.#text = told ?? ''
      this.#textOf = index
    }
    return this.#text
  }

  override value(index: number): unknown {
    if (this.#valueOf !== index) {
      const placed = this.#messages[index]
      this.#value = placed?.fields ? valueOfParts(placed.message, placed.fields) : placed?.at.value
      this.#valueOf = index
    }
    return this.#value
  }

  /** A field is looked for alone: the text of a message with many parts is long. */
  override textAt(index: number, steps: Steps): string | null {
    const fields = this.#messages[index]?.fields
    const [parts, part, name, ...inner] = steps
    const places = parts === 'parts' ? fields?.[Number(part)] : undefined
    if (!places || name === undefined) return super.textAt(index, steps)
    const field = FIELDS.find((own) => own === name)
    const at = field && places[field]?.at(...inner)
    return at && at.value !== undefined ? at.jsonText : null
  }

  span(index: number, steps: Steps): Span {
    return this.#cursorAt(index, steps)?.span ?? { start: 0, end: 0 }
  }

  /** From the root of the source. */
  path(index: number, steps: Steps): Steps {
    return this.#cursorAt(index, steps)?.steps ?? steps
  }

  /** A place beside the messages, in the request around them; `null` when there is none. */
  inRequest(steps: Steps): { path: Steps; span: Span } | null {
    const at = this.#request?.at(...steps)
    return at ? { path: at.steps, span: at.span } : null
  }

  requestText(): string | null {
    return this.#request?.jsonText ?? null
  }

  /** The source of a value, as it stands there. */
  override source(index: number, steps: Steps): string {
    return this.#cursorAt(index, steps)?.jsonText ?? ''
  }

  toldFrom(index: number): Steps[] {
    const placed = this.#messages[index]
    if (!placed) return []
    const { at, fields, message } = placed
    if (!fields) return message.parts.flatMap((part) => placesIn(part).map((steps) => [...at.steps, ...steps]))
    return fields.flatMap((places) => {
      const own = FIELDS.flatMap((name) => places[name] ?? [])
      return (own.length > 0 ? own : [places.at]).flatMap(({ pieces }) => pieces.map(({ steps }) => steps))
    })
  }

  #cursorAt(index: number, steps: Steps): Cursor | null {
    const placed = this.#messages[index]
    if (!placed) return null
    const { at, fields } = placed
    if (!fields) return at.at(...steps)
    const [, part, name, ...inner] = steps
    const places = fields[Number(part)]
    if (!places) return at
    const field = FIELDS.find((own) => own === name)
    return ((field && places[field]) ?? places.at).at(...inner)
  }
}

function placesIn(part: Part): readonly Steps[] {
  if (part.type === 'tool-call') return [part.idSteps, part.nameSteps, part.inputSteps]
  return part.type === 'tool-result' ? [part.idSteps, part.contentSteps] : [part.steps]
}

/** As its text would be parsed, without that text: nothing has to be looked for in the source. */
function valueOfParts({ roleWord }: Message, fields: readonly PartPlaces[]): unknown {
  const parts = fields.map((places) => {
    const part: Record<string, unknown> = {}
    for (const name of FIELDS) if (places[name]) part[name] = places[name].value ?? null
    return part
  })
  return { role: roleWord, parts }
}

function textOfParts({ roleWord }: Message, fields: readonly PartPlaces[]): string {
  const told = fields.map((places) => {
    const members = FIELDS.flatMap((name) => (places[name] ? [`"${name}":${places[name].jsonText}`] : []))
    return `{${members.join(',')}}`
  })
  return `{"role":${JSON.stringify(roleWord)},"parts":[${told.join(',')}]}`
}
