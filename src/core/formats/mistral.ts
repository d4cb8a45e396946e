import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { asText, get } from '../json/value.ts'
import { chatFormat } from './chat/chat-format.ts'
import { isChunk, readChunks } from './chat-stream/read-chunks.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, RecordFormat, Sample, TranscriptFormat } from './format.ts'
import { eventsOf, firstEvents } from './shared/events.ts'

const NOTES = {
  reads: [
    'requests, lists and responses like those of OpenAI, told by their ids of nine letters and digits',
    'streams of the same, also with `"id":"null"` behind the first piece',
  ],
  loses: ['nothing that OpenAI Chat has a place for', '`prefix` and references'],
  example:
    '{"model":"mistral-small-latest","messages":[{"role":"user","content":"Stock?"},{"role":"assistant","content":"","tool_calls":[{"id":"D681PevKs","type":"function","function":{"name":"stock","arguments":"{}"}}]},{"role":"tool","tool_call_id":"D681PevKs","name":"stock","content":"3"}]}',
}
const HEAD = {
  id: 'mistral',
  title: 'Mistral',
  source: 'https://docs.mistral.ai/api/ (checked 2026-09)',
  target: 'mistral',
  notes: NOTES,
}

const stream: TranscriptFormat = defineTranscript({
  ...HEAD,
  detect: detectStream,
  read: ({ roots }, transcript) => readChunks(eventsOf(roots), transcript),
})

/** Chat Completions with ids of nine letters and digits. */
export const mistral: RecordFormat = {
  ...chatFormat,
  ...HEAD,
  detect,
  isRecord: (value) => asText(get(value, 'role')) !== null,
  alsoAs: stream,
}

const ID = /^[a-zA-Z0-9]{9}$/
/** Made by chance, not by people: nine letters of which some are large and some small, or a digit. */
const RANDOM_ID = /^(?=.*[A-Z])(?=.*[a-z0-9])[a-zA-Z0-9]{9}$/
const MODEL = /mistral|mixtral|codestral|ministral|magistral|devstral|pixtral/i

function detect({ records, body }: Sample): Detection | undefined {
  const ids = records.flatMap((record) => idsOf(get(record, 'tool_calls') ?? get(get(record, 'message'), 'tool_calls')))
  const fitting = ids.filter((id) => id === 'null' || ID.test(id)).length
  const model = asText(get(body, 'model')) ?? ''
  const isModel = MODEL.test(model) && !model.includes('/')
  if (ids.length === 0) return isModel ? { confidence: 'likely', because: `the model is ${model}` } : undefined
  if (fitting < ids.length) return undefined
  if (isModel) return { confidence: 'certain', because: `the model is ${model}, and ids have nine letters and digits` }
  return ids.some((id) => RANDOM_ID.test(id)) && !model
    ? { confidence: 'certain', because: 'all call ids have nine letters and digits' }
    : undefined
}

function idsOf(calls: unknown): string[] {
  return Array.isArray(calls) ? calls.flatMap((call) => asText(get(call, 'id')) ?? []) : []
}

function detectStream({ sample }: Document): Detection | undefined {
  const chunks = firstEvents(sample).filter(({ value }) => isChunk(value))
  const model = chunks[0]?.get('model').text ?? ''
  const ids = chunks.flatMap(idsOfChunk)
  if (!MODEL.test(model) || model.includes('/') || ids.length === 0) return undefined
  if (!ids.every((id) => id === 'null' || ID.test(id))) return undefined
  return { confidence: 'certain', because: `chunks of the model ${model}, whose call ids have nine letters and digits` }
}

function idsOfChunk(chunk: Cursor): string[] {
  return chunk
    .get('choices')
    .items()
    .flatMap((choice) => idsOf(choice.at('delta', 'tool_calls').value))
}
