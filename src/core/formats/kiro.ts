import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, result, text, unknown, type ConversationDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Conversations of the Kiro CLI and the Amazon Q CLI before it, as their database keeps them. */
export const kiro: TranscriptFormat = defineTranscript({
  id: 'kiro',
  title: 'Kiro CLI conversation',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: ['`history` of pairs `{ user, assistant }` with `ToolUse` and `ToolUseResults`; times, failures, cancelled calls'],
    loses: ['environments, summaries and settings of the conversation'],
    example:
      '{"conversation_id":"k1","history":[{"user":{"content":{"Prompt":{"prompt":"List"}}},"assistant":{"ToolUse":{"message_id":"m1","content":"","tool_uses":[{"id":"t1","name":"execute_bash","args":{"command":"ls"}}]}}},{"user":{"content":{"ToolUseResults":{"tool_use_results":[{"tool_use_id":"t1","content":[{"Text":"a.txt"}],"status":"Success"}]}}},"assistant":{"Response":{"message_id":"m2","content":"One file."}}}]}',
  },
  detect,
  read,
})

const isTurn = (turn: Cursor): boolean =>
  turn.get('user').get('content').isObject || turn.get('assistant').any('ToolUse', 'Response').isObject

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(
      records,
      (record) => record.get('history').items().slice(0, 10).some(isTurn),
      'have a `history` of `user` and `assistant` with `Prompt`, `Response` or `ToolUse`',
    ) ?? evidence(records, isTurn, 'are turns of `user` and `assistant` with `Prompt`, `Response` or `ToolUse`')
  )
}

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document)) {
    if (record.get('history').isList) {
      const conversation = transcript.conversation({ at: record, id: record.get('conversation_id').text })
      for (const turn of record.get('history').items()) addTurn(conversation, turn)
      if (record.get('next_message').isObject) addUser(conversation, record.get('next_message'))
    } else loose.push(record)
  }
  const [first] = loose
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  for (const turn of loose) addTurn(conversation, turn)
}

function addTurn(conversation: ConversationDraft, turn: Cursor): void {
  // The first versions keep a turn as a list of two.
  const user = turn.isList ? turn.get(0) : turn.get('user')
  const assistant = turn.isList ? turn.get(1) : turn.get('assistant')
  if (user.isThere) addUser(conversation, user)
  if (!assistant.isThere) return
  const said = assistant.any('ToolUse', 'Response')
  const time = turn.get('request_metadata').any('stream_end_timestamp_ms', 'request_start_timestamp_ms')
  const parts = said.isObject ? assistantParts(said) : [unknown(assistant, 'assistant')]
  conversation.add(assistant, 'assistant', parts, factsOf({ time, model: turn.at('request_metadata', 'model_id') }))
}

function assistantParts(said: Cursor): PartDraft[] {
  const calls = said
    .get('tool_uses')
    .items()
    .map((at) =>
      call({
        at,
        id: at.any('id', 'tool_use_id'),
        name: at.any('name', 'orig_name'),
        input: at.any('args', 'orig_args', 'input'),
      }),
    )
  return said.get('content').string ? [text(said.get('content')), ...calls] : calls
}

function addUser(conversation: ConversationDraft, user: Cursor): void {
  const content = user.get('content')
  const given = content.any('ToolUseResults', 'CancelledToolUses', 'Prompt')
  const isCancelled = content.get('CancelledToolUses').isThere
  const results = given
    .get('tool_use_results')
    .items()
    .map((at) => readResult(at, isCancelled))
  const prompt = content.string === null ? given.get('prompt') : content
  const said = prompt.string ? [text(prompt)] : []
  if (results.length > 0 || said.length > 0)
    conversation.add(user, 'user', [...results, ...said], factsOf({ time: user.get('timestamp') }))
}

/** Shape: `{ tool_use_id, content: [{ Text } | { Json }], status: 'Success' | 'Error' }`. */
function readResult(at: Cursor, isCancelled: boolean): PartDraft {
  const failed = isCancelled || at.get('status').text?.toLowerCase() === 'error'
  return result({ at, id: at.any('tool_use_id', 'toolUseId'), content: at.get('content'), failed })
}
