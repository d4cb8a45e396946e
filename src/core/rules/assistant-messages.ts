import { get } from '../conversation/facts.ts'
import type { Message } from '../conversation/message.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'

const hasCalls = (message: Message): boolean => message.parts.some(({ type }) => type === 'tool-call')

/** Source: provider-rules.md §7 and §8. */
export const emptyAssistantMessage = defineRule({
  meta: {
    id: 'empty-assistant-message',
    phase: 'contents',
    severity: 'error',
    what: 'A message of the assistant has neither a text nor a call.',
    why: 'It is left behind when an answer was interrupted or its calls were filtered out.',
    messages: { empty: 'This message has neither a text nor a call.', remove: 'Take the empty message out' },
  },
  passesPlain: true,
  checkMessage(message, value, { foreign }, report) {
    if (foreign || message.role !== 'assistant' || message.roleWord === '' || message.malformed !== null) return
    const given = valueAt(value, message.base)
    const content = get(given, 'content')
    const isEmpty = content == null || content === '' || (Array.isArray(content) && content.length === 0)
    const isElsewhere = ['refusal', 'audio', 'message', 'parts'].some((key) => get(given, key) != null)
    if (isEmpty && !isElsewhere && !hasCalls(message))
      report({ messageId: 'empty', at: { message: message.index, steps: [...message.base, 'content'] } })
  },
  fix: ({ at }) => [
    { titleId: 'remove', safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at: { message: at.message, steps: [] } }] },
  ],
})

/** Source: provider-rules.md §7: the tokenizers of 2024. */
export const contentAndToolCalls = defineRule({
  meta: {
    id: 'content-and-tool-calls',
    phase: 'contents',
    severity: 'info',
    what: 'A message of the assistant has a text beside its calls.',
    why: 'Old versions take only one of the two.',
    messages: { both: 'This message has a text beside its calls.' },
  },
  checkMessage(message, _value, { foreign }, report) {
    if (foreign || message.role !== 'assistant' || !hasCalls(message)) return
    if (message.parts.some((part) => part.type === 'text' && !part.blank))
      report({ messageId: 'both', at: { message: message.index, steps: message.base } })
  },
})

/** Source: provider-rules.md §10: templates of Llama models. */
export const singleCallOnly = defineRule({
  meta: {
    id: 'single-call-only',
    phase: 'contents',
    severity: 'error',
    what: 'A message makes several calls, or none in a list that is there.',
    why: 'The template of some models has room for exactly one call in a message.',
    messages: {
      several: 'This message makes {n} calls; templates of some models take one.',
      none: '`tool_calls` is an empty list; templates of some models take it for a list of calls.',
    },
  },
  checkMessage(message, value, { foreign }, report) {
    const calls = get(valueAt(value, message.base), 'tool_calls')
    if (foreign || !Array.isArray(calls) || calls.length === 1) return
    report({
      messageId: calls.length === 0 ? 'none' : 'several',
      at: { message: message.index, steps: [...message.base, 'tool_calls'] },
      data: { n: calls.length },
    })
  },
})
