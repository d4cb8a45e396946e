import { toldOpen } from '../conversation/open-before.ts'
import { defineRule } from './rule.ts'

export const mismatchedCallId = defineRule({
  meta: {
    id: 'mismatched-call-id',
    phase: 'ids',
    severity: 'error',
    what: 'A result stands where the answer to a call belongs, but names another id.',
    why: 'Ids are lost or rewritten by converters. The pair was found by position: as many results as open calls in one block.',
    messages: {
      other: 'This result names `{id}`, but stands where the answer to `{callId}` belongs.',
      rename: 'Name `{callId}` instead (matched by position)',
      drop: 'Take both out: the call and the result',
    },
  },
  passesSound: true,
  checkConversation({ pairing, conversation, target, foreign }, report) {
    const looksBefore = foreign ? undefined : target.messages?.answersBefore
    for (const [index, { message, result, call, tie }] of pairing.results.entries()) {
      if (call === null || tie !== 'position' || !result.callId?.trim() || result.style !== 'plain') continue
      const found = pairing.calls[call]!
      if (!found.call.callId?.trim()) continue // the call takes the result's id: `missing-call-id`
      const told = toldOpen(conversation, looksBefore, { message: found.message, id: found.call.callId })
      report({
        ...told,
        messageId: 'other',
        result: index,
        at: { message, steps: result.idSteps },
        callId: found.call.callId,
        data: { id: result.callId, callId: found.call.callId, ids: [found.call.callId], ...told.data },
        related: [{ message: found.message, steps: found.call.idSteps }],
      })
    }
  },
  fix({ at, callId, result: index }, { scope: { pairing } }) {
    const result = pairing.results[index ?? -1]
    const call = pairing.calls[result?.call ?? -1]
    if (!result || !call) return []
    // Who asks to drop what does not pair does not ask for guesses.
    return [
      {
        titleId: 'rename',
        safety: 'review',
        when: { strategy: ['complete', 'flatten'] },
        edits: [{ type: 'set', at, json: JSON.stringify(callId) }],
      },
      {
        titleId: 'drop',
        safety: 'destructive',
        when: { strategy: ['drop'] },
        edits: [
          { type: 'remove-call', call: { message: call.message, part: call.part } },
          { type: 'remove-result', result: { message: result.message, part: result.part } },
        ],
      },
    ]
  },
})
