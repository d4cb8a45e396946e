import { ALWAYS, defineRule } from './rule.ts'

export const textAfterToolUse = defineRule({
  meta: {
    id: 'text-after-tool-use',
    phase: 'contents',
    severity: 'error',
    what: 'Something follows a call in its own message.',
    why: 'Calls must close the message of the assistant; merging two turns puts text between them.',
    messages: { after: 'This part follows a call in its message.', order: 'Put the calls last' },
  },
  passesPlain: true,
  checkMessage(message, _value, { format }, report) {
    if (format.resultsIn !== 'next-message' || message.role !== 'assistant') return
    const firstCall = message.parts.findIndex((part) => part.type === 'tool-call' && part.style === 'plain')
    if (firstCall < 0) return
    const after = message.parts
      .slice(firstCall)
      .find((part) => !(part.type === 'tool-call' && part.style === 'plain') && part.type !== 'tool-result')
    if (after)
      report({
        messageId: 'after',
        at: { message: message.index, steps: after.type === 'text' ? after.steps.slice(0, -1) : after.steps },
      })
  },
  fix({ at }, { scope }) {
    const message = scope.conversation.messages[at.message ?? -1]
    if (!message) return []
    const isCall = (position: number): boolean => {
      const part = message.parts[position]
      return part?.type === 'tool-call' && part.style === 'plain'
    }
    const positions = message.parts.map((_, i) => i)
    const items = [...positions.filter((i) => !isCall(i)), ...positions.filter(isCall)]
    return [
      {
        titleId: 'order',
        safety: 'safe',
        when: ALWAYS,
        edits: [{ type: 'list', at: { message: message.index, steps: [...message.base, 'content'] }, items }],
      },
    ]
  },
})
