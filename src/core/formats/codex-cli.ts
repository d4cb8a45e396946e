import type { Document } from '../document/document.ts'
import { isExecLine, readExecStream } from './codex/read-exec-stream.ts'
import { isEnvelope, readRollout } from './codex/read-rollout.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence, hasAny } from './shared/evidence.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'

/** Rollouts of the Codex CLI: items of the Responses API in an envelope, among events that repeat them. */
export const codexCli: TranscriptFormat = defineTranscript({
  id: 'codex-cli',
  title: 'Codex CLI rollout',
  source: 'formats.md §6 C2 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'rollout files of all ages, from bare items to items in an envelope, and the output of `codex exec --json`',
      'events are joined to their calls: durations, failures, questions for approval, tokens; none is counted twice',
      'sub-agents and further sessions in one file as conversations of their own',
    ],
    loses: ['what a compaction repeats, events, contexts and snapshots; they are counted', 'reasoning that is encrypted'],
    example: [
      '{"timestamp":"2026-02-01T10:00:00Z","type":"session_meta","payload":{"id":"t1","cwd":"/srv"}}',
      '{"timestamp":"2026-02-01T10:00:01Z","type":"response_item","payload":{"type":"function_call","name":"exec_command","call_id":"call_1","arguments":"{\\"cmd\\":\\"ls\\"}"}}',
      '{"timestamp":"2026-02-01T10:00:02Z","type":"response_item","payload":{"type":"function_call_output","call_id":"call_1","output":"a.txt"}}',
    ].join('\n'),
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const lines = firstRecords(document)
  return (
    evidence(lines, isEnvelope, 'are `session_meta`, `response_item`, `event_msg` or the like, with a `payload`') ??
    evidence(lines, isExecLine, 'are threads, turns and items of `codex exec --json`') ??
    evidence(
      lines,
      (line) =>
        line.get('record_type').isThere || (hasAny(line, 'instructions') && hasAny(line, 'id') && hasAny(line, 'timestamp')),
      'are the head or the state of an old rollout',
    )
  )
}

function read(document: Document, transcript: Transcript): void {
  const records = recordsOf(document)
  const lines = records.filter(({ isObject }) => isObject)
  if (lines.length < records.length) transcript.leaveOut('lines that are not objects', records.length - lines.length)
  if (lines.some(isExecLine) && !lines.some(isEnvelope)) readExecStream(lines, transcript)
  else readRollout(lines, transcript)
}
