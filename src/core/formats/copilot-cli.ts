import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { addEvents } from './copilot-cli/read-events.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { ConversationDraft, Transcript } from './transcript.ts'

/** Events of the GitHub Copilot CLI. */
export const copilotCli: TranscriptFormat = defineTranscript({
  id: 'copilot-cli',
  title: 'Copilot CLI session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`events.jsonl`: requests of a message and starts of tools are one call; sub-agents as conversations of their own',
      'times, durations, models, tokens, failures',
    ],
    loses: ['events of sessions, turns and hooks; they are counted'],
    example: [
      '{"type":"assistant.message","data":{"content":"","toolRequests":[{"toolCallId":"c1","name":"bash","arguments":{"command":"ls"}}]},"id":"e1","timestamp":"2026-02-01T10:00:00Z"}',
      '{"type":"tool.execution_complete","data":{"toolCallId":"c1","success":true,"result":{"content":"a.txt"}},"id":"e2","timestamp":"2026-02-01T10:00:01Z"}',
    ].join('\n'),
  },
  detect,
  read,
})

const OWN_TYPE =
  /^(tool\.execution_(start|complete)|assistant\.(message|turn_start|turn_end)|user\.message|session\.(start|resume|model_change))$/

function detect(document: Document): Detection | undefined {
  const isOwn = (line: Cursor): boolean => OWN_TYPE.test(line.get('type').text ?? '') && line.get('data').isObject
  return evidence(firstRecords(document), isOwn, 'are events like `assistant.message` or `tool.execution_start`, with `data`')
}

/** What a sub-agent does names the call that started it. */
function read(document: Document, transcript: Transcript): void {
  const lines = recordsOf(document)
  const conversations = new Map<string, ConversationDraft>()
  const session = lines.find((line) => line.get('type').text === 'session.start')?.at('data', 'sessionId').text ?? null
  const open = (line: Cursor): ConversationDraft => {
    const agent = line.at('data', 'parentToolCallId').text ?? ''
    let conversation = conversations.get(agent)
    if (!conversation) {
      const parent = agent === '' ? undefined : conversations.get('')?.index
      conversation = transcript.conversation({ at: line, id: agent || session, kind: 'rows', parent })
      conversations.set(agent, conversation)
    }
    return conversation
  }
  addEvents(lines, transcript, open)
}
