import { ALWAYS, defineRule, type Finding, type Fix, type Scope } from './rule.ts'
import type { Message } from '../conversation/message.ts'
import { toldOpen } from '../conversation/open-before.ts'
import type { PairedCall, PairedResult } from '../conversation/pairing.ts'

/** Results that count and have a call of their own, with that call. */
function eachPair({ pairing }: Scope, visit: (result: PairedResult, call: PairedCall, index: number) => void): void {
  pairing.results.forEach((result, index) => {
    if (result.call === null || result.duplicate || result.result.style !== 'plain') return
    const call = pairing.calls[result.call]!
    if (call.call.style === 'plain') visit(result, call, index)
  })
}

/**
 * The messages in which results of the calls of `message` may stand: tool messages directly after, or the next message
 * of the user with its neighbours of the same role.
 */
function windowEnd({ conversation: { messages }, format, target }: Scope, message: number): number {
  let end = message + 1
  if (format.resultsIn === 'next-messages' || format.resultRole === 'tool') while (messages[end]?.role === 'tool') end++
  else {
    const isIn = (next: Message | undefined): boolean =>
      (next?.role === 'user' || isToolContent(next, format)) && (mergesNeighbours(target) || holdsResult(next))
    while (isIn(messages[end])) end++
  }
  return end
}

/** Neighbours of one role are one message to some APIs; others look at the next one alone. */
const mergesNeighbours = ({ rules }: Scope['target']): boolean => rules['results-split'] === 'warning'

const holdsResult = (message: Message | undefined): boolean => message?.parts.some(({ type }) => type === 'tool-result') === true

/** Gemini's older roles for results. */
function isToolContent(message: Message | undefined, { callIds }: Scope['format']): boolean {
  return message?.role === 'tool' && callIds === 'optional'
}

function place({ message, result }: PairedResult): { message: number; steps: PairedResult['result']['steps'] } {
  return { message, steps: result.steps }
}

function describe(
  { conversation, target, foreign }: Scope,
  result: PairedResult,
  call: PairedCall,
  index: number,
): Omit<Finding, 'messageId'> {
  const id = call.call.callId ?? ''
  const told = toldOpen(conversation, foreign ? undefined : target.messages?.answersBefore, { message: call.message, id })
  return {
    ...told,
    at: place(result),
    result: index,
    callId: call.call.callId,
    data: { callId: id, id, ids: [id], tool: call.call.name ?? '', callMessage: call.message, ...told.data },
    related: [{ message: call.message, steps: call.call.steps }],
  }
}

function moveTo<M extends string>(
  { result: index }: Finding,
  { pairing }: Scope,
  titleId: M,
  safety: 'safe' | 'review',
): Fix<M>[] {
  const found = pairing.results[index ?? -1]
  const call = found?.call == null ? undefined : pairing.calls[found.call]
  if (!found || !call) return []
  const edit = {
    type: 'move-result' as const,
    result: { message: found.message, part: found.part },
    call: { message: call.message, part: call.part },
  }
  return [{ titleId, safety, when: ALWAYS, edits: [edit] }]
}

export const resultBeforeCall = defineRule({
  meta: {
    id: 'result-before-call',
    phase: 'results',
    severity: 'error',
    what: 'A result stands before its call.',
    why: 'Messages were stored in the order they arrived, or sorted by a clock that jumped.',
    messages: { early: 'This result answers `{callId}`, which is called only later.', move: 'Move the result behind its call' },
  },
  passesSound: true,
  checkConversation(scope, report) {
    eachPair(scope, (result, call, index) => {
      if (result.message < call.message) report({ messageId: 'early', ...describe(scope, result, call, index) })
    })
  },
  fix: (finding, { scope }) => moveTo(finding, scope, 'move', 'review'),
})

