import { Cursor } from '../../document/cursor.ts'
import { call, reasoning, result, text, type CallDraft, type ConversationDraft, type PartDraft } from '../transcript.ts'

/** Events of the UI message stream that begin like this belong to a call. */
const TOOL_EVENT = /^tool-(input|output|approval|call|result|error)/

export const isUiStreamEvent = (event: Cursor): boolean => {
  const type = event.get('type').string ?? ''
  return TOOL_EVENT.test(type) && event.get('toolCallId').isThere
}

interface StreamedCall {
  at: Cursor
  name: Cursor | null
  readonly deltas: Cursor[]
  input: Cursor | null
  output: { readonly at: Cursor; readonly content: Cursor; readonly failed: boolean } | null
  isWaiting: boolean
}

/** Joins the events of one or more streamed messages into messages of the assistant. */
export function readUiStream(conversation: ConversationDraft, events: readonly Cursor[]): void {
  const stream = new UiStream(conversation)
  for (const event of events) stream.add(event.get('type').string ?? '', event)
  stream.endMessage()
}

/** Codes before the lines of version 4, and what events they are: `0:"Hello"`, `9:{"toolCallId": …}`. */
const CODES: Readonly<Record<string, string>> = {
  '0': 'text-delta',
  '9': 'tool-call',
  a: 'tool-result',
  b: 'tool-input-start',
  c: 'tool-input-delta',
  f: 'start',
  g: 'reasoning-delta',
}
const CODE = /^([0-9a-k]):$/

const codeOf = (line: Cursor): string | null => CODE.exec(line.label ?? '')?.[1] ?? null

/** A data stream of version 4: most lines have a code, and some say something of a call or a message. */
export function isDataStream(lines: readonly Cursor[]): boolean {
  const coded = lines.filter((line) => codeOf(line) !== null)
  if (coded.length < 2 || coded.length * 2 < lines.length) return false
  return coded.some((line) => line.get('toolCallId').isThere || line.get('messageId').isThere || line.get('finishReason').isThere)
}

/** The number of lines that are no part of a message. */
export function readDataStream(conversation: ConversationDraft, lines: readonly Cursor[]): number {
  const stream = new UiStream(conversation)
  let others = 0
  for (const line of lines) {
    const code = codeOf(line) ?? ''
    if (Object.hasOwn(CODES, code)) stream.add(CODES[code]!, line)
    else others++
  }
  stream.endMessage()
  return others
}

class UiStream {
  readonly #conversation: ConversationDraft
  #parts: (PartDraft | StreamedCall)[] = []
  #texts: Cursor[] = []
  #thoughts: Cursor[] = []
  #calls = new Map<string, StreamedCall>()

  constructor(conversation: ConversationDraft) {
    this.#conversation = conversation
  }

  add(type: string, event: Cursor): void {
    if (type === 'start') this.endMessage()
    else if (type === 'text-delta') this.#addText(this.#texts, this.#thoughts, deltaOf(event))
    else if (type === 'reasoning-delta') this.#addText(this.#thoughts, this.#texts, deltaOf(event))
    else if (TOOL_EVENT.test(type)) {
      this.#endTexts()
      note(this.#callOf(event), type, event)
    }
  }

  endMessage(): void {
    this.#endTexts()
    const [first] = this.#parts
    if (first) this.#conversation.add(first.at, 'assistant', this.#parts.flatMap(finish))
    this.#parts = []
    this.#calls = new Map()
  }

  #addText(own: Cursor[], other: readonly Cursor[], delta: Cursor): void {
    if (other.length > 0) this.#endTexts()
    own.push(delta)
  }

  #endTexts(): void {
    if (this.#texts.length > 0) this.#parts.push(text(joined(this.#texts)))
    if (this.#thoughts.length > 0) this.#parts.push(reasoning(joined(this.#thoughts)))
    this.#texts = []
    this.#thoughts = []
  }

  #callOf(event: Cursor): StreamedCall {
    const id = idOf(event).text ?? ''
    const known = this.#calls.get(id)
    if (known) return known
    const made: StreamedCall = { at: event, name: null, deltas: [], input: null, output: null, isWaiting: false }
    this.#calls.set(id, made)
    this.#parts.push(made)
    return made
  }
}

/** `id` in the stream of a server, before it goes to a browser. */
const idOf = (event: Cursor): Cursor => event.any('toolCallId', 'id')
const deltaOf = (event: Cursor): Cursor => (event.string === null ? event.any('delta', 'textDelta', 'text') : event)
const joined = (pieces: readonly Cursor[]): Cursor => Cursor.made(pieces.map(({ text: piece }) => piece ?? '').join(''), pieces)

function note(known: StreamedCall, type: string, event: Cursor): void {
  if (event.get('toolName').isThere) known.name ??= event.get('toolName')
  if (type.endsWith('-delta')) known.deltas.push(event.any('inputTextDelta', 'delta', 'argsTextDelta'))
  else if (type === 'tool-input-available' || type === 'tool-input-error' || type === 'tool-call') {
    known.at = event
    known.input = event.any('input', 'args')
  } else if (type.startsWith('tool-approval')) known.isWaiting = true
  else if (type.startsWith('tool-output') || type === 'tool-result' || type === 'tool-error') {
    if (event.get('preliminary').value === true) return
    const failed = type.endsWith('-error') || type.endsWith('-denied')
    known.output = { at: event, content: event.any('output', 'result', 'errorText', 'error'), failed }
  }
}

function finish(part: PartDraft | StreamedCall): PartDraft[] {
  if ('type' in part) return [part]
  const { at, name, deltas, output, isWaiting } = part
  const joined = deltas.length > 0 ? Cursor.made(deltas.map(({ value }) => value).join(''), deltas) : null
  const id = idOf(at)
  const made: CallDraft = call({ at, id, name, input: part.input ?? joined, pending: isWaiting ? 'approval' : 'response' })
  return output
    ? [
        made,
        result({ at: output.at, id: output.at.get('toolCallId'), content: output.content, failed: output.failed, answers: made }),
      ]
    : [made]
}
