import { assistant, call, interrupted, result, toolCall, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { callResultCountMismatch } from './call-result-count-mismatch.ts'

const two = assistant('', toolCall('abcDEF123'), toolCall('abcDEF124'))

export const callResultCountMismatchCases = casesFor(callResultCountMismatch, {
  valid: {
    'two calls, two results': valid([user(), two, result('abcDEF123'), result('abcDEF124')], { target: 'mistral' }),
    'nobody has answered yet': valid([user(), two], { target: 'mistral' }),
    'an API that compares ids is told about those': valid([user(), two, result('abcDEF123')], { target: 'openai-chat' }),
  },
  invalid: {
    'one of two calls is answered': {
      input: [user(), two, result('abcDEF123'), assistant('Sunny.'), user()],
      target: 'mistral',
      problems: [{ messageId: 'fewer', at: '[1]', severity: 'error' }],
      fixed: [user(), two, result('abcDEF123'), interrupted('abcDEF124'), assistant('Sunny.'), user()],
    },
    'two results for one call': {
      input: [user(), call('abcDEF123'), result('abcDEF123'), result('xyzDEF123'), assistant('Sunny.'), user()],
      target: 'mistral',
      problems: [{ messageId: 'more', at: '[2]', severity: 'error' }],
      fixed: [user(), call('abcDEF123'), result('abcDEF123'), assistant('Sunny.'), user()],
    },
  },
})
