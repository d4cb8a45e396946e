import type { PairedResult } from '../conversation/pairing.ts'
import { defineRule, type Finding } from './rule.ts'

export const mixedSession = defineRule({
  meta: {
    id: 'mixed-session',
    phase: 'request',
    severity: 'warning',
    what: 'A result of one session has the id of an open call of another.',
    why: 'Sessions are isolated: a result never answers a call of another one. Rows that were filed under the wrong session look like this.',
    messages: { foreign: 'This result has the id of a call in session `{session}`, which is still open there.' },
  },
  checkSource(scopes, report) {
    const open = new Map<string, { conversation: number; session: string }>()
    scopes.forEach(({ conversation, pairing }, index) => {
      for (const { call, state } of pairing.calls) {
        const id = call.callId?.trim()
        if (id && state !== 'paired') open.set(id, { conversation: index, session: conversation.id ?? String(index + 1) })
      }
    })
    if (open.size === 0) return
    scopes.forEach(({ pairing }, index) => {
      for (const { message, result, call } of pairing.results) {
        const other = call === null && result.callId !== null ? open.get(result.callId.trim()) : undefined
        if (!other || other.conversation === index) continue
        report(index, { ...strangerFinding({ message, result }), data: { session: other.session } })
      }
    })
  },
})

/** A result that answers nobody in its own session; the session where its call stands is still to be named. */
export function strangerFinding({ message, result }: Pick<PairedResult, 'message' | 'result'>): Finding<'foreign'> {
  return { messageId: 'foreign', at: { message, steps: result.steps }, callId: result.callId }
}
