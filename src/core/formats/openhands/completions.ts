import type { Cursor } from '../../document/cursor.ts'
import { readChatMessage } from '../chat/read-message.ts'
import { distinctHistories, type Recorded } from '../shared/distinct-histories.ts'
import { factsOf } from '../shared/facts.ts'
import type { Transcript } from '../transcript.ts'

/**
 * A request as OpenHands logs it, with its response: `{ messages, tools, kwargs, response, cost, timestamp }`. Where calls
 * are made in the text, the log has native ones beside them under `fncall_messages` and `fncall_response`.
 */
export function isCompletion(record: Cursor): boolean {
  if (record.get('fncall_messages').isList) return true
  const answered = record.at('response', 'choices').isList && record.get('messages').isList
  const own =
    record.get('raw_messages').isList ||
    record.get('latency_sec').isThere ||
    (record.get('kwargs').isObject && record.get('cost').isThere)
  return answered && own && !hasTextCalls(record)
}

/** Calls in the text are read by the format of that name. */
function hasTextCalls(record: Cursor): boolean {
  const answer = record.at('response', 'choices', 0, 'message', 'content').string ?? ''
  const first = record.at('messages', 0, 'content').string ?? ''
  return answer.includes('<function=') || first.includes('<function=')
}

export function readCompletions(records: readonly Cursor[], transcript: Transcript): void {
  const requests = records.map((at): Recorded => {
    const messages = at.any('fncall_messages', 'messages').items()
    const answer = at.any('fncall_response', 'response').at('choices', 0, 'message')
    return { at, messages, answer: answer.isObject ? answer : null }
  })
  const { kept, repeated } = distinctHistories(requests)
  if (repeated.length > 0) transcript.leaveOut('requests that repeat the history', repeated.length)
  for (const { at, messages, answer } of kept) {
    const conversation = transcript.conversation({ at, kind: 'request' })
    for (const message of messages) conversation.addRead(message, readChatMessage(message.value, conversation.messages.length))
    if (!answer) continue
    const response = at.any('fncall_response', 'response')
    const facts = factsOf({ time: at.get('timestamp'), model: response.get('model'), usage: response.get('usage') })
    conversation.addRead(answer, readChatMessage(answer.value, conversation.messages.length), facts)
  }
}
