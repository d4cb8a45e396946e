import { fingerprintOf } from '../conversation/facts.ts'
import type { PairedCall } from '../conversation/pairing.ts'
import { defineRule, type Scope } from './rule.ts'

const signature = ({ call }: PairedCall): string => `${call.name}\n${call.input.fingerprint}`
/** So often with the same answer is a loop; so often with any. */
const LOOP = 3
const LONG_LOOP = 10

/** Runs of one call, same tool and same input, with nothing of the user between them. */
function runs({ conversation: { messages }, pairing: { calls } }: Scope): PairedCall[][] {
  const userSpeaks = (message: number): boolean =>
    messages[message]?.role === 'user' && messages[message]!.parts.some(({ type }) => type === 'text')
  const open = new Map<string, PairedCall[]>()
  const all: PairedCall[][] = []
  if (!anyAlike(calls)) return all
  let seen = 0
  for (const call of calls) {
    for (; seen < call.message; seen++) if (userSpeaks(seen)) open.clear()
    const run = open.get(signature(call))
    if (run) run.push(call)
    else {
      const begun = [call]
      open.set(signature(call), begun)
      all.push(begun)
    }
  }
  return all.filter((run) => run.length > 1)
}

/** Whether any two calls have the same input: rarely so, and quick to tell. */
function anyAlike(calls: readonly PairedCall[]): boolean {
  const inputs = new Set<string>()
  for (const { call } of calls) inputs.add(call.input.fingerprint)
  return inputs.size < calls.length
}

export const repeatedCall = defineRule({
  meta: {
    id: 'repeated-call',
    phase: 'request',
    severity: 'info',
    what: 'The same call is made again and again.',
    why: 'A model that repeats itself with the same input is in a loop, or did not see the results.',
    messages: {
      loop: '`{tool}` is called {n} times with the same input.',
      long: '`{tool}` is called {n} times with the same input; its results differ.',
    },
  },
  checkConversation(scope, report) {
    if (scope.pairing.calls.length < LOOP) return
    for (const run of runs(scope)) {
      if (run.length < LOOP) continue
      const answered = run.filter((call) => answerOf(call, scope) !== null)
      // Who looks again after something has changed, or waits until it does, is in no loop.
      const alike = mostAlike(answered, scope)
      const isLong = answered.length >= LONG_LOOP
      if (alike.length < LOOP && !isLong) continue
      const [first, ...others] = isLong ? answered : alike
      report({
        messageId: alike.length > others.length ? 'loop' : 'long',
        at: { message: first!.message, steps: first!.call.steps },
        callId: first!.call.callId,
        data: { tool: first!.call.name ?? '', n: others.length + 1 },
        related: others.slice(0, 20).map(({ message, call }) => ({ message, steps: call.steps })),
      })
    }
  },
})

/** JSON of what a call was really answered; `null` when nobody did. */
function answerOf({ results }: PairedCall, { pairing, textAt }: Scope): string | null {
  const answer = results.map((index) => pairing.results[index]).find((paired) => paired?.result.synthetic === false)
  return answer ? (textAt(answer.message, answer.result.contentSteps) ?? '') : null
}

/** Those with the answer that comes most often. */
function mostAlike(calls: readonly PairedCall[], scope: Scope): readonly PairedCall[] {
  const byAnswer = new Map<string, PairedCall[]>()
  for (const call of calls) {
    const answer = fingerprintOf(answerOf(call, scope) ?? '')
    const alike = byAnswer.get(answer)
    if (alike) alike.push(call)
    else byAnswer.set(answer, [call])
  }
  return [...byAnswer.values()].reduce((most, group) => (group.length > most.length ? group : most), [])
}

export const retriedCall = defineRule({
  meta: {
    id: 'retried-call',
    phase: 'request',
    severity: 'info',
    what: 'A call that got no answer, or failed, was tried again.',
    why: 'These are attempts of one call: only the last one counts for the conversation, but each needs a result.',
    messages: { attempt: 'Attempt {i} of {n} of the call to `{tool}`.' },
  },
  checkConversation(scope, report) {
    const { calls, results } = scope.pairing
    const hasFailed = (paired: PairedCall): boolean => paired.results.some((index) => results[index]?.result.failed)
    if (!calls.some((paired) => paired.state === 'orphaned' || hasFailed(paired))) return
    const order = new Map(calls.map((paired, index) => [paired, index]))
    // With something done in between it is not the same attempt again: tests that fail are run until they pass.
    const isDirectlyAfter = (next: PairedCall, paired: PairedCall): boolean =>
      order.get(next) === (order.get(paired) ?? -2) + 1 && next.message !== paired.message
    for (const run of runs(scope)) {
      const isRetried = run.some((paired, i) => {
        const next = run[i + 1]
        return next && (paired.state === 'orphaned' || (hasFailed(paired) && isDirectlyAfter(next, paired)))
      })
      if (!isRetried) continue
      run.forEach(({ message, call }, i) =>
        report({
          messageId: 'attempt',
          at: { message, steps: call.steps },
          callId: call.callId,
          data: { tool: call.name ?? '', i: i + 1, n: run.length },
        }),
      )
    }
  },
})