export const resultNotAdjacent = defineRule({
  meta: {
    id: 'result-not-adjacent',
    phase: 'results',
    severity: 'error',
    what: 'Something stands between a call and its result.',
    why: 'The API wants results right after their call; for it the call has none, and the result answers nothing.',
    messages: {
      apart: 'Between this result and its call (`{callId}`) stand other messages.',
      move: 'Move the result to its call',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    const ends = new Map<number, number>()
    eachPair(scope, (result, call, index) => {
      if (result.message <= call.message) return
      let end = ends.get(call.message)
      if (end === undefined) ends.set(call.message, (end = windowEnd(scope, call.message)))
      if (result.message >= end) report({ messageId: 'apart', ...describe(scope, result, call, index) })
    })
  },
  fix: (finding, { scope }) => moveTo(finding, scope, 'move', 'review'),
})

export const resultsSplit = defineRule({
  meta: {
    id: 'results-split',
    phase: 'results',
    severity: 'warning',
    what: 'Results of one message are spread over several.',
    why: 'Neighbours of one role are merged by the API, but results must come first in what is merged; some servers look at the next message only.',
    messages: {
      split: 'The other results of this message stand in message {callMessage} and after; this one stands apart.',
      move: 'Move the result to the others',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    if (scope.format.resultsIn !== 'next-message') return
    const ends = new Map<number, number>()
    eachPair(scope, (result, call, index) => {
      if (result.message <= call.message + 1) return
      let end = ends.get(call.message)
      if (end === undefined) ends.set(call.message, (end = windowEnd(scope, call.message)))
      if (result.message < end) report({ messageId: 'split', ...describe(scope, result, call, index) })
    })
  },
  fix: (finding, { scope }) => moveTo(finding, scope, 'move', 'review'),
})

export const resultNotFirst = defineRule({
  meta: {
    id: 'result-not-first',
    phase: 'results',
    severity: 'error',
    what: 'Other content stands before a result in its message.',
    why: 'The message after calls must begin with their results.',
    messages: { after: 'Something stands before this result in its message.', move: 'Put the results first' },
  },
  passesSound: true,
  checkConversation(scope, report) {
    if (scope.format.resultsIn !== 'next-message') return
    const firstOther = new Map<number, number>()
    eachPair(scope, (result, call, index) => {
      if (result.message !== call.message + 1) return
      let first = firstOther.get(result.message)
      if (first === undefined) {
        first = scope.conversation.messages[result.message]!.parts.findIndex(({ type }) => type !== 'tool-result')
        firstOther.set(result.message, first)
      }
      if (first >= 0 && first < result.part) report({ messageId: 'after', ...describe(scope, result, call, index) })
    })
  },
  fix: (finding, { scope }) => moveTo(finding, scope, 'move', 'safe'),
})

export const resultsOutOfOrder = defineRule({
  meta: {
    id: 'results-out-of-order',
    phase: 'results',
    severity: 'info',
    what: 'Results stand in another order than their calls.',
    why: 'Tools run at the same time end in any order. This API pairs by id and does not mind; those that pair by position do.',
    messages: {
      order: 'The results of this message stand in another order than its calls.',
      sort: 'Put them in the order of the calls',
    },
  },
  passesSound: true,
  checkConversation({ pairing }, report) {
    let last = -1
    let message = -1
    let told = -1
    pairing.calls.forEach((call) => {
      const [counted] = call.results
      if (call.message !== message) last = -1
      message = call.message
      if (counted === undefined) return
      const result = pairing.results[counted]!
      if (counted < last && told !== message && result.result.style === 'plain') {
        told = message
        report({ messageId: 'order', at: place(result), callId: call.call.callId, result: counted })
      }
      last = Math.max(last, counted)
    })
  },
  // Taken where pairs are tied by their order, and only if they stand in one message.
  fix(finding, { scope }) {
    const { pairing, format } = scope
    const found = pairing.results[finding.result ?? -1]
    const call = pairing.calls[found?.call ?? -1]
    const isPlaced = found !== undefined && call !== undefined && found.message === call.message + 1
    if (format.callIds !== 'optional' || scope.foreign || !isPlaced) return []
    return moveTo(finding, scope, 'sort', 'safe')
  },
})
