import type { Message } from '../conversation/message.ts'
import { EMPTY_RESULT, EMPTY_TEXT } from '../conversation/synthetic.ts'
import { get } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { contentAt, contentOf, hasCalls, isMessage, isResult, setText } from './content.ts'
import { defineRule } from './rule.ts'

export const nullContent = defineRule({
  meta: {
    id: 'null-content',
    phase: 'contents',
    severity: 'error',
    what: 'The content of a message is null.',
    why: 'Only an assistant that makes calls may say nothing.',
    messages: {
      null: 'The content of this message is null.',
      fill: 'Write a text that says there is none',
      empty: 'Write an empty text',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (!isMessage(message) || contentOf(message, value) !== null) return
    const given = valueAt(value, message.base)
    const speaks = hasCalls(message) || get(given, 'refusal') || get(given, 'audio')
    if (message.role === 'assistant' && speaks && format.resultsIn === 'next-messages') return
    // A tool that returned nothing is told as such, more gently: `empty-result`.
    if (!isResult(message)) report({ messageId: 'null', at: contentAt(message) })
  },
  fix({ at }, { scope }) {
    const text = standIn(scope.conversation.messages[at.message ?? -1])
    return setText(text === '' ? 'empty' : 'fill', at, text)
  },
})

export const missingContent = defineRule({
  meta: {
    id: 'missing-content',
    phase: 'contents',
    severity: 'error',
    what: 'A message has no content at all.',
    why: 'The field is required unless an assistant makes calls.',
    messages: {
      missing: 'This message has no content.',
      fill: 'Write a text that says there is none',
      empty: 'Write an empty text',
    },
  },
  passesPlain: true,
  checkMessage(message, value, _scope, report) {
    if (!isMessage(message) || contentOf(message, value) !== undefined || hasCalls(message)) return
    const given = valueAt(value, message.base)
    if (
      get(given, 'refusal') ||
      get(given, 'audio') ||
      get(given, 'parts') ||
      message.parts.some((part) => part.type === 'tool-result' && part.style === 'combined')
    )
      return
    report({ messageId: 'missing', at: contentAt(message) })
  },
  fix({ at }, { scope }) {
    const text = standIn(scope.conversation.messages[at.message ?? -1])
    return setText(text === '' ? 'empty' : 'fill', at, text)
  },
})

/** What to write where a content is missing: nothing for an assistant, a marked text elsewhere. */
function standIn(message: Message | undefined): string {
  if (message?.role === 'assistant') return ''
  return message && isResult(message) ? EMPTY_RESULT : EMPTY_TEXT
}
