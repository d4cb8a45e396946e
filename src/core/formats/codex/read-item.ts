import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { readResponsesItem } from '../responses/read-item.ts'
import { call, result, text, type ConversationDraft } from '../transcript.ts'
import type { CallNotes } from './call-notes.ts'

const OTHER_CALLS = new Set(['tool_call', 'tool_use'])
const OTHER_RESULTS = new Set(['tool_result', 'function_result', 'tool_output', 'tool_call_result'])

/**
 * Adds one item of a rollout: an item of the Responses API, or one of the words that early versions used.
 * Shapes: `{ type: 'tool_call', function: { name }, arguments }`, `{ type: 'tool_result', name, result }`, `{ role, message }`.
 */
export function addItem(conversation: ConversationDraft, item: Cursor, notes: CallNotes, facts: MessageFacts | undefined): void {
  const type = item.get('type').text ?? ''
  const called = item.get('function')
  if (OTHER_CALLS.has(type) || (type === 'function_call' && called.isObject)) {
    const name = called.isObject ? called.get('name') : item.any('name', 'tool', 'tool_name')
    const own = item.any('arguments', 'input')
    const input = own.isThere ? own : called.get('arguments')
    conversation.add(item, 'assistant', [call({ at: item, id: item.any('call_id', 'id'), name, input })], facts)
  } else if (OTHER_RESULTS.has(type)) {
    const content = item.any('result', 'output', 'content')
    const failed = content.get('exitCode').number !== null && content.get('exitCode').number !== 0
    const name = item.any('name', 'tool', 'tool_name')
    const id = item.any('call_id', 'tool_call_id')
    conversation.add(item, 'tool', [result({ at: item, id, name, content, failed })], facts)
  } else if (item.get('role').isThere && !item.get('content').isThere && item.get('message').string !== null) {
    conversation.add(item, item.get('role'), [text(item.get('message'))], facts)
  } else {
    conversation.addRead(item, notes.completed(readResponsesItem(item.value, conversation.messages.length)), facts)
  }
}
