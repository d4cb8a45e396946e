import type { Document } from '../document/document.ts'
import { isObject, get } from '../json/value.ts'
import { chatFormat } from './chat/chat-format.ts'
import { responsesRequests } from './responses/requests.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, RecordFormat, Sample, TranscriptFormat } from './format.ts'
import { isBatchLine, isPlainRequest, readBatch } from './openai-batch/rows.ts'

const NOTES = {
  reads: [
    'input lines `{ custom_id, method, url, body }` and output lines `{ custom_id, response }`, joined by `custom_id`',
    'bodies of Chat Completions, Responses and Anthropic Messages; batches of Anthropic with `params` and `result`',
  ],
  loses: ['status codes and request ids', 'embeddings'],
  example:
    '{"custom_id":"row-1","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"hi"}]}}\n{"custom_id":"row-2","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"ho"}]}}',
}
const HEAD = {
  id: 'openai-batch',
  title: 'Batch of requests',
  source: 'https://platform.openai.com/docs/guides/batch (checked 2026-09)',
  target: 'openai-chat',
  notes: NOTES,
}

const rows: TranscriptFormat = defineTranscript({
  ...HEAD,
  // Requests to Responses are edited where they stand, and judged by that API.
  asRecords: responsesRequests({ ...HEAD, target: 'openai-responses' }),
  detect: detectRows,
  read: ({ roots }, transcript) => readBatch(roots, transcript),
})

/** Requests of a batch to Chat Completions, one a line; other lines of batches are read as a whole. */
export const openaiBatch: RecordFormat = {
  ...chatFormat,
  ...HEAD,
  detect,
  isRecord: (value) => isObject(value) && Object.hasOwn(value, 'role'),
  alsoAs: rows,
}

const valuesIn = (document: Document): unknown[] =>
  document.sample.flatMap(({ value }) => (Array.isArray(value) ? (value.slice(0, 60) as unknown[]) : [value]))

function detect(_sample: Sample, document: Document | null): Detection | undefined {
  const lines = document ? valuesIn(document).filter(isBatchLine) : []
  if (lines.length === 0 || !lines.every(isPlainRequest)) return undefined
  return { confidence: 'certain', because: 'each line has a `custom_id` and the `body` of a request' }
}

function detectRows(document: Document): Detection | undefined {
  const lines = valuesIn(document).filter(isBatchLine)
  if (lines.length === 0 || lines.every(isPlainRequest)) return undefined
  // One request of a batch by itself is mended where it stands.
  if (lines.length === 1 && document.container === 'json' && Array.isArray(get(get(lines[0], 'params'), 'messages')))
    return undefined
  const key = ['response', 'result', 'params', 'body'].find((name) => get(lines[0], name) !== undefined) ?? 'body'
  return { confidence: 'certain', because: `each line has a \`custom_id\` and a \`${key}\`` }
}
