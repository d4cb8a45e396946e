import type { Message } from '../conversation/message.ts'
import type { Steps } from '../json/path.ts'
import type { Span } from '../problem.ts'
import { CachedRecords, type PlacedRecords } from '../records/records.ts'
import type { Cursor } from './cursor.ts'

/** A message and where it was read. */
export interface PlacedMessage {
  readonly at: Cursor
  readonly message: Message
  /** The cursor of each field of a message that was told by its parts (`0.input`); `null`: steps lead into the record. */
  readonly fields: ReadonlyMap<string, Cursor> | null
}

/**
 * Records of messages that a reader found in a document. A message told by its parts is a record
 * `{ role, parts: [{ text } | { id, name, input } | { id, name, content }] }` that stands nowhere as it is: each field has
 * a place of its own.
 */
export class PlacedMessages extends CachedRecords implements PlacedRecords {
  readonly #messages: readonly PlacedMessage[]
  /** The message told last: rules ask for the same one many times, and it can have thousands of parts. */
  #told: { readonly index: number; readonly text: string } | null = null

  constructor(messages: readonly PlacedMessage[]) {
    super()
    this.#messages = messages
  }

  get count(): number {
    return this.#messages.length
  }

  text(index: number): string {
    const placed = this.#messages[index]
    if (!placed) return ''
    if (!placed.fields) return placed.at.jsonText
    if (this.#told?.index !== index) this.#told = { index, text: textOfParts(placed.message, placed.fields) }
    return this.#told.text
  }

  override value(index: number): unknown {
    const placed = this.#messages[index]
    return placed && !placed.fields ? placed.at.value : super.value(index)
  }

  span(index: number, steps: Steps): Span {
    return this.#cursorAt(index, steps)?.span ?? { start: 0, end: 0 }
  }

  /** From the root of the source. */
  path(index: number, steps: Steps): Steps {
    return this.#cursorAt(index, steps)?.steps ?? steps
  }

  /** The source of a value, as it stands there. */
  override source(index: number, steps: Steps): string {
    return this.#cursorAt(index, steps)?.jsonText ?? ''
  }

  #cursorAt(index: number, steps: Steps): Cursor | null {
    const placed = this.#messages[index]
    if (!placed) return null
    const { at, fields } = placed
    if (!fields) return at.at(...steps)
    const [, part, name, ...inner] = steps
    const field = fields.get(`${part}.${name}`) ?? fields.get(String(part))
    return field ? field.at(...inner) : at
  }
}

function textOfParts({ roleWord, parts }: Message, fields: ReadonlyMap<string, Cursor>): string {
  const told = parts.map((_, position) => {
    const members = ['text', 'id', 'name', 'input', 'content'].flatMap((name) => {
      const field = fields.get(`${position}.${name}`)
      return field ? [`"${name}":${field.jsonText}`] : []
    })
    return `{${members.join(',')}}`
  })
  return `{"role":${JSON.stringify(roleWord)},"parts":[${told.join(',')}]}`
}
