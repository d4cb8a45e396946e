import type { Document } from '../document/document.ts'
import { asText, get, isObject } from '../json/value.ts'
import { chatFormat } from './chat/chat-format.ts'
import { readCohereMessage } from './cohere/read-message.ts'
import { isCohereEvent, readCohereStream } from './cohere/stream.ts'
import { defineTranscript } from './define-transcript.ts'
import { writeChatPlain } from './chat/plain.ts'
import type { Detection, PlainMessage, RecordFormat, Sample, TranscriptFormat, WrittenPlain } from './format.ts'
import { eventsOf, firstEvents } from './shared/events.ts'

const NOTES = {
  reads: [
    'requests and responses of version 2, with `tool_plan` and documents as results',
    'the `chat_history` of version 1, whose results hold the call they answer',
    'streams of version 2',
  ],
  loses: ['citations', 'the plan, which is read as reasoning'],
  example:
    '{"messages":[{"role":"assistant","tool_plan":"I look it up.","tool_calls":[{"id":"stock_1a2b","type":"function","function":{"name":"stock","arguments":"{}"}}]},{"role":"tool","tool_call_id":"stock_1a2b","content":[{"type":"document","document":{"data":"{\\"left\\":3}"}}]}]}',
}
const HEAD = {
  id: 'cohere',
  title: 'Cohere',
  source: 'https://docs.cohere.com/reference/chat (checked 2026-09)',
  target: 'cohere',
  notes: NOTES,
}

const stream: TranscriptFormat = defineTranscript({
  ...HEAD,
  detect: detectStream,
  read: ({ roots }, transcript) => readCohereStream(eventsOf(roots), transcript),
})

export const cohere: RecordFormat = {
  ...chatFormat,
  ...HEAD,
  listKeys: ['messages', 'chat_history'],
  readMessage: readCohereMessage,
  writePlain: writeCoherePlain,
  detect,
  isRecord: (value) => isObject(value) && (Object.hasOwn(value, 'role') || asText(get(value['message'], 'role')) !== null),
  alsoAs: stream,
}

/** Messages of version 2: a content is a text or is not there. */
function writeCoherePlain(messages: readonly PlainMessage[]): WrittenPlain {
  const written = writeChatPlain(messages)
  const told = written.messages.map((message) => {
    if (!isObject(message) || message['content'] !== null) return message
    const { content: _content, ...rest } = message
    return rest
  })
  return { ...written, messages: told }
}

const MODEL = /^(command|c4ai|cohere)/i

function detect({ records, body }: Sample): Detection | undefined {
  const messages = records.map((record) => (get(record, 'role') === undefined ? (get(record, 'message') ?? record) : record))
  if (messages.some((message) => typeof get(message, 'tool_plan') === 'string'))
    return { confidence: 'certain', because: 'the assistant has a `tool_plan`' }
  if (messages.some((message) => get(message, 'role') === 'tool' && isDocuments(get(message, 'content'))))
    return { confidence: 'certain', because: 'results are lists of documents' }
  if (messages.some((message) => ['CHATBOT', 'TOOL', 'USER'].includes(String(get(message, 'role'))) && isFirstVersion(message)))
    return { confidence: 'certain', because: 'the history has the roles `USER`, `CHATBOT` and `TOOL`' }
  const calls = messages.flatMap((message) => {
    const entries = get(message, 'tool_calls')
    return Array.isArray(entries) ? entries : []
  })
  const model = asText(get(body, 'model')) ?? ''
  const named = calls.length > 0 && calls.every(hasNamedId)
  if (named && MODEL.test(model))
    return { confidence: 'certain', because: `the model is ${model}, and ids begin with the tool's name` }
  if (calls.length === 0 && MODEL.test(model)) return { confidence: 'likely', because: `the model is ${model}` }
  return undefined
}

/** `{ role: 'CHATBOT', message: 'text' }`. */
function isFirstVersion(message: unknown): boolean {
  return typeof get(message, 'message') === 'string' || Array.isArray(get(message, 'tool_results'))
}

function isDocuments(content: unknown): boolean {
  return Array.isArray(content) && content.some((part) => get(part, 'type') === 'document' && isObject(get(part, 'document')))
}

/** `weather_5fdj252rgk1f`: the name, and twelve letters and digits. */
function hasNamedId(call: unknown): boolean {
  const id = asText(get(call, 'id')) ?? ''
  const name = asText(get(get(call, 'function'), 'name')) ?? ''
  return name !== '' && id.startsWith(`${name}_`) && /^[a-z0-9]{12}$/.test(id.slice(name.length + 1))
}

function detectStream({ sample }: Document): Detection | undefined {
  const event = firstEvents(sample).find(isCohereEvent)
  return event ? { confidence: 'certain', because: `events have the type \`${event.get('type').text ?? ''}\`` } : undefined
}
