import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { timeOf } from './shared/times.ts'
import { addDialogues, type LoggedRequest } from './trace/dialogues.ts'
import { messagesIn } from './trace/messages-in.ts'
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
      'requests that go on with an earlier one, as one conversation; times, model, tokens',
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

/** What was asked; the proxy keeps the whole request where it keeps no messages. */
function messagesOf(at: Cursor): Cursor {
  const own = at.get('messages').json()
  return own.isList ? own : at.get('proxy_server_request').json().get('messages')
}

const isEntry = (at: Cursor): boolean =>
  messagesOf(at).isList && at.get('response').value !== undefined && TELLS.some((key) => at.get(key).value !== undefined)
const entriesOf = (root: Cursor): Cursor[] =>
  root.isList ? root.items() : root.get('data').isList ? root.get('data').items() : [root]

function detect({ sample }: Document): Detection | undefined {
  const entry = sample.slice(0, 20).flatMap(entriesOf).find(isEntry)
  const tell = entry && TELLS.find((key) => entry.get(key).value !== undefined)
  return tell ? { confidence: 'certain', because: `\`messages\` and \`response\` beside \`${tell}\`` } : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const entries = roots.flatMap(entriesOf)
  const own = entries.filter(isEntry)
  if (own.length < entries.length) transcript.leaveOut('entries without messages', entries.length - own.length)
  addDialogues(own.map(requestOf), transcript)
}

function requestOf(entry: Cursor): LoggedRequest {
  const response = entry.get('response').json()
  const time = entry.any('startTime', 'timestamp', 'start_time')
  return {
    id: entry.any('trace_id', 'session_id', 'id', 'request_id').text,
    at: entry,
    time: timeOf(time),
    asked: messagesIn(messagesOf(entry), 'user'),
    answered: messagesIn(response.isThere ? response : entry.get('response'), 'assistant'),
    facts: factsOf({
      time,
      model: response.get('model').isThere ? response.get('model') : entry.get('model'),
      usage: response.get('usage'),
    }),
  }
}
