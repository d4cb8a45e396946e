import { ALWAYS, defineRule } from './rule.ts'

export const duplicateResult = defineRule({
  meta: {
    id: 'duplicate-result',
    phase: 'results',
    severity: 'error',
    what: 'One call has two results.',
    why: 'A retry, a resumed session or an approval notice wrote a second answer. The API takes exactly one.',
    messages: {
      same: 'This is a second result for `{callId}`, with the same content.',
      different: 'This is a second result for `{callId}`, with other content.',
      removeCopy: 'Take the copy out',
      removeOther: 'Keep the other result, take this one out (its text goes)',
    },
  },
  passesSound: true,
  checkConversation({ pairing, textAt, target }, report) {
    pairing.results.forEach(({ message, result, call, duplicate }, index) => {
      if (!duplicate || call === null || result.style !== 'plain') return
      const counted = pairing.results[pairing.calls[call]!.results[0]!]!
      // Where the target holds it, a stand-in beside the real one is told as such: `placeholder-superseded`.
      if (target.rules['placeholder-superseded'] && result.synthetic && !counted.result.synthetic) return
      const same = textAt(message, result.contentSteps) === textAt(counted.message, counted.result.contentSteps)
      const other = { message: counted.message, steps: counted.result.steps }
      const id = result.callId ?? ''
      report({
        messageId: same ? 'same' : 'different',
        at: { message, steps: result.steps },
        result: index,
        callId: id,
        data: { callId: id, id, first: counted.message },
        related: [other],
      })
    })
  },
  fix({ messageId, result }, { scope }) {
    const found = scope.pairing.results[result ?? -1]
    if (!found) return []
    const edits = [{ type: 'remove-result' as const, result: { message: found.message, part: found.part } }]
    return messageId === 'same'
      ? [{ titleId: 'removeCopy', safety: 'safe', when: ALWAYS, edits }]
      : [{ titleId: 'removeOther', safety: 'destructive', when: ALWAYS, edits }]
  },
})
