import { defineRule, type Fix, type FixContext, type Finding, type Report, type Scope } from './rule.ts'
import type { PendingReason } from '../conversation/message.ts'
import { toldOpen } from '../conversation/open-before.ts'
import { PENDING_WORDS } from '../conversation/pending-words.ts'
import type { PairedCall } from '../conversation/pairing.ts'

export const orphanedCall = defineRule({
  meta: {
    id: 'orphaned-call',
    phase: 'results',
    severity: 'error',
    what: 'A tool call has no result although the conversation went on.',
    why: 'Providers refuse the whole conversation when one call was never answered: the model must not guess what came back.',
    messages: {
      missing: 'The call to `{tool}` (`{callId}`) has no result.',
      nameless: 'The call to `{tool}` has no id and no result.',
      apart: 'The result for `{callId}` does not stand in the message right after the call to `{tool}`.',
      addResult: 'Add a result that says none was recorded',
      removeCall: 'Take the call out of the conversation',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    reportCalls(scope, 'orphaned', ['missing', 'nameless'], report)
    if (findsOnlyNext(scope)) reportApart(scope, report)
  },
  fix: (finding, context) => settleCall(finding, context, 'addResult', 'removeCall'),
})

export const pendingCall = defineRule({
  meta: {
    id: 'pending-call',
    phase: 'results',
    severity: 'warning',
    what: 'The conversation ends with a call that nobody has answered yet.',
    why: 'That is how a conversation looks while a tool runs or a person decides. Sent as it is, the API refuses it.',
    messages: {
      open: 'The call to `{tool}` (`{callId}`) is not answered: {why}.',
      nameless: 'The call to `{tool}` has no id and is not answered: {why}.',
      addResult: 'Add a result that says none was recorded',
      removeCall: 'Take the call out of the conversation',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    // What an API answered is meant to end with its calls; a call the provider runs itself is the
    // provider's matter; stored calls by themselves are no conversation yet.
    if (scope.conversation.kind !== 'response' && scope.conversation.kind !== 'records')
      reportCalls(scope, 'pending', ['open', 'nameless'], report)
  },
  fix: (finding, context) => settleCall(finding, context, 'addResult', 'removeCall'),
})

function reportCalls<M extends string>(
  { pairing, conversation, target, foreign }: Scope,
  state: PairedCall['state'],
  [named, nameless]: readonly [M, M],
  report: Report<M>,
): void {
  // The API names all open calls of a message in one sentence.
  const open = new Map<number, string[]>()
  const looksBefore = foreign ? undefined : target.messages?.answersBefore
  const isMeant = ({ call, state: is, pending }: PairedCall): boolean =>
    is === state && call.style !== 'hosted' && !(pending !== null && NEVER_ANSWERED.has(pending))
  for (const found of pairing.calls) {
    if (!isMeant(found)) continue
    const ids = open.get(found.message)
    if (ids) ids.push(found.call.callId ?? '')
    else open.set(found.message, [found.call.callId ?? ''])
  }
  pairing.calls.forEach((found, index) => {
    if (!isMeant(found)) return
    const { message, call } = found
    const ids = open.get(message)!.slice(0, MOST_IDS)
    const why = found.pending === null ? '' : PENDING_WORDS[found.pending]
    const id = call.callId ?? ''
    const several = looksBefore === undefined && ids.length > 1 && { several: 1 }
    const told = toldOpen(conversation, looksBefore, { message, id })
    const data = { tool: call.name ?? '', callId: id, id, ids, why, ...several, ...told.data }
    const messageId = call.callId?.trim() ? named : nameless
    report({ ...told, messageId, at: { message, steps: call.steps }, call: index, callId: call.callId, data })
  })
}

/** For an API that pairs by id in the next message alone, and has no other words for it, a result further on is none. */
function findsOnlyNext({ format, target, foreign }: Scope): boolean {
  const inNext = format.resultsIn === 'next-message' && format.resultRole === undefined && format.callIds === 'required'
  return !foreign && inNext && target.rules['results-split'] !== 'warning'
}

function reportApart({ pairing, conversation }: Scope, report: Report<'apart'>): void {
  for (const { message, call, results } of pairing.calls) {
    const result = pairing.results[results[0] ?? -1]
    const next = conversation.messages[message + 1]
    if (!result || call.style !== 'plain' || result.message <= message + 1 || next?.role !== 'user') continue
    const id = call.callId ?? ''
    report({
      messageId: 'apart',
      at: { message, steps: call.steps },
      callId: call.callId,
      data: { tool: call.name ?? '', callId: id, ids: [id], callMessage: message },
      related: [
        { message: next.index, steps: ['content'] },
        { message: result.message, steps: result.result.steps },
      ],
    })
  }
}

const MOST_IDS = 128
/** Nothing is missing in the record itself. */
const NEVER_ANSWERED: ReadonlySet<PendingReason> = new Set([
  'response',
  'approved',
  'terminal',
  'hosted',
  'elsewhere',
  'expected',
])

function settleCall<M extends string>(
  finding: Finding,
  { scope, resultText }: FixContext,
  addResult: M,
  removeCall: M,
): Fix<M>[] {
  const found = scope.pairing.calls[finding.call ?? -1]
  if (!found) return []
  const call = { message: found.message, part: found.part }
  const remove: Fix<M> = {
    titleId: removeCall,
    safety: 'destructive',
    when: { strategy: ['drop'] },
    edits: [{ type: 'remove-call', call }],
  }
  const callId = found.call.callId?.trim() ? found.call.callId : null
  // A legacy call or one without an id becomes a call with one first, where an id is needed.
  if (callId === null && scope.format.callIds === 'required') return [remove]
  return [
    {
      titleId: addResult,
      safety: 'review',
      when: { strategy: ['complete'] },
      edits: [{ type: 'add-result', call, callId, text: resultText, failed: false }],
    },
    remove,
  ]
}
