import { ALWAYS, defineRule } from './rule.ts'

export const placeholderSuperseded = defineRule({
  meta: {
    id: 'placeholder-superseded',
    phase: 'results',
    severity: 'error',
    what: 'A call has its real result and one that stood in for it.',
    why: 'A repair closed the call while its tool still ran; then the answer came. The API takes exactly one result.',
    messages: {
      superseded: 'This result stood in for `{callId}`, whose real one is there too.',
      remove: 'Take the stand-in out',
    },
  },
  passesSound: true,
  checkConversation({ pairing: { calls, results } }, report) {
    results.forEach(({ message, result, call, duplicate }, index) => {
      if (!duplicate || call === null || result.style !== 'plain' || !result.synthetic) return
      const counted = results[calls[call]!.results[0]!]!
      if (counted.result.synthetic) return
      const callId = result.callId ?? ''
      report({
        messageId: 'superseded',
        at: { message, steps: result.steps },
        result: index,
        callId,
        data: { callId, id: callId },
        related: [{ message: counted.message, steps: counted.result.steps }],
      })
    })
  },
  fix({ result }, { scope }) {
    const found = scope.pairing.results[result ?? -1]
    if (!found) return []
    const edits = [{ type: 'remove-result' as const, result: { message: found.message, part: found.part } }]
    return [{ titleId: 'remove', safety: 'safe', when: ALWAYS, edits }]
  },
})
