import type { Cursor } from '../../document/cursor.ts'
import { readResponsesItem } from '../responses/read-item.ts'
import { factsOf } from '../shared/facts.ts'
import { addLoggedRequest } from '../shared/logged-request.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import { unknown, type ConversationDraft, type Transcript } from '../transcript.ts'

const OWN = /^response\.(created|queued|in_progress|completed|incomplete|failed|done|[a-z_]+\.[a-z_.]+)$/

/** `type` of an event, or the name that stood before it. */
export function eventType(event: Cursor): string | null {
  const type = event.get('type').text ?? event.label
  return type !== null && (OWN.test(type) || type === 'error') ? type : null
}

const REQUEST = { list: 'input', system: ['instructions'], readMessage: readResponsesItem }

/** Joins events to responses; each is a conversation of calls that wait for an answer, or goes on with its request. */
export function readResponsesStream(events: readonly Cursor[], transcript: Transcript): void {
  const responses: StreamedResponse[] = []
  let asked: ConversationDraft | null = null
  for (const event of events) {
    const type = eventType(event)
    if (type === null) {
      const request = addLoggedRequest(event, REQUEST, transcript)
      if (request) asked = request
      else transcript.leaveOut('events that are not part of a response')
      continue
    }
    const last = responses.at(-1)
    const begins = type === 'response.created' && last !== undefined && !last.isEmpty
    if (!last || asked || begins || last.isOther(event)) {
      responses.push(new StreamedResponse(event, asked))
      asked = null
    }
    responses.at(-1)!.add(type, event)
  }
  for (const response of responses) response.addTo(transcript)
}

/** One item of the output: as a whole when the stream said so, else its pieces. */
interface StreamedItem {
  whole: Cursor | null
  /** How it began: it has the id and the name already. */
  begun: Cursor | null
  readonly pieces: StreamedMessage
}

class StreamedResponse {
  readonly #at: Cursor
  /** What it answers, where that stands before it. */
  readonly #asked: ConversationDraft | null
  readonly #items = new Map<string, StreamedItem>()
  /** Some proxies give an item another id in each event; its place in the output stays. */
  readonly #byItemId = new Map<string, string>()
  #response: Cursor | null = null
  #error: Cursor | null = null

  constructor(at: Cursor, asked: ConversationDraft | null) {
    this.#at = at
    this.#asked = asked
  }

  get isEmpty(): boolean {
    return this.#items.size === 0 && this.#response === null
  }

  /** An event of another response: the first one of it is not in the dump. */
  isOther(event: Cursor): boolean {
    const id = event.at('response', 'id').text
    const own = this.#response?.get('id').text ?? null
    return id !== null && own !== null && id !== own && event.get('type').text === 'response.created'
  }

  add(type: string, event: Cursor): void {
    if (event.get('response').isObject) this.#response = event.get('response')
    if (type === 'error') this.#error = event.any('error', 'message')
    const item = event.get('item')
    if (type === 'response.output_item.added') this.#item(event).begun = item
    else if (type === 'response.output_item.done') this.#item(event).whole = item
    else this.#addPiece(type, event)
  }

  #addPiece(type: string, event: Cursor): void {
    const delta = event.get('delta')
    if (/(arguments|input|code|patch|diff)\.delta$/.test(type)) this.#item(event).pieces.call('', { at: event, input: delta })
    else if (/text\.delta$/.test(type) && type.includes('reasoning')) this.#item(event).pieces.reasoning('', delta)
    else if (/(text|refusal)\.delta$/.test(type)) this.#item(event).pieces.text('', delta)
    // Where no piece of a call is in the dump, its end says all of it.
    else if (/call_arguments\.done$/.test(type))
      this.#item(event).pieces.call('', { at: event, name: event.get('name'), whole: event.get('arguments') })
  }

  #item(event: Cursor): StreamedItem {
    const itemId = event.get('item_id').text ?? event.at('item', 'id').text ?? ''
    const index = event.get('output_index').text
    const key = index ?? this.#byItemId.get(itemId) ?? `#${itemId}`
    this.#byItemId.set(itemId, key)
    let item = this.#items.get(key)
    if (!item) this.#items.set(key, (item = { whole: null, begun: null, pieces: new StreamedMessage() }))
    return item
  }

  addTo(transcript: Transcript): void {
    const response = this.#response
    const id = response?.get('id').text ?? null
    const conversation = this.#asked ?? transcript.conversation({ at: this.#at, id, kind: 'response' })
    const output = response?.get('output').items() ?? []
    const facts = factsOf({
      time: response?.get('created_at') ?? this.#at.get('created_at'),
      model: response?.get('model') ?? this.#at.get('model'),
      usage: response?.get('usage') ?? this.#at.get('usage'),
    })
    const add = (item: Cursor): void =>
      conversation.addRead(item, readResponsesItem(item.value, conversation.messages.length), facts)
    if (output.length > 0 && output.length >= this.#items.size) output.forEach(add)
    else for (const item of this.#items.values()) addItem(item, conversation, add)
    const error = this.#error ?? response?.get('error')
    if (error?.isThere) conversation.add(error, 'assistant', [unknown(error, 'error')])
  }
}

function addItem({ whole, begun, pieces }: StreamedItem, conversation: ConversationDraft, add: (item: Cursor) => void): void {
  if (whole) return add(whole)
  const type = begun?.get('type').text ?? ''
  if (begun && /(_call|program)$/.test(type)) {
    const name = begun.get('name').isThere ? begun.get('name') : begun.get('type')
    const hosted = !begun.get('call_id').isThere
    const freeform = type !== 'function_call' && type !== 'mcp_call'
    pieces.call('', { at: begun, id: begun.any('call_id', 'id'), name, hosted, freeform })
  }
  if (!pieces.addTo(conversation) && begun?.isObject) add(begun)
}
