import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { anthropic, assistant, call, result, system, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { emptyMessageContent } from './empty-message-content.ts'

export const emptyMessageContentCases = casesFor(emptyMessageContent, {
  valid: {
    'the last word of the assistant may be empty': anthropic.body([user(), assistant('')]),
    'an empty text beside calls': [user(), assistant('', toolCall('c1')), result('c1')],
  },
  invalid: {
    'an empty list beside calls': {
      input: [user(), { ...call('c1'), content: [] }, result('c1')],
      problems: [{ messageId: 'besideCalls', at: '[1].content', severity: 'error' }],
      fixed: [user(), { ...call('c1'), content: null }, result('c1')],
    },
    'an empty message of the assistant goes': {
      input: [system('x'), user(), assistant(''), user('well?')],
      problems: [{ messageId: 'empty', at: '[2].content', severity: 'warning' }],
      fixed: [system('x'), user(), user('well?')],
    },
    'an empty list': {
      input: [system('x'), user([])],
      problems: [{ messageId: 'empty', at: '[1].content', severity: 'error' }],
      fixed: [system('x'), user(EMPTY_TEXT)],
    },
    'an empty message of the user': {
      input: anthropic.body([user(''), assistant('hi')]),
      problems: [{ messageId: 'empty', at: 'messages[0].content', severity: 'error' }],
      fixed: anthropic.body([user(EMPTY_TEXT), assistant('hi')]),
    },
    'an empty message of the assistant in the middle': {
      input: anthropic.body([user(), { role: 'assistant', content: [] }, user('well?')]),
      problems: [{ messageId: 'empty', at: 'messages[1].content' }],
      fixed: anthropic.body([user(), user('well?')]),
    },
  },
})
