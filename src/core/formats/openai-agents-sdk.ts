import type { Message, Part } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { isCallItem, isResultItem } from './responses/item-types.ts'
import { readResponsesItem } from './responses/read-item.ts'
import { factsOf } from './shared/facts.ts'
import { findAll } from './shared/find-all.ts'
import type { ConversationDraft, Transcript } from './transcript.ts'

/** Rows of a session, and snapshots of a run (`RunState`): the same items stand in several lists, and each is told once. */
export const openaiAgentsSdk: TranscriptFormat = defineTranscript({
  id: 'openai-agents-sdk',
  title: 'OpenAI Agents SDK',
  source: 'https://github.com/openai/openai-agents-python, tests/fixtures/run_state (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'rows of a session (`message_data`), by `session_id`',
      '`original_input`, `generated_items`, `session_items` and `model_responses`, in both spellings',
      'calls that wait for approval',
      'each call and each result once, however often the snapshot repeats it',
    ],
    loses: ['settings, guardrails, traces and usage of the run'],
    example:
      '{"$schemaVersion":"1.13","original_input":"hi","generated_items":[{"type":"tool_call_item","raw_item":{"type":"function_call","call_id":"c1","name":"add","arguments":"{}"}}],"model_responses":[]}',
  },
  detect,
  read,
})

const LISTS = [
  ['original_input', 'originalInput'],
  ['session_items', 'sessionItems'],
  ['generated_items', 'generatedItems'],
  ['pending_input', 'pendingInput'],
  ['model_responses', 'modelResponses'],
] as const

function detect({ sample }: Document): Detection | undefined {
  if (sample.slice(0, 5).flatMap(rowsOf).some(isRow))
    return { confidence: 'certain', because: 'rows of a session: an item of Responses in `message_data`' }
  const [root] = sample
  if (!root || !root.get('$schemaVersion').isThere || !LISTS.some((keys) => root.any(...keys).isThere)) return undefined
  return { confidence: 'certain', because: 'a run state: `$schemaVersion` beside `generated_items` and `model_responses`' }
}

function read({ roots }: Document, transcript: Transcript): void {
  const rows = roots.flatMap(rowsOf)
  if (rows.some(isRow)) return readSessions(rows, transcript)
  for (const root of roots) if (root.isObject) readRun(root, transcript)
}

/** Rows of the table `agent_messages`, however they were exported. */
const rowsOf = (root: Cursor): Cursor[] => {
  const list = [root, ...['agent_messages', 'rows', 'data'].map((key) => root.get(key))].find(({ isList }) => isList)
  return list ? list.items() : [root]
}
const isRow = (row: Cursor): boolean => row.get('message_data').json().isObject

function readSessions(rows: readonly Cursor[], transcript: Transcript): void {
  const sessions = new Map<string, ConversationDraft>()
  for (const row of rows) {
    if (!isRow(row)) {
      transcript.leaveOut('rows without an item')
      continue
    }
    const id = row.get('session_id').text
    const conversation = sessions.get(id ?? '') ?? transcript.conversation({ id, at: row, kind: 'rows' })
    sessions.set(id ?? '', conversation)
    const item = row.get('message_data').json()
    const message = readResponsesItem(item.value, conversation.messages.length)
    conversation.addRead(item, message, factsOf({ time: row.get('created_at') }))
  }
}

const isItem = (at: Cursor): boolean => {
  const type = at.get('type').string
  return type !== null && (isCallItem(type) || isResultItem(type) || type === 'message' || type === 'reasoning')
}

function readRun(run: Cursor, transcript: Transcript): void {
  const conversation = transcript.conversation({ id: run.any('conversation_id', 'conversationId').text, at: run })
  const waiting = new Set(findAll(run, (at) => at.get('type').string === 'tool_approval_item').map((item) => keyOf(rawOf(item))))
  const seen = new Set<string>()
  const add = (item: Cursor): void => {
    const key = keyOf(item)
    if (seen.has(key)) return
    seen.add(key)
    const message = readResponsesItem(item.value, conversation.messages.length)
    conversation.addRead(item, waiting.has(key) ? waitsForApproval(message) : message)
  }
  const [input] = LISTS[0]
  const first = run.any(input, LISTS[0][1])
  if (first.string) conversation.add(run, 'user', [{ type: 'text', at: first, word: 'text' }])
  for (const keys of LISTS) for (const item of findAll(run.any(...keys), isItem)) add(item)
  // What no list has may still stand where the run has stopped.
  for (const item of findAll(
    run,
    (at) => isItem(at) && (isCallItem(at.get('type').string ?? '') || isResultItem(at.get('type').string ?? '')),
  ))
    add(item)
}

const rawOf = (item: Cursor): Cursor => item.any('raw_item', 'rawItem')

/** The same item in two lists has the same key. */
function keyOf(item: Cursor): string {
  const id = item.any('call_id', 'callId', 'id').text
  const type = item.get('type').string ?? ''
  return id === null ? item.jsonText : `${type}:${id}`
}

function waitsForApproval(message: Message): Message {
  const parts = message.parts.map((part): Part => (part.type === 'tool-call' ? { ...part, pending: 'approval' } : part))
  return { ...message, parts }
}
