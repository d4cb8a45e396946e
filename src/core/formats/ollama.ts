import type { CallToWrite, ResultToWrite } from '../conversation/writing.ts'
import type { Document } from '../document/document.ts'
import { RawJson } from '../json/print.ts'
import { asText, get, isObject } from '../json/value.ts'
import { chatFormat } from './chat/chat-format.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Loss } from '../problem.ts'
import { callNames } from './shared/call-names.ts'
import { writeInput } from './shared/merge-plain.ts'
import { strayCalls } from './shared/stray-calls.ts'
import type { Detection, PlainMessage, RecordFormat, Sample, TranscriptFormat, WrittenPlain } from './format.ts'
import { isReply, readReplies } from './ollama/stream.ts'
import { eventsOf, firstEvents } from './shared/events.ts'

const NOTES = {
  reads: [
    'bodies and replies of `/api/chat`, lists of its messages',
    'calls without ids: tied by name and order',
    'streams of one JSON object a line',
  ],
  loses: ['thinking', 'images', 'durations of loading and evaluation'],
  example:
    '[{"role":"assistant","content":"","tool_calls":[{"function":{"name":"stock","arguments":{"sku":"A7"}}}]},{"role":"tool","tool_name":"stock","content":"3 left"}]',
}
const HEAD = {
  id: 'ollama',
  title: 'Ollama',
  source: 'https://docs.ollama.com/api/chat (checked 2026-09)',
  target: 'ollama',
  notes: NOTES,
}

const stream: TranscriptFormat = defineTranscript({
  ...HEAD,
  detect: detectStream,
  read: ({ roots }, transcript) => readReplies(eventsOf(roots), transcript),
})

export const ollama: RecordFormat = {
  ...chatFormat,
  ...HEAD,
  callIds: 'optional',
  callInput: 'object',
  writeResult: writeOllamaResult,
  writeCall: writeOllamaCall,
  writePlain: writeOllamaPlain,
  detect,
  isRecord: (value) => isObject(value) && (Object.hasOwn(value, 'role') || asText(get(value['message'], 'role')) !== null),
  alsoAs: stream,
}

/** Results are tied by name and order: one without an id is as good. */
function writeOllamaResult({ callId, name, text }: ResultToWrite): unknown {
  return { role: 'tool', ...(name && { tool_name: name }), ...(callId && { tool_call_id: callId }), content: text }
}

function writeOllamaCall({ callId, name, input }: CallToWrite): unknown {
  const made = { ...(callId && { id: callId }), function: { name, arguments: new RawJson(input) } }
  return { role: 'assistant', content: '', tool_calls: [made] }
}

/** Arguments are objects, results name their tool, and an image is data beside the text. */
function writeOllamaPlain(messages: readonly PlainMessage[]): WrittenPlain {
  const names = callNames(messages)
  const losses: Loss[] = strayCalls(messages)
  const written = messages.flatMap(({ role, parts }, index): unknown[] => {
    const results = parts.flatMap((part) => {
      if (part.type !== 'tool-result') return []
      if (part.failed) losses.push({ path: `[${index}]`, what: 'the error flag of a result', before: 'true' })
      const { callId, text } = part
      return [{ role: 'tool', tool_name: names.get(callId), ...(callId && { tool_call_id: callId }), content: text }]
    })
    const calls = parts.flatMap((part, position) => {
      if (part.type !== 'tool-call' || role !== 'assistant') return []
      const { callId, name, input } = part
      return [{ ...(callId && { id: callId }), function: { index: position, name, arguments: writeInput(input) } }]
    })
    const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
    const images = parts.flatMap((part) => {
      if (part.type !== 'image') return []
      if (part.data === null) losses.push({ path: `[${index}]`, what: 'an image by its address', before: part.url ?? '' })
      return part.data === null ? [] : [part.data]
    })
    if (texts.length + images.length + calls.length === 0 && parts.length > 0) return results
    const said = { role, content: texts.join('\n\n'), images: images.length > 0 ? images : undefined }
    return [...results, { ...said, tool_calls: calls.length > 0 ? calls : undefined }]
  })
  return { messages: written, body: {}, losses }
}

function detect({ records, body }: Sample): Detection | undefined {
  const reply = records.find((record) => isReply(record))
  if (reply !== undefined) return { confidence: 'certain', because: 'a reply has `message` and `done`' }
  const calls = records.flatMap((record) => {
    const entries = get(record, 'tool_calls')
    return Array.isArray(entries) ? entries : []
  })
  if (calls.length > 0 && calls.every(isNativeCall))
    return { confidence: 'certain', because: 'arguments of calls are objects, and calls have no `type`' }
  if (
    records.some(
      (record) =>
        get(record, 'role') === 'tool' &&
        typeof get(record, 'tool_name') === 'string' &&
        get(record, 'tool_call_id') === undefined,
    )
  )
    return calls.length === 0 ? { confidence: 'likely', because: 'results name their tool and no id' } : undefined
  const own = ['keep_alive', 'options', 'think', 'format'].find((key) => get(body, key) !== undefined)
  if (own === undefined || calls.length > 0 || typeof get(body, 'model') !== 'string') return undefined
  const isOwn = own === 'keep_alive' || (own === 'options' && isObject(get(body, 'options')))
  return isOwn ? { confidence: 'likely', because: `the body has \`${own}\`` } : undefined
}

/** `{ function: { name, arguments: {…} } }`; newer versions add an id, and an index inside. */
function isNativeCall(call: unknown): boolean {
  const called = get(call, 'function')
  const given = get(called, 'arguments')
  if (!isObject(called) || typeof given === 'string' || get(call, 'type') !== undefined) return false
  return get(call, 'id') === undefined || get(called, 'index') !== undefined
}

function detectStream({ sample }: Document): Detection | undefined {
  const events = firstEvents(sample)
  const replies = events.filter(({ value }) => isReply(value)).length
  if (replies < 2 || replies * 2 < events.length) return undefined
  return { confidence: 'certain', because: `${replies} of the first lines are pieces of a reply, with \`message\` and \`done\`` }
}
