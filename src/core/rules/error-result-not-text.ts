import { get } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'

export const errorResultNotText = defineRule({
  meta: {
    id: 'error-result-not-text',
    phase: 'contents',
    severity: 'error',
    what: 'A result that is marked as an error holds more than text.',
    why: 'A tool that failed may say why in text, and show nothing.',
    messages: {
      other: 'This result is marked as an error and holds a part of type `{type}`.',
      unmark: 'Take the error mark off',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { format, foreign }, report) {
    if (format.resultsIn !== 'next-message' || foreign) return
    for (const part of message.parts) {
      if (part.type !== 'tool-result' || part.style !== 'plain' || part.contentKind !== 'list') continue
      const content = valueAt(value, part.contentSteps)
      if (get(valueAt(value, part.steps), 'is_error') !== true || !Array.isArray(content)) continue
      const j = content.findIndex((inner: unknown) => get(inner, 'type') !== 'text')
      const type = get(content[j], 'type')
      // A part without a type is told by another rule.
      if (typeof type === 'string')
        report({
          messageId: 'other',
          at: { message: message.index, steps: [...part.contentSteps, j] },
          callId: part.callId,
          data: { type },
        })
    }
  },
  // The mark is less than what the tool has shown.
  fix: ({ at }) => [
    {
      titleId: 'unmark',
      safety: 'review',
      when: ALWAYS,
      edits: [{ type: 'remove', at: { ...at, steps: [...at.steps.slice(0, -2), 'is_error'] } }],
    },
  ],
})
