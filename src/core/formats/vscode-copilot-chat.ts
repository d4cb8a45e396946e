import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'
import { addRequest } from './vscode-copilot-chat/read-request.ts'
import { isPatch, Node, replay } from './vscode-copilot-chat/replay.ts'

/** Chats of Copilot in VS Code: exports, and sessions on disk, which are logs of changes. */
export const vscodeCopilotChat: TranscriptFormat = defineTranscript({
  id: 'vscode-copilot-chat',
  title: 'VS Code Copilot Chat',
  source: 'formats.md §6 C5 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`chat.json`: rounds of calls, with results by id; what is shown on screen where there are no rounds',
      '`chatSessions/*.jsonl`: the changes are replayed first',
      'times, models, calls that wait for approval',
    ],
    loses: ['references, edits and follow-ups that are shown on screen'],
    example:
      '{"responderUsername":"GitHub Copilot","requests":[{"message":{"text":"run tests"},"response":[],"result":{"metadata":{"toolCallRounds":[{"response":"","toolCalls":[{"id":"t1","name":"run_in_terminal","arguments":"{}"}]}],"toolCallResults":{"t1":{"content":[{"value":"ok"}]}}}}}]}',
  },
  detect,
  read,
})

function isSession(record: Cursor): boolean {
  const requests = record.get('requests')
  if (!requests.isList) return false
  if (record.any('responderUsername', 'requesterUsername').isThere) return true
  return requests
    .items()
    .slice(0, 5)
    .some(
      (request) =>
        request.get('message').isObject && (request.get('response').isList || request.at('result', 'metadata').isObject),
    )
}

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isSession, 'have `requests` with a `message` and a `response`') ??
    evidence(
      records,
      (line) => isPatch(line) && line.get('kind').number === 0 && isSession(line.get('v')),
      'begin a log of changes to such a session',
    )
  )
}

function read(document: Document, transcript: Transcript): void {
  const records = recordsOf(document)
  const patches = records.filter(isPatch)
  if (patches.length > 0) {
    if (patches.length < records.length) transcript.leaveOut('lines that change nothing', records.length - patches.length)
    return addSession(records[0]!, replay(patches), transcript)
  }
  for (const record of records) addSession(record, new Node(record), transcript)
}

function addSession(at: Cursor, session: Node, transcript: Transcript): void {
  const title = session.get('customTitle').cursor.string ?? undefined
  const conversation = transcript.conversation({ at, id: session.get('sessionId').cursor.text, title })
  for (const request of session.get('requests').items()) addRequest(conversation, request)
}
