import { anthropic, assistant, call, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { duplicateResult } from './duplicate-result.ts'

const pair = [user(), call('c1'), result('c1', 'sunny')]

export const duplicateResultCases = casesFor(duplicateResult, {
  valid: {
    'one result': pair,
    'two calls with one id in two turns, each with a result': [...pair, call('c1'), result('c1', 'rain')],
    'two calls, two results': [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1'), result('c2')],
  },
  invalid: {
    'a copy goes': {
      input: [...pair, result('c1', 'sunny')],
      problems: [{ messageId: 'same', at: '[3]', severity: 'error', callId: 'c1' }],
      fixed: pair,
    },
    'a copy far away goes': {
      input: [...pair, user('Thanks.'), result('c1', 'sunny')],
      problems: [{ messageId: 'same', at: '[4]' }],
      fixed: [...pair, user('Thanks.')],
    },
    'of two different ones the first stays': {
      input: [...pair, result('c1', 'rain')],
      problems: [{ messageId: 'different', at: '[3]' }],
      fixed: pair,
    },
    'one that says something counts before an empty one': {
      input: [user(), call('c1'), result('c1', ''), result('c1', 'sunny')],
      problems: [{ messageId: 'different', at: '[2]' }],
      fixed: pair,
    },
    'one in its place counts before one that came too early': {
      input: [user(), result('c1', 'early'), call('c1'), result('c1', 'sunny')],
      problems: [{ messageId: 'different', at: '[1]' }],
      fixed: pair,
    },
    three: {
      input: [...pair, result('c1', 'rain'), result('c1', 'sunny')],
      problems: [
        { messageId: 'different', at: '[3]' },
        { messageId: 'same', at: '[4]' },
      ],
      fixed: pair,
    },
    'two parts of one message': {
      input: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1', 'sun'), anthropic.result('t1', 'rain'), anthropic.text('Well?')),
      ]),
      problems: [{ messageId: 'different', at: 'messages[2].content[1]' }],
      fixed: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1', 'sun'), anthropic.text('Well?')),
      ]),
    },
  },
})
