import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { contentOfText } from '../conversation/writing.ts'
import { get } from '../conversation/facts.ts'
import { ALWAYS, defineRule } from './rule.ts'
import { contentAt, contentOf, hasCalls, isMessage } from './content.ts'
import { valueAt } from '../conversation/value-at.ts'

export const emptyMessageContent = defineRule({
  meta: {
    id: 'empty-message-content',
    phase: 'contents',
    severity: 'warning',
    what: 'A message has nothing in it.',
    why: 'APIs refuse it, except for an optional last word of the assistant.',
    messages: {
      empty: 'This message is empty.',
      besideCalls: 'An empty list stands as content beside the calls; they are not seen then.',
      toNull: 'Write the content as null',
      remove: 'Take the empty message out',
      fill: 'Write a text that says there is none',
    },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const { conversation, format, target } = scope
    if (!scope.foreign && format.partsKey === 'parts') {
      const parts = get(valueAt(value, message.base), 'parts')
      const isEmpty = parts === undefined || parts === null || (Array.isArray(parts) && parts.length === 0)
      if (isEmpty && message.malformed === null && message.parts.length === 0)
        report({ messageId: 'empty', at: { message: message.index, steps: [...message.base, 'parts'] } })
      return
    }
    const content = contentOf(message, value)
    if (hasCalls(message)) {
      if (!scope.foreign && target.format === 'openai-chat' && Array.isArray(content) && content.length === 0)
        report({ messageId: 'besideCalls', at: contentAt(message), severity: 'error', data: { besideCalls: 1 } })
      return
    }
    if (!isMessage(message) || message.role === 'tool') return
    const isRequired = target.messages?.contentRequired === true
    const isMissing = isRequired && !scope.foreign && (content ?? null) === null
    const empty =
      isMissing ||
      content === '' ||
      (Array.isArray(content) && content.length === 0) ||
      (typeof content === 'string' && content.trim() === '' && format.resultsIn === 'next-message')
    if (!empty) return
    const isLast = message.index === conversation.messages.length - 1
    if (format.resultsIn === 'next-messages') {
      const data = { role: message.roleWord }
      const isError = target.rules['empty-message-content'] === 'error'
      // Text of a user or a system is told by `empty-text-block`; an empty list is refused for every role.
      if (Array.isArray(content)) report({ messageId: 'empty', at: contentAt(message), severity: 'error', data })
      else if (message.role === 'assistant' || isError) report({ messageId: 'empty', at: contentAt(message), data })
    } else if (message.role !== 'assistant' || !isLast || isRequired || (typeof content === 'string' && content !== ''))
      report({ messageId: 'empty', at: contentAt(message) })
  },
  checkConversation({ conversation: { body, messages }, target, foreign }, report) {
    // An API without words of its own for an empty list misses the contents of a message.
    const isListEmpty = Array.isArray(get(body, 'contents')) && messages.every(({ role }) => role === 'system')
    if (!foreign && isListEmpty && target.rules['empty-messages'] === undefined)
      report({ messageId: 'empty', at: { message: null, steps: ['contents'] } })
  },
  fix({ at, messageId }, { scope }) {
    if (at.message === null) return []
    if (messageId === 'besideCalls')
      return [{ titleId: 'toNull', safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json: 'null' }] }]
    const message = scope.conversation.messages[at.message]
    if (message?.role === 'assistant') {
      const bare = message.parts.length <= 1
      return bare
        ? [
            {
              titleId: 'remove',
              safety: 'safe',
              when: ALWAYS,
              edits: [{ type: 'remove', at: { message: message.index, steps: [] } }],
            },
          ]
        : []
    }
    const set = { type: 'set' as const, at, json: contentOfText(scope.format, EMPTY_TEXT) }
    return [{ titleId: 'fill', safety: 'review', when: ALWAYS, edits: [set] }]
  },
})
