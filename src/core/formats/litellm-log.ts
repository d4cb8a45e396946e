import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { messagesIn } from './trace/messages-in.ts'
import { addTold, asAnswer } from './trace/told.ts'
import type { Transcript } from './transcript.ts'

/** Logging payloads and spend logs of LiteLLM, and the completion logs of agents that use it. */
export const litellmLog: TranscriptFormat = defineTranscript({
  id: 'litellm-log',
  title: 'LiteLLM log',
  source: 'https://github.com/BerriAI/litellm, tests/logging_callback_tests (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`messages` and `response` as JSON or JSON text; the answer’s calls are pending',
      'each request by itself; times, model, tokens',
    ],
    loses: ['headers, keys, costs', 'contents the proxy was told not to keep (`"{}"`)'],
    example:
      '{"id":"r1","call_type":"completion","messages":[{"role":"user","content":"hi"}],"response":{"choices":[{"message":{"role":"assistant","content":"Hello"}}]},"response_cost":0.1}',
  },
  detect,
  read,
})

const TELLS = [
  'response_cost',
  'call_type',
  'hidden_params',
  'litellm_call_id',
  'litellm_params',
  'proxy_server_request',
  'cache_hit',
  'kwargs',
]

const isEntry = (at: Cursor): boolean =>
  at.get('messages').json().isList &&
  at.get('response').value !== undefined &&
  TELLS.some((key) => at.get(key).value !== undefined)
const entriesOf = (root: Cursor): Cursor[] =>
  root.isList ? root.items() : root.get('data').isList ? root.get('data').items() : [root]

function detect({ sample }: Document): Detection | undefined {
  const entry = sample.slice(0, 20).flatMap(entriesOf).find(isEntry)
  const tell = entry && TELLS.find((key) => entry.get(key).value !== undefined)
  return tell ? { confidence: 'certain', because: `\`messages\` and \`response\` beside \`${tell}\`` } : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  for (const entry of roots.flatMap(entriesOf)) {
    if (!isEntry(entry)) {
      transcript.leaveOut('entries without messages')
      continue
    }
    const conversation = transcript.conversation({
      id: entry.any('trace_id', 'session_id', 'id', 'request_id').text,
      at: entry,
    })
    for (const told of messagesIn(entry.get('messages'), 'user')) addTold(conversation, told)
    const response = entry.get('response').json()
    const facts = factsOf({
      time: entry.any('startTime', 'timestamp', 'start_time'),
      model: response.get('model').isThere ? response.get('model') : entry.get('model'),
      usage: response.get('usage'),
    })
    for (const told of messagesIn(response.isThere ? response : entry.get('response'), 'assistant'))
      addTold(conversation, asAnswer(told), facts)
  }
}
