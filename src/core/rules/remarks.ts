import type { Place } from '../conversation/edit.ts'
import type { PairedCall } from '../conversation/pairing.ts'
import { requestTools } from '../conversation/request-tools.ts'
import { defineRule, type Finding, type Scope } from './rule.ts'

const signature = ({ call }: PairedCall): string => `${call.name}\n${call.input.fingerprint}`
const LOOP = 3

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
    messages: { loop: '`{tool}` is called {n} times with the same input.' },
  },
  checkConversation(scope, report) {
    if (scope.pairing.calls.length < LOOP) return
    for (const run of runs(scope)) {
      const isReal = (index: number): boolean => scope.pairing.results[index]?.result.synthetic === false
      const answered = run.filter(({ results }) => results.some(isReal))
      if (answered.length < LOOP) continue
      const [first, ...others] = answered
      report({
        messageId: 'loop',
        at: { message: first!.message, steps: first!.call.steps },
        callId: first!.call.callId,
        data: { tool: first!.call.name ?? '', n: answered.length },
        related: others.slice(0, 20).map(({ message, call }) => ({ message, steps: call.steps })),
      })
    }
  },
})

export const retriedCall = defineRule({
  meta: {
    id: 'retried-call',
    phase: 'request',
    severity: 'info',
    what: 'A call that got no answer was tried again.',
    why: 'These are attempts of one call: only the last one counts for the conversation, but each needs a result.',
    messages: { attempt: 'Attempt {i} of {n} of the call to `{tool}`.' },
  },
  passesSound: true,
  checkConversation(scope, report) {
    if (!scope.pairing.calls.some(({ state }) => state === 'orphaned')) return
    for (const run of runs(scope)) {
      if (!run.slice(0, -1).some(({ state }) => state === 'orphaned')) continue
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
    messages: { unused: 'The user goes on before the assistant has used this result.' },
  },
  checkConversation({ conversation: { messages }, pairing }, report) {
    // Walk backwards: what speaks next after each message, the assistant or the user?
    const next: string[] = []
    let speaker = ''
    for (let i = messages.length - 1; i >= 0; i--) {
      next[i] = speaker
      const { role, parts } = messages[i]!
      if (role === 'assistant') speaker = 'assistant'
      else if (role === 'user' && !parts.some(({ type }) => type === 'tool-result')) speaker = 'user'
    }
    for (const { message, result } of pairing.results) {
      if (next[message] === 'user' && result.style !== 'stored-record')
        report({ messageId: 'unused', at: { message, steps: result.steps }, callId: result.callId })
    }
  },
})

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
