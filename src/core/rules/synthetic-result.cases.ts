import { anthropic, assistant, call, interrupted, result, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { placeholderSuperseded } from './synthetic-result.ts'

export const placeholderSupersededCases = casesFor(placeholderSuperseded, {
  valid: {
    'only the stand-in is there': [user(), call('c1'), interrupted('c1'), assistant('Well.')],
    'two stand-ins are one too many, but neither is real': [user(), call('c1'), interrupted('c1'), interrupted('c1')],
    'two real ones': [user(), call('c1'), result('c1'), result('c1', 'rain')],
  },
  invalid: {
    'the real one came later': {
      input: [user(), call('c1'), interrupted('c1'), result('c1'), assistant('Sunny.')],
      problems: [{ messageId: 'superseded', at: '[2]', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1'), assistant('Sunny.')],
    },
    'after the user asked': {
      input: [user(), call('c1'), interrupted('c1'), user('well?'), result('c1')],
      problems: [{ messageId: 'superseded', at: '[2]' }],
      fixed: [user(), call('c1'), result('c1'), user('well?')],
    },
    'in parts': {
      input: [
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1'), anthropic.interrupted('t1')),
      ],
      problems: [{ messageId: 'superseded', at: '[2].content[1]' }],
      fixed: [user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))],
    },
  },
})
