import { freshId, renameCall } from '../conversation/call-ids.ts'
import type { Place } from '../conversation/edit.ts'
import { ALWAYS, defineRule, type Scope } from './rule.ts'
import type { PairedCall } from '../conversation/pairing.ts'

interface Use {
  readonly found: PairedCall
  readonly index: number
}

const idOf = ({ call }: PairedCall): string | null => call.callId?.trim() || null

/** Calls by id, in order; only ids that are used more than once. */
function reused({ pairing }: Scope): Map<string, Use[]> {
  const byId = new Map<string, Use[]>()
  pairing.calls.forEach((found, index) => {
    const id = idOf(found)
    if (id === null) return
    const uses = byId.get(id)
    if (uses) uses.push({ found, index })
    else byId.set(id, [{ found, index }])
  })
  for (const [id, calls] of byId) if (calls.length < 2) byId.delete(id)
  return byId
}

const placeOf = ({ message, call }: PairedCall): Place => ({ message, steps: call.idSteps })
const signature = ({ call }: PairedCall): string => `${call.name}\n${call.input.fingerprint}`

export const duplicateCallId = defineRule({
  meta: {
    id: 'duplicate-call-id',
    phase: 'ids',
    severity: 'error',
    what: 'Two calls have one id.',
    why: 'The API ties results to calls by id alone. A call that is written down twice counts as a second call that nobody answered.',
    messages: {
      same: 'The id `{id}` is used by another call before this one.',
      again: 'This is the call `{id}` written down again; the other one has the result.',
      rename: 'Give this call and its result an id of their own',
      remove: 'Take the repeated call out',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    for (const [id, calls] of reused(scope)) {
      const answered = new Set(calls.filter(({ found }) => found.results.length > 0).map(({ found }) => signature(found)))
      const inMessage = new Set<number>()
      calls.forEach(({ found, index }, i) => {
        const finding = {
          at: placeOf(found),
          call: index,
          callId: found.call.callId,
          data: { id },
          related: [placeOf(calls[0]!.found)],
        }
        const repeated = found.results.length === 0 && answered.has(signature(found))
        if (repeated) report({ messageId: 'again', ...finding })
        else if (i > 0 && (scope.target.uniqueCallIds || inMessage.has(found.message))) report({ messageId: 'same', ...finding })
        inMessage.add(found.message)
      })
    }
  },
  fix({ messageId, call, callId }, { scope }) {
    const found = scope.pairing.calls[call ?? -1]
    if (!found) return []
    if (messageId === 'again') {
      return [
        {
          titleId: 'remove',
          safety: 'review',
          when: ALWAYS,
          edits: [{ type: 'remove-call', call: { message: found.message, part: found.part } }],
        },
      ]
    }
    const id = freshId(scope.pairing, found, callId?.trim() ?? '')
    return [{ titleId: 'rename', safety: 'review', when: ALWAYS, edits: renameCall(scope, found, id) }]
  },
})

export const reusedCallId = defineRule({
  meta: {
    id: 'reused-call-id',
    phase: 'ids',
    severity: 'info',
    what: 'One id is used again in a later turn.',
    why: 'Some back ends number calls from zero in every response. The API takes it; results were matched to the nearest call before them.',
    messages: { reused: 'The id `{id}` is used {n} times; results were matched by order.' },
  },
  passesSound: true,
  checkConversation(scope, report) {
    if (scope.target.uniqueCallIds) return
    for (const [id, calls] of reused(scope)) {
      const [first, second, ...others] = calls.map(({ found }) => found)
      if (!first || !second || [second, ...others].every(({ message }) => message === first.message)) continue
      report({
        messageId: 'reused',
        at: placeOf(second),
        callId: id,
        data: { id, n: calls.length },
        related: [first, ...others.slice(0, 20)].map(placeOf),
      })
    }
  },
})
