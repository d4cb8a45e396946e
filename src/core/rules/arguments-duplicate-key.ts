import { valueAt } from '../conversation/value-at.ts'
import { duplicateKey } from '../json/duplicate-key.ts'
import { defineRule } from './rule.ts'

export const argumentsDuplicateKey = defineRule({
  meta: {
    id: 'arguments-duplicate-key',
    phase: 'contents',
    severity: 'warning',
    what: 'The arguments of a call name one argument twice.',
    why: 'Most parsers take the last, some the first, some refuse it: the tool may have run with something else than it seems.',
    messages: { twice: 'The arguments of `{tool}` have `{name}` twice.' },
  },
  checkMessage(message, value, { textAt }, report) {
    for (const call of message.parts) {
      if (call.type !== 'tool-call' || (call.style !== 'plain' && call.style !== 'legacy')) continue
      const { kind, parsed } = call.input
      if (parsed !== 'object') continue
      const given = kind === 'string' ? valueAt(value, call.inputSteps) : textAt(message.index, call.inputSteps)
      const name = typeof given === 'string' ? duplicateKey(given) : null
      if (name !== null)
        report({
          messageId: 'twice',
          at: { message: message.index, steps: call.inputSteps },
          callId: call.callId,
          data: { tool: call.name ?? '', name },
        })
    }
  },
})
