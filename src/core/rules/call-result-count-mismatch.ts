import type { Message } from '../conversation/message.ts'
import { callsOf, resultsIn } from '../conversation/pairing.ts'
import type { Target } from '../targets/target.ts'
import { defineRule, type Scope } from './rule.ts'

const callsIn = ({ parts }: Message): number => parts.filter((part) => part.type === 'tool-call' && part.style === 'plain').length
const countResults = ({ parts }: Message): number =>
  parts.filter((part) => part.type === 'tool-result' && part.style === 'plain').length

export const callResultCountMismatch = defineRule({
  meta: {
    id: 'call-result-count-mismatch',
    phase: 'results',
    severity: 'error',
    what: 'After a message with calls stand more or fewer results than it has calls.',
    why: 'Some APIs count before they look at ids: results of parallel calls that were spread, dropped or doubled do not add up.',
    messages: {
      fewer: 'Calls of this message: {calls}; results directly behind it: {n}.',
      more: 'Results here: {n}; calls directly before them: {calls}.',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    if (scope.foreign) return
    const { messages } = scope.conversation
    const namesMissing = namesMissingResults(scope.target)
    messages.forEach((message, index) => {
      const calls = callsIn(message)
      if (calls === 0) {
        const n = namesMissing ? looseResults(scope, index) : 0
        if (n > 0) report({ ...finding('more', index, index - 1, n, 0), ...asRemark(scope, index, index + 1) })
        return
      }
      // A call and its result in one message are another matter.
      if (countResults(message) > 0 || isPending(scope, index)) return
      const end = windowEnd(scope, index)
      const n = messages.slice(index + 1, end).reduce((sum, next) => sum + countResults(next), 0)
      if (n > calls) report({ ...finding('more', index + 1, index, n, calls), ...asRemark(scope, index, end) })
      else if (n < calls && !namesMissing)
        report({
          ...finding('fewer', n > 0 ? index + 1 : index, n > 0 ? index : index + 1, n, calls),
          ...asRemark(scope, index, end),
        })
    })
  },
})

/** A call without a result, or a result without a call, is a problem of its own, and the numbers differ because of it. */
function asRemark({ pairing }: Scope, from: number, end: number): { severity?: 'info' } {
  const isOpen = callsOf(pairing, from).some(({ state }) => state !== 'paired')
  const isLoose = resultsIn(pairing, from, end).some(({ call, duplicate }) => call === null || duplicate)
  return isOpen || isLoose ? { severity: 'info' } : {}
}

/** Results behind a message that calls nothing; those of a run are told by its first. */
function looseResults({ conversation: { messages } }: Scope, index: number): number {
  const [message, before] = [messages[index]!, messages[index - 1]]
  return !before || callsIn(before) > 0 || countResults(before) > 0 ? 0 : countResults(message)
}

/** An API with a sentence of its own for a call without a result counts only what is too much. */
function namesMissingResults({ wordings }: Target): boolean {
  return wordings.some(({ rule, historic }) => rule === 'orphaned-call' && !historic)
}

function isPending({ pairing }: Scope, index: number): boolean {
  return callsOf(pairing, index).every(({ call, state }) => call.style !== 'plain' || state === 'pending')
}

/** The next message, or all messages of tools that follow. */
function windowEnd({ conversation: { messages }, format }: Scope, index: number): number {
  let end = index + 1
  if (format.resultsIn === 'next-messages') while (messages[end]?.role === 'tool') end++
  return format.resultsIn === 'next-messages' ? end : index + 2
}

function finding(messageId: 'fewer' | 'more', at: number, other: number, n: number, calls: number) {
  return {
    messageId,
    at: { message: at, steps: [] },
    data: { n, calls, [messageId]: 1 },
    related: [{ message: other, steps: [] }],
  }
}
