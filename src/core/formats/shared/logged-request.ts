import type { Message } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { text, type ConversationDraft, type Transcript } from '../transcript.ts'

/** What is asked of a model, in the words of one API. */
interface RequestShape {
  /** Where the history stands. */
  readonly list: string
  /** Where the system prompt stands, if not in the history. */
  readonly system?: readonly string[]
  readonly readMessage: (value: unknown, index: number) => Message
}

/**
 * A request that stands before its streamed response, as proxies and browsers record it: `{ model, messages: […] }`. Its
 * history is a conversation, which the response goes on with; `null` where the event is none.
 */
export function addLoggedRequest(event: Cursor, shape: RequestShape, transcript: Transcript): ConversationDraft | null {
  const list = event.get(shape.list)
  const isOne = list.isList || (list.string !== null && event.get('model').isThere)
  if (!isOne || event.get('choices').isThere || event.get('type').isThere) return null
  const conversation = transcript.conversation({ at: event, kind: 'request' })
  const system = shape.system && event.any(...shape.system)
  if (system?.string) conversation.add(system, 'system', [text(system)])
  else if (system?.isThere) {
    const blocks = system.isObject ? system.get('parts') : system
    conversation.add(
      system,
      'system',
      blocks.items().map((block) => text(block.get('text'))),
    )
  }
  if (list.string !== null) conversation.add(list, 'user', [text(list)])
  for (const message of list.items())
    conversation.addRead(message, shape.readMessage(message.value, conversation.messages.length))
  return conversation
}
