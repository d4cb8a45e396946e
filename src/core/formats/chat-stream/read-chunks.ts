import type { Cursor } from '../../document/cursor.ts'
import { asText, get, isObject } from '../../json/value.ts'
import { readChatMessage } from '../chat/read-message.ts'
import { factsOf } from '../shared/facts.ts'
import { addLoggedRequest } from '../shared/logged-request.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import type { ConversationDraft, Transcript } from '../transcript.ts'

/** `{ object: 'chat.completion.chunk', choices: [{ index, delta }], usage? }`. */
export function isChunk(value: unknown): boolean {
  const choices = get(value, 'choices')
  if (!Array.isArray(choices)) return false
  return get(value, 'object') === 'chat.completion.chunk' || choices.some((choice) => isObject(get(choice, 'delta')))
}

/**
 * Joins chunks of Chat Completions: several responses one after another, or one among another, each a conversation. A
 * response behind its request goes on with what was asked.
 */
export function readChunks(events: readonly Cursor[], transcript: Transcript): void {
  const responses: ChunkedResponse[] = []
  const byId = new Map<string, ChunkedResponse>()
  let current: ChunkedResponse | null = null
  let asked: ConversationDraft | null = null
  const begin = (event: Cursor): ChunkedResponse => {
    const response = new ChunkedResponse(event, asked)
    asked = null
    responses.push(response)
    return response
  }
  for (const event of events) {
    const request = isChunk(event.value) ? null : addLoggedRequest(event, REQUEST, transcript)
    if (request) {
      asked = request
      current = null
    } else if (event.value === '[DONE]') current = null
    else if (isChunk(event.value)) {
      const id = asText(get(event.value, 'id')) || null
      const known = id === null ? undefined : byId.get(id)
      if (known) current = known
      else if (!current || startsAnew(event, current)) current = begin(event)
      if (id !== null) byId.set(id, current)
      current.add(event)
    } else if (event.get('error').isThere) {
      if (!current) current = begin(event)
      current.fail(event)
    } else transcript.leaveOut('events that are not part of a message')
  }
  for (const response of responses) response.addTo(transcript)
}

const REQUEST = { list: 'messages', readMessage: readChatMessage }

/**
 * A chunk with an id not seen before begins another response only behind the end of the last one, or where it says a role
 * and nothing else: some servers give every chunk an id of its own.
 */
function startsAnew(event: Cursor, current: ChunkedResponse): boolean {
  const choice = event.at('choices', 0)
  if (!choice.isThere) return false
  if (current.hasEnded) return true
  const delta = choice.get('delta')
  const says = ['tool_calls', 'content', 'reasoning_content', 'reasoning'].some((key) => {
    const said = delta.get(key)
    return said.isThere && said.value !== ''
  })
  return delta.get('role').isThere && !says && current.hasSaid
}

class ChunkedResponse {
  readonly #at: Cursor
  /** What it answers, where that stands before it. */
  readonly #asked: ConversationDraft | null
  readonly #choices = new Map<string, ChunkedChoice>()
  #usage: Cursor | null = null
  hasEnded = false

  constructor(at: Cursor, asked: ConversationDraft | null) {
    this.#at = at
    this.#asked = asked
  }

  get hasSaid(): boolean {
    return [...this.#choices.values()].some(({ message }) => !message.isEmpty)
  }

  add(event: Cursor): void {
    if (event.get('usage').isObject) this.#usage = event.get('usage')
    for (const choice of event.get('choices').items()) {
      this.#choice(choice.get('index').text ?? '0').add(choice)
      if (choice.get('finish_reason').isThere) this.hasEnded = true
    }
  }

  fail(event: Cursor): void {
    this.#choice('0').message.unknown(event.get('error'), 'error')
    this.hasEnded = true
  }

  addTo(transcript: Transcript): void {
    const usage = this.#usage ? { usage: this.#usage } : {}
    const facts = factsOf({ time: this.#at.get('created'), model: this.#at.get('model'), ...usage })
    let asked = this.#asked
    for (const { message } of this.#choices.values()) {
      if (message.isEmpty) continue
      message.addTo(asked ?? transcript.conversation({ at: this.#at, id: this.#at.get('id').text, kind: 'response' }), facts)
      asked = null
    }
  }

  #choice(index: string): ChunkedChoice {
    let choice = this.#choices.get(index)
    if (!choice) this.#choices.set(index, (choice = new ChunkedChoice()))
    return choice
  }
}

/** Pieces of calls say their index; servers that do not write one give an id or a name where a call begins. */
class ChunkedChoice {
  readonly message = new StreamedMessage()
  readonly #keys = new Map<string, { key: string; id: string | null }>()
  #last: { key: string; id: string | null } | null = null
  #count = 0

  add(choice: Cursor): void {
    const delta = choice.get('delta').isObject ? choice.get('delta') : choice.get('message')
    this.message.reasoning('', delta.any('reasoning_content', 'reasoning'))
    this.#addContent(delta.get('content'))
    this.message.text('refusal', delta.get('refusal'))
    for (const entry of delta.get('tool_calls').items()) this.#addCall(entry)
    const legacy = delta.get('function_call')
    if (legacy.isObject)
      this.message.call('legacy', { at: legacy, name: legacy.get('name'), ...inputOf(legacy.get('arguments')) })
  }

  #addContent(content: Cursor): void {
    if (content.string !== null) this.message.text('', content)
    for (const part of content.items()) {
      if (part.get('type').text === 'thinking')
        for (const inner of part.get('thinking').items()) this.message.reasoning('', inner.get('text'))
      else this.message.text('', part.get('text'))
    }
  }

  #addCall(entry: Cursor): void {
    const custom = entry.get('custom').isObject
    const inner = entry.get(custom ? 'custom' : 'function')
    const said = entry.get('id').text
    const id = said === '' || said === 'null' ? null : said
    const name = inner.get('name').text || null
    const { key } = (this.#last = this.#callOf(entry.get('index').text, id, name))
    const given = inner.any('arguments', 'input')
    this.message.call(key, {
      at: entry,
      ...(id === null ? {} : { id: entry.get('id') }),
      name: inner.get('name'),
      freeform: custom,
      ...inputOf(given),
    })
  }

  /** One index with a second id and a second name is another call: some servers count nothing. */
  #callOf(index: string | null, id: string | null, name: string | null): { key: string; id: string | null } {
    const known = index === null ? this.#last : this.#keys.get(index)
    const isOther = !known || (id !== null && known.id !== null && id !== known.id && name !== null)
    const isNext = index === null && known !== null && known !== undefined && id === null && name !== null
    if (known && !isOther && !isNext) {
      known.id ??= id
      return known
    }
    const made = { key: `call ${this.#count++}`, id }
    if (index !== null) this.#keys.set(index, made)
    return made
  }
}

function inputOf(given: Cursor): { input?: Cursor; whole?: Cursor } {
  if (given.string !== null) return { input: given }
  return given.isThere ? { whole: given } : {}
}
