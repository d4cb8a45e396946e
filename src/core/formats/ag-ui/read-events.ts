import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { joined } from '../shared/streamed-message.ts'
import { call, reasoning, result, text, type CallDraft, type ConversationDraft, type Transcript } from '../transcript.ts'

const TELLING = /^(TOOL_CALL_(START|ARGS|END|RESULT|CHUNK)|TEXT_MESSAGE_(START|CONTENT|END|CHUNK)|MESSAGES_SNAPSHOT)$/

export const isAgUiEvent = (event: Cursor): boolean => TELLING.test(event.get('type').text ?? '')

export function isRunInput(body: Cursor): boolean {
  return body.get('messages').isList && body.any('threadId', 'thread_id').isThere && body.any('runId', 'run_id').isThere
}

/** What begins with a start and grows by deltas. */
interface Growing {
  readonly at: Cursor
  readonly kind: 'text' | 'reasoning' | 'call'
  readonly role: Cursor | null
  readonly id: Cursor
  readonly name: Cursor | null
  readonly facts: MessageFacts | undefined
  readonly pieces: Cursor[]
}

/** Reads events of one or more runs of a thread. */
export function readAgUi(events: readonly Cursor[], transcript: Transcript): void {
  const [first] = events
  if (!first) return
  const thread = events.map((event) => event.any('threadId', 'thread_id').text).find((id) => id !== null) ?? null
  const reader = new AgUiReader(transcript.conversation({ at: first, id: thread }), transcript)
  for (const event of events) reader.add(event)
  reader.finish()
}

class AgUiReader {
  readonly #conversation: ConversationDraft
  readonly #transcript: Transcript
  /** In the order in which they began: each becomes a message when it is known to be whole. */
  readonly #growing = new Map<string, Growing>()
  readonly #told = new Set<string>()
  #lastKey = ''

  constructor(conversation: ConversationDraft, transcript: Transcript) {
    this.#conversation = conversation
    this.#transcript = transcript
  }

  add(event: Cursor): void {
    if (isRunInput(event)) return this.#addMessages(event.get('messages'))
    const type = event.get('type').text ?? ''
    if (type === 'MESSAGES_SNAPSHOT') return this.#addMessages(event.get('messages'))
    if (type === 'RUN_STARTED' && isRunInput(event.get('input'))) return this.#addMessages(event.at('input', 'messages'))
    if (type === 'TOOL_CALL_RESULT') return this.#addResult(event)
    const piece = /^(TOOL_CALL|TEXT_MESSAGE|THINKING_TEXT_MESSAGE|REASONING_MESSAGE)_(START|ARGS|CONTENT|CHUNK|END)$/.exec(type)
    if (piece) this.#addPiece(event, piece[1]!, piece[2]!)
    else this.#transcript.leaveOut('events that are not part of a message')
  }

  finish(): void {
    for (const growing of this.#growing.values()) this.#tell(growing)
    this.#growing.clear()
  }

  #addPiece(event: Cursor, what: string, step: string): void {
    const kind = what === 'TOOL_CALL' ? 'call' : what === 'TEXT_MESSAGE' ? 'text' : 'reasoning'
    const id = kind === 'call' ? event.any('toolCallId', 'tool_call_id') : event.any('messageId', 'message_id')
    const key = id.text === null && step !== 'START' ? this.#lastKey : `${kind} ${id.text ?? ''}`
    this.#lastKey = key
    if (step === 'START' || (step === 'CHUNK' && !this.#growing.has(key))) this.#begin(key, kind, id, event)
    const delta = event.get('delta')
    if (delta.string !== null) this.#growing.get(key)?.pieces.push(delta)
  }

  #begin(key: string, kind: Growing['kind'], id: Cursor, at: Cursor): void {
    if (this.#growing.has(key)) return
    const role = at.get('role').isThere ? at.get('role') : null
    const name = kind === 'call' ? at.any('toolCallName', 'tool_call_name') : null
    this.#growing.set(key, { at, kind, role, id, name, facts: factsOf({ time: at.get('timestamp') }), pieces: [] })
  }

  #tell({ at, kind, role, id, name, facts, pieces }: Growing): void {
    const said = joined(pieces.length > 0 ? pieces : [at.as('')])
    const key = `${kind} ${id.text ?? ''}`
    if (id.text !== null && this.#told.has(key)) return
    this.#told.add(key)
    if (kind === 'call') this.#conversation.add(at, 'assistant', [call({ at, id, name, input: said })], facts)
    else if (pieces.length > 0)
      this.#conversation.add(at, role ?? 'assistant', [kind === 'text' ? text(said) : reasoning(said)], facts)
  }

  #addResult(event: Cursor): void {
    this.finish()
    const id = event.any('toolCallId', 'tool_call_id')
    if (this.#told.has(`result ${id.text ?? ''}`)) return
    this.#told.add(`result ${id.text ?? ''}`)
    const facts = factsOf({ time: event.get('timestamp') })
    this.#conversation.add(event, 'tool', [result({ at: event, id, content: event.get('content') })], facts)
  }

  /** A snapshot tells all messages again; only those not told yet are added. */
  #addMessages(messages: Cursor): void {
    this.finish()
    for (const message of messages.items()) {
      if (message.get('role').text === 'tool') this.#addResult(message)
      else this.#addMessage(message)
    }
  }

  #addMessage(message: Cursor): void {
    const own = message.get('id').text
    const content = message.get('content')
    const isTold = own !== null && this.#told.has(`text ${own}`)
    if (own !== null) this.#told.add(`text ${own}`)
    const said = content.string ? [text(content)] : content.items().map((part) => text(part.any('text', 'content')))
    const calls = message
      .any('toolCalls', 'tool_calls')
      .items()
      .flatMap((entry) => this.#readCall(entry))
    const parts = [...(isTold ? [] : said), ...calls]
    if (parts.length > 0) this.#conversation.add(message, message.get('role'), parts)
  }

  #readCall(entry: Cursor): CallDraft[] {
    const id = entry.get('id')
    if (id.text !== null && this.#told.has(`call ${id.text}`)) return []
    this.#told.add(`call ${id.text ?? ''}`)
    const inner = entry.get('function').isObject ? entry.get('function') : entry
    return [call({ at: entry, id, name: inner.get('name'), input: inner.any('arguments', 'args') })]
  }
}
