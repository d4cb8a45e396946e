import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { timeOf } from './shared/times.ts'
import { addDialogues, type LoggedRequest } from './trace/dialogues.ts'
import { messagesIn } from './trace/messages-in.ts'
import { rowsIn } from './trace/rows.ts'
import type { Transcript } from './transcript.ts'

/** Rows of Helicone: what was asked and what came back. */
export const helicone: TranscriptFormat = defineTranscript({
  id: 'helicone',
  title: 'Helicone requests',
  source: 'https://docs.helicone.ai (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`request_body` and `response_body` of each row; requests that go on with an earlier one, as one conversation',
      'times and models',
    ],
    loses: ['properties, scores, headers'],
    example:
      '{"request_id":"r1","request_body":{"messages":[{"role":"user","content":"hi"}]},"response_body":{"choices":[{"message":{"role":"assistant","content":"Hello"}}]}}',
  },
  detect,
  read,
})

const bodyOf = (row: Cursor, half: 'request' | 'response'): Cursor => row.any(`${half}_body`, `${half}Body`).json()
const isRow = (at: Cursor): boolean => bodyOf(at, 'request').isObject && bodyOf(at, 'response').value !== undefined

function detect({ sample }: Document): Detection | undefined {
  const own = sample.slice(0, 20).flatMap(rowsIn).filter(isRow)
  return own.length > 0
    ? { confidence: 'certain', because: `${own.length} rows have a \`request_body\` and a \`response_body\`` }
    : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const rows = roots.flatMap(rowsIn)
  const own = rows.filter(isRow)
  if (own.length < rows.length) transcript.leaveOut('rows without bodies', rows.length - own.length)
  addDialogues(own.map(requestOf), transcript)
}

function requestOf(row: Cursor): LoggedRequest {
  const request = bodyOf(row, 'request')
  const response = bodyOf(row, 'response')
  const time = row.any('request_created_at', 'requestCreatedAt', 'created_at')
  return {
    id: row.any('request_id', 'requestId', 'id').text,
    at: row,
    time: timeOf(time),
    asked: messagesIn(request, 'user'),
    answered: messagesIn(response, 'assistant'),
    facts: factsOf({
      time,
      model: response.get('model').isThere ? response.get('model') : request.get('model'),
      usage: response.get('usage'),
    }),
  }
}
