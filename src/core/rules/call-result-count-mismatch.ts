import { isSent } from '../conversation/conversation.ts'
import type { Message, Part } from '../conversation/message.ts'
import { defineRule, type Scope } from './rule.ts'

/**
 * For APIs that count instead of comparing ids. The rules about pairs mend what this one only tells.
 * Source: provider-rules.md §5, §6 and §7.
 */
export const callResultCountMismatch = defineRule({
  meta: {
    id: 'call-result-count-mismatch',
    phase: 'results',
    severity: 'error',
    what: 'The results after a message are not as many as its calls.',
    why: 'The API counts both sides before it looks at anything else.',
    messages: {
      fewer: 'This message makes {calls} calls; {results} results follow it.',
      more: '{results} results stand here, for {calls} calls in the message before.',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    const { messages } = scope.conversation
    if (!isSent(scope.conversation)) return
    for (let index = 0; index < messages.length; ) {
      const message = messages[index]!
      const calls = message.parts.filter(isCall).length
      const block = resultsAfter(index, scope)
      const results = block.reduce((sum, { parts }) => sum + parts.filter(isResult).length, 0)
      const [first] = block
      // Nobody has answered yet: that is told as a pending call.
      const isOpen = results === 0 && index === messages.length - 1
      if (calls !== results && !isOpen) {
        const data = { calls, results }
        const related = block.slice(0, 20).map((other) => ({ message: other.index, steps: [] }))
        if (results > calls && first)
          report({ messageId: 'more', at: { message: first.index, steps: [] }, data, related: [{ message: index, steps: [] }] })
        else report({ messageId: 'fewer', at: { message: index, steps: message.base }, data, related })
      }
      index += Math.max(1, scope.format.resultsIn === 'next-messages' ? block.length + 1 : 1)
    }
  },
})

/** The messages in which the results of a message are due. */
function resultsAfter(index: number, { conversation: { messages }, format }: Scope): readonly Message[] {
  if (format.resultsIn === 'next-message') return messages.slice(index + 1, index + 2)
  let end = index + 1
  while (messages[end]?.role === 'tool') end++
  return messages.slice(index + 1, end)
}

function isCall(part: Part): boolean {
  return part.type === 'tool-call' && (part.style === 'plain' || part.style === 'legacy')
}

function isResult(part: Part): boolean {
  return part.type === 'tool-result' && part.style !== 'hosted' && part.style !== 'stored-record'
}
