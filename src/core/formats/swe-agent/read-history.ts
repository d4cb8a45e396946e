import type { Message } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { readChatMessage } from '../chat/read-message.ts'
import { result, type ConversationDraft } from '../transcript.ts'

/**
 * Adds the messages of `history`: chat messages, but a result names its calls in a list, `tool_call_ids`. How long an
 * action took stands in the step of the trajectory that has the same action.
 */
export function addHistory(conversation: ConversationDraft, history: readonly Cursor[], steps: readonly Cursor[]): void {
  let step = 0
  for (const message of history) {
    const ids = message.get('tool_call_ids').items()
    if (ids.length > 0) {
      const content = message.get('content')
      const results = ids.map((id) => result({ at: message, id, content }))
      conversation.add(message, message.get('role'), results)
      continue
    }
    const read = readChatMessage(message.value, conversation.messages.length)
    const action = message.get('action').string
    const at =
      action === null ? -1 : steps.findIndex((one, i) => i >= step && i < step + 3 && one.get('action').string === action)
    if (at >= 0) step = at + 1
    conversation.addRead(message, at < 0 ? read : withDuration(read, steps[at]!))
  }
}

function withDuration(message: Message, step: Cursor): Message {
  const seconds = step.get('execution_time').number
  if (seconds === null) return message
  const parts = message.parts.map((part) => (part.type === 'tool-call' ? { ...part, duration: seconds * 1000 } : part))
  return { ...message, parts }
}
