import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readBlocks } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, reasoning, result, type PartDraft, type Transcript } from './transcript.ts'

/** Sessions of Mistral Vibe: chat messages whose calls have their arguments as objects. */
export const mistralVibe: TranscriptFormat = defineTranscript({
  id: 'mistral-vibe',
  title: 'Mistral Vibe session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: ['`messages.jsonl`, and sessions as one object with `metadata` and `messages`'],
    loses: ['the metadata of the session'],
    example: [
      '{"role":"assistant","content":"","message_id":"m1","tool_calls":[{"id":"c1","index":0,"function":{"name":"read_file","arguments":{"path":"a"}}}]}',
      '{"role":"tool","content":"x","name":"read_file","tool_call_id":"c1","message_id":"m2"}',
    ].join('\n'),
  },
  detect,
  read,
})

const isSession = (record: Cursor): boolean => record.get('messages').isList && record.at('metadata', 'session_id').isThere

const isOwn = (record: Cursor): boolean =>
  record.get('role').isThere &&
  record.get('message_id').isThere &&
  record
    .get('tool_calls')
    .items()
    .some((entry) => entry.at('function', 'arguments').isObject || entry.get('index').isThere)

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isOwn, 'have a `message_id` and calls whose arguments are objects') ??
    evidence(
      records,
      (record) => isSession(record) && record.get('metadata').any('agent_profile', 'environment', 'git_commit').isThere,
      'have `messages` beside the `metadata` of a session',
    )
  )
}

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document)) {
    if (record.get('messages').isList)
      addSession(record, record.at('metadata', 'session_id').text, record.get('messages').items(), transcript)
    else if (record.get('role').isThere) loose.push(record)
    else transcript.leaveOut('records without a role')
  }
  const [first] = loose
  if (first) addSession(first, null, loose, transcript)
}

function addSession(at: Cursor, id: string | null, messages: readonly Cursor[], transcript: Transcript): void {
  const conversation = transcript.conversation({ at, id })
  for (const message of messages)
    conversation.add(message, message.get('role'), partsOf(message), factsOf({ time: message.any('timestamp', 'created_at') }))
}

function partsOf(message: Cursor): PartDraft[] {
  const content = message.get('content')
  if (message.get('role').text === 'tool')
    return [result({ at: message, id: message.get('tool_call_id'), name: message.get('name'), content })]
  const thoughts = message.get('reasoning_content')
  const calls = message
    .get('tool_calls')
    .items()
    .map((at) => call({ at, id: at.get('id'), name: at.at('function', 'name'), input: at.at('function', 'arguments') }))
  return [...(thoughts.string ? [reasoning(thoughts)] : []), ...readBlocks(content), ...calls]
}
