import type { Place } from '../conversation/edit.ts'
import { fingerprintOf } from '../conversation/facts.ts'
import type { Message } from '../conversation/message.ts'
import type { PairedCall } from '../conversation/pairing.ts'
import { requestTools } from '../conversation/request-tools.ts'
import { defineRule, type Finding, type Scope } from './rule.ts'

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
    byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), call])
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

export const unusedResult = defineRule({
  meta: {
    id: 'unused-result',
    phase: 'request',
    severity: 'info',
    what: 'No later answer uses a result.',
    why: 'The user spoke before the assistant said anything about it: the tool ran for nothing, or an answer is missing.',
    messages: {
      unused: 'The user goes on before the assistant has used this result.',
      several: 'The user goes on before the assistant has used this result and {n} more.',
    },
  },
  checkConversation({ conversation: { messages }, pairing }, report) {
    const next = nextSpeakers(messages)
    let last: { finding: Finding<'unused' | 'several'>; related: Place[] } | null = null
    let from = -1
    const tell = (): void => {
      if (!last) return
      const n = last.related.length
      report(n === 0 ? last.finding : { ...last.finding, messageId: 'several', data: { n }, related: last.related.slice(0, 20) })
    }
    for (const { message, result, duplicate } of pairing.results) {
      // What the provider ran itself stands in the answer that uses it; nobody can use what stands in for a result.
      if (next[message] !== 'user' || result.style === 'stored-record' || result.style === 'hosted') continue
      if (result.synthetic || duplicate || messages[message]?.role === 'assistant') continue
      const at = { message, steps: result.steps }
      // Side by side they are unused for one reason.
      if (last && message - from <= 1) last.related.push(at)
      else {
        tell()
        last = { finding: { messageId: 'unused', at, callId: result.callId }, related: [] }
      }
      from = message
    }
    tell()
  },
})

/** For each message who speaks next, the assistant or the user. */
function nextSpeakers(messages: readonly Message[]): readonly string[] {
  const next: string[] = []
  let speaker = ''
  for (let i = messages.length - 1; i >= 0; i--) {
    next[i] = speaker
    const { role, parts } = messages[i]!
    if (role === 'assistant') speaker = 'assistant'
    else if (role === 'user' && !parts.some(({ type }) => type === 'tool-result')) speaker = 'user'
  }
  return next
}

/** Names that stand for others: a model puts several calls into one, and clients of its API take them apart. */
const WRAPPERS: ReadonlySet<string> = new Set(['multi_tool_use.parallel', 'multi_tool_use'])

export const unknownTool = defineRule({
  meta: {
    id: 'unknown-tool',
    phase: 'request',
    severity: 'info',
    what: 'A call names a tool that the request does not define.',
    why: 'History may rightly mention tools no longer offered; a slip of the model looks the same.',
    messages: {
      unknown: 'The request defines no tool `{tool}`.',
      near: 'The request defines no tool `{tool}`; it has `{other}`.',
    },
  },
  checkConversation({ conversation: { body }, pairing }, report) {
    const { schemas, open } = requestTools(body)
    if (schemas.size === 0 || open) return
    const told = new Map<string, Finding<'unknown' | 'near'> & { related: Place[] }>()
    for (const { message, call } of pairing.calls) {
      const { name } = call
      if (name === null || name === '' || call.style === 'hosted' || schemas.has(name) || WRAPPERS.has(name)) continue
      const at = { message, steps: call.nameSteps }
      const before = told.get(name)
      if (before) {
        if (before.related.length < 20) before.related.push(at)
        continue
      }
      const other = [...schemas.keys()].find((known) => bare(known) === bare(name))
      const data = other === undefined ? { tool: name } : { tool: name, other }
      told.set(name, { messageId: other === undefined ? 'unknown' : 'near', at, callId: call.callId, data, related: [] })
    }
    for (const finding of told.values()) report(finding)
  },
})

/** What is left of a name when only its writing differs: `functions.Get-Weather` and `get_weather`. */
function bare(name: string): string {
  return name
    .replace(/^.*[.:/]/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}
