import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { readChatMessage } from './chat/read-message.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { addHistory } from './swe-agent/read-history.ts'
import { addSteps, isStep } from './swe-agent/read-steps.ts'
import type { Transcript } from './transcript.ts'

/** Trajectories of SWE-agent and mini-swe-agent. */
export const sweAgent: TranscriptFormat = defineTranscript({
  id: 'swe-agent',
  title: 'SWE-agent trajectory',
  source: 'formats.md §6 C7 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`.traj` files: `history` with native calls, whose results name their calls in `tool_call_ids`',
      'runs without native calls: the steps of `trajectory`, each an action with its observation',
      'trajectories of mini-swe-agent; how long an action took',
    ],
    loses: ['states, queries and settings of the run; steps that repeat the history are counted'],
    example:
      '{"history":[{"role":"assistant","action":"ls","tool_calls":[{"id":"call_x","type":"function","function":{"name":"bash","arguments":"{}"}}]},{"role":"tool","content":"a.txt","tool_call_ids":["call_x"]}],"trajectory":[{"action":"ls","observation":"a.txt","execution_time":0.1}],"info":{"exit_status":"submitted"}}',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, (record) => isStep(record.at('trajectory', 0)), 'have a `trajectory` of actions and observations') ??
    evidence(records, isMini, 'are trajectories of mini-swe-agent') ??
    evidence(records, (record) => record.get('tool_call_ids').isList, 'name their calls in `tool_call_ids`') ??
    evidence(
      records,
      (record) => record.get('message_type').isThere && record.get('agent').isThere && record.get('role').isThere,
      'have a `role`, an `agent` and a `message_type`',
    ) ??
    evidence(
      records,
      (record) =>
        record
          .get('history')
          .items()
          .slice(0, 20)
          .some(({ value }) => hasIds(value)),
      'have a `history` with `tool_call_ids`',
    )
  )
}

const hasIds = (value: unknown): boolean => typeof value === 'object' && value !== null && 'tool_call_ids' in value

const isMini = (record: Cursor): boolean =>
  record.get('messages').isList &&
  (/^mini-swe-agent/.test(record.get('trajectory_format').text ?? '') ||
    record.at('info', 'mini_version').isThere ||
    record.at('info', 'exit_status').isThere)

function read(document: Document, transcript: Transcript): void {
  const records = recordsOf(document)
  const loose = records.filter((record) => record.get('role').isThere)
  const [first] = loose
  if (first) addHistory(transcript.conversation({ at: first }), loose, [])
  for (const record of records) if (record.isObject && !record.get('role').isThere) addTrajectory(record, transcript)
}

function addTrajectory(record: Cursor, transcript: Transcript): void {
  const conversation = transcript.conversation({ at: record, id: record.any('instance_id', 'environment').text })
  const steps = record.get('trajectory').items()
  const history = record.any('history', 'messages').items()
  const isNative = history.some((message) => message.any('tool_calls', 'tool_call_ids').items().length > 0)
  if (isNative || steps.length === 0) {
    addHistory(conversation, history, steps)
    if (steps.length > 0) transcript.leaveOut('steps that repeat the history', steps.length)
    return
  }
  // What the model was told before its first step stands in the history alone.
  const start = history.findIndex((message) => message.get('role').text === 'assistant')
  for (const message of history.slice(0, Math.max(0, start)))
    conversation.addRead(message, readChatMessage(message.value, conversation.messages.length))
  addSteps(conversation, steps)
}
