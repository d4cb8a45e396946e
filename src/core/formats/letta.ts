import type { Message } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { readChatMessage } from './chat/read-message.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { addApiMessage, readReturn } from './letta/read-api-message.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { ConversationDraft, Transcript } from './transcript.ts'

/** Agent files of Letta, and messages as its API lists them. */
export const letta: TranscriptFormat = defineTranscript({
  id: 'letta',
  title: 'Letta agent file',
  source: 'formats.md §6 D7 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`.af` files: a conversation for each agent, results as messages or in `tool_returns`',
      'lists of `tool_call_message`, `tool_return_message` and the like',
      'times, models, failures; calls that wait for approval',
    ],
    loses: ['memory blocks, tools and settings of the agents'],
    example:
      '{"agents":[{"id":"agent-0","messages":[{"type":"message","role":"assistant","content":[],"tool_calls":[{"id":"c1","type":"function","function":{"name":"send_message","arguments":"{}"}}]},{"type":"message","role":"tool","content":[{"type":"text","text":"OK"}],"tool_call_id":"c1","tool_returns":[{"tool_call_id":"c1","status":"success"}]}]}]}',
  },
  detect,
  read,
})

const API_TYPE =
  /^(system|user|assistant|reasoning|hidden_reasoning|tool_call|tool_return|approval_request|approval_response)_message$/

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isAgentFile, 'list `agents` with their `messages`, `blocks` or `tools`') ??
    evidence(records, isAgent, 'are agents with `messages` and a memory') ??
    evidence(records, (record) => API_TYPE.test(record.get('message_type').text ?? ''), 'have a `message_type` of Letta') ??
    evidence(
      records,
      (record) => record.get('tool_returns').isList && record.get('role').isThere,
      'are messages with `tool_returns`',
    )
  )
}

const isAgentFile = (record: Cursor): boolean =>
  record.get('agents').isList &&
  (['blocks', 'tools', 'sources', 'groups'].some((key) => record.get(key).isList) ||
    record
      .get('agents')
      .items()
      .some((agent) => agent.get('messages').isList))

const isAgent = (record: Cursor): boolean =>
  record.get('messages').isList &&
  record.any('core_memory', 'in_context_message_ids', 'message_buffer_autoclear', 'agent_type').isThere

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document)) {
    if (record.get('agents').isList) for (const agent of record.get('agents').items()) addAgent(agent, transcript)
    else if (record.get('messages').isList) addAgent(record, transcript)
    else loose.push(record)
  }
  const [first] = loose
  if (first) addMessages(transcript.conversation({ at: first }), loose)
}

function addAgent(agent: Cursor, transcript: Transcript): void {
  const title = agent.get('name').string ?? undefined
  addMessages(transcript.conversation({ at: agent, id: agent.get('id').text, title }), agent.get('messages').items())
}

function addMessages(conversation: ConversationDraft, messages: readonly Cursor[]): void {
  for (const message of messages) {
    const facts = factsOf({ time: message.any('created_at', 'date'), model: message.get('model') })
    const returns = message.get('tool_returns').items()
    if (message.get('message_type').isThere && !message.get('role').isThere) addApiMessage(conversation, message, facts)
    else if (returns.length > 1 || (returns.length === 1 && !message.get('tool_call_id').isThere))
      conversation.add(message, 'tool', returns.map(readReturn), facts)
    else conversation.addRead(message, readMessage(message, returns[0], conversation.messages.length), facts)
  }
}

/** A chat message; an entry of `tool_returns` repeats the result and says how it went. */
function readMessage(message: Cursor, given: Cursor | undefined, index: number): Message {
  const read = readChatMessage(message.value, index)
  const isApproval = read.roleWord === 'approval'
  const failed = given?.get('status').text === 'error'
  if (!isApproval && !failed) return read
  const parts = read.parts.map((part) => {
    if (part.type === 'tool-call' && isApproval) return { ...part, pending: 'approval' as const }
    return part.type === 'tool-result' && failed ? { ...part, failed } : part
  })
  return { ...read, role: isApproval ? 'assistant' : read.role, parts }
}
