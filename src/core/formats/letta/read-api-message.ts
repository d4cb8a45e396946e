import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { readBlocks } from '../shared/blocks.ts'
import { call, reasoning, result, unknown, type ConversationDraft, type PartDraft } from '../transcript.ts'

const ROLES: Readonly<Record<string, 'system' | 'user' | 'assistant'>> = {
  system_message: 'system',
  user_message: 'user',
  assistant_message: 'assistant',
}

/** A message of the API: `{ message_type: 'tool_call_message', tool_call: { name, arguments, tool_call_id } }` and its like. */
export function addApiMessage(conversation: ConversationDraft, message: Cursor, facts: MessageFacts | undefined): void {
  const type = message.get('message_type').text ?? ''
  if (type === 'tool_return_message') return conversation.add(message, 'tool', returnsOf(message), facts)
  const role = Object.hasOwn(ROLES, type) ? ROLES[type] : undefined
  conversation.add(message, role ?? 'assistant', role ? readBlocks(message.get('content')) : partsOf(message, type), facts)
}

function partsOf(message: Cursor, type: string): PartDraft[] {
  if (type === 'reasoning_message' || type === 'hidden_reasoning_message') return [reasoning(message)]
  const several = message.get('tool_calls').items()
  const calls = several.length > 0 ? several : message.get('tool_call').isObject ? [message.get('tool_call')] : []
  if (calls.length === 0) return [unknown(message, type)]
  const pending = type.startsWith('approval') ? 'approval' : undefined
  return calls.map((at) => call({ at, id: at.get('tool_call_id'), name: at.get('name'), input: at.get('arguments'), pending }))
}

function returnsOf(message: Cursor): PartDraft[] {
  const several = message.get('tool_returns').items()
  return (several.length > 0 ? several : [message]).map(readReturn)
}

/** Shape: `{ tool_call_id, status: 'success' | 'error', tool_return | func_response }`. */
export function readReturn(at: Cursor): PartDraft {
  const content = at.any('func_response', 'tool_return', 'content')
  return result({ at, id: at.get('tool_call_id'), name: at.get('name'), content, failed: at.get('status').text === 'error' })
}
