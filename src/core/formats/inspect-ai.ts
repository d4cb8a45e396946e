import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { asText, get, isObject } from '../json/value.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readSample } from './inspect-ai/read-sample.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import type { Transcript } from './transcript.ts'

/** Logs of Inspect, the evaluation framework of the UK AI Security Institute. */
export const inspectAi: TranscriptFormat = defineTranscript({
  id: 'inspect-ai',
  title: 'Inspect log',
  source: 'https://github.com/UKGovernmentBEIS/inspect_ai: src/inspect_ai/tool/_tool_call.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'logs with `eval` and `samples`, samples by themselves; one conversation a sample and epoch',
      'calls with the name as `function`, results with an `error`, tools that the provider runs',
      'how long each tool took, from the events',
    ],
    loses: ['events, which repeat the messages', 'scores', 'contents that stand elsewhere as attachments'],
    example:
      '{"version":2,"status":"success","eval":{"task":"t"},"samples":[{"id":1,"epoch":1,"messages":[{"role":"assistant","content":"","tool_calls":[{"id":"c1","function":"bash","arguments":{"cmd":"ls"}}]},{"role":"tool","tool_call_id":"c1","function":"bash","content":"","error":{"type":"timeout","message":"180 s"}}]}]}',
  },
  detect,
  read,
})

const hasRole = (value: unknown): boolean => asText(get(value, 'role')) !== null

/** `{ id, epoch, messages | events }`. */
function isSample(body: Cursor): boolean {
  if (!body.isObject || body.get('epoch').number === null || !body.get('id').isThere) return false
  const messages = get(body.value, 'messages')
  return (Array.isArray(messages) && messages.some(hasRole)) || body.get('events').isList
}

function isLog(body: Cursor): boolean {
  return (
    isObject(get(body.value, 'eval')) &&
    body.any('samples', 'status', 'plan').isThere &&
    body.at('eval').any('task', 'run_id').isThere
  )
}

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('eval', 'epoch')) return undefined
  if (findBody(sample, isLog)) return { confidence: 'certain', because: 'a log has `eval`, with a task, and `samples`' }
  return findBody(sample, isSample) ? { confidence: 'certain', because: 'samples have an `epoch` and messages' } : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const logs = findBodies(roots, isLog)
  const samples = logs.length > 0 ? logs.flatMap((log) => log.get('samples').items()) : findBodies(roots, isSample)
  for (const sample of samples) readSample(sample, transcript)
}
