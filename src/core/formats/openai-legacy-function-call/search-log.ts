import type { Message } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { readChatMessage } from '../chat/read-message.ts'
import type { Transcript } from '../transcript.ts'

const trainingOf = (log: Cursor): Cursor =>
  log.get('train_messages').isList ? log.get('train_messages') : log.at('answer_generation', 'train_messages')

/** A log of ToolBench: a tree of what was tried, and `train_messages`, of which each list goes on a little further. */
export function isSearchLog(log: Cursor): boolean {
  return log.isObject && trainingOf(log).isList
}

export function readSearchLog(log: Cursor, transcript: Transcript): void {
  const lists = trainingOf(log).items()
  const whole = lists.findLast((list) => list.isList && list.get(0).isThere)
  if (!whole) return transcript.leaveOut('search logs without messages')
  const conversation = transcript.conversation({ at: whole, id: log.any('query_id', 'id').text })
  for (const message of whole.items())
    conversation.addRead(message, ending(readChatMessage(message.value, conversation.messages.length)))
  if (lists.length > 1) transcript.leaveOut('lists that end earlier', lists.length - 1)
}

/** `Finish` gives the answer; nothing is run. */
function ending(message: Message): Message {
  const parts = message.parts.map((part) =>
    part.type === 'tool-call' && part.name === 'Finish' ? { ...part, pending: 'terminal' as const } : part,
  )
  return { ...message, parts }
}
