import type { Cursor as Place } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { isMessageLine, isToolLine, readStreamLines } from './cursor/stream-lines.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readBlocks } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { CallDraft, PartDraft, Transcript } from './transcript.ts'

/** Transcripts of Cursor's agent. Calls have no ids there, and results are often not written down at all. */
export const cursor: TranscriptFormat = defineTranscript({
  id: 'cursor',
  title: 'Cursor agent transcript',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: [
      'lines `{ role, message: { content } }`; results answer the calls before them in order',
      'the stream of the command line, whose calls are told when they start and again when they are completed; times, failures',
    ],
    loses: ['nothing; where no result is written down at all, the calls are shown as answered elsewhere'],
    example: [
      '{"role":"assistant","message":{"content":[{"type":"tool_use","name":"Bash","input":{"command":"ls"}}]}}',
      '{"role":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"a.txt"}]}]}}',
    ].join('\n'),
  },
  detect,
  read,
})

const isLine = (line: Place): boolean =>
  line.get('role').string !== null &&
  !line.get('type').isThere &&
  !line.get('content').isThere &&
  line.get('message').isObject &&
  !line.at('message', 'role').isThere &&
  line.at('message', 'content').isThere

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isToolLine, 'tell of a `tool_call` that starts or is completed') ??
    evidence(records, isLine, 'have a `role` beside a `message` with content') ??
    evidence(records, isMessageLine, 'have a `message` and a `session_id`', 'likely')
  )
}

function read(document: Document, transcript: Transcript): void {
  const lines = recordsOf(document)
  if (lines.some((line) => isToolLine(line) || isMessageLine(line))) return readStreamLines(lines, transcript)
  const messages = lines.filter((line) => line.get('role').isThere)
  if (messages.length < lines.length) transcript.leaveOut('lines without a role', lines.length - messages.length)
  const [first] = messages
  if (!first) return
  const conversation = transcript.conversation({ at: first, kind: 'rows' })
  const read = messages.map((line) => readBlocks(contentOf(line)))
  const isRecorded = read.some((parts) => parts.some(({ type }) => type === 'result'))
  let open: CallDraft[] = []
  messages.forEach((line, i) => {
    const parts = (read[i] ?? []).map((part): PartDraft => {
      if (part.type === 'call' && !isRecorded) return { ...part, pending: 'elsewhere' }
      return part.type === 'result' ? answering(part, open) : part
    })
    const calls = parts.filter((part): part is CallDraft => part.type === 'call')
    if (calls.length > 0 || line.get('role').text === 'assistant') open = calls
    conversation.add(line, line.get('role'), parts, factsOf({ time: line.get('timestamp') }))
  })
}

const contentOf = (line: Place): Place => {
  const inside = line.at('message', 'content')
  return inside.isThere ? inside : line.get('content')
}

/** A call with an id is found by it; the first one without is answered in order. */
function answering(part: PartDraft & { type: 'result' }, open: CallDraft[]): PartDraft {
  const id = part.id?.text
  if (id && open.some((asked) => asked.id?.text === id)) return part
  const first = open.findIndex((asked) => !asked.id?.text)
  const [answers] = first < 0 ? [] : open.splice(first, 1)
  return answers ? { ...part, answers } : part
}
