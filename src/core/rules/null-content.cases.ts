import { EMPTY_RESULT, EMPTY_TEXT } from '../conversation/synthetic.ts'
import { anthropic, assistant, call, result, system, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { nullContent, missingContent } from './null-content.ts'

export const nullContentCases = casesFor(nullContent, {
  valid: {
    'an assistant that makes calls may say nothing': [user(), call('c1'), result('c1')],
    'a refusal is words enough': [system('x'), user(), { role: 'assistant', content: null, refusal: 'No.' }],
    'a result that is null is told as an empty one': [user(), call('c1'), result('c1', null)],
  },
  invalid: {
    'of the user': {
      input: [system('x'), user(null)],
      problems: [{ messageId: 'null', at: '[1].content', severity: 'error' }],
      fixed: [system('x'), user(EMPTY_TEXT)],
    },
    'of an assistant that makes no calls: the message said nothing': {
      input: [system('x'), user(), assistant(null), user('well?')],
      problems: [{ messageId: 'null', at: '[2].content' }],
      fixed: [system('x'), user(), user('well?')],
    },
    'where calls are parts of the content': {
      input: anthropic.body([user(null), assistant('hi')]),
      problems: [{ messageId: 'null', at: 'messages[0].content' }],
      fixed: anthropic.body([user(EMPTY_TEXT), assistant('hi')]),
    },
  },
})

export const missingContentCases = casesFor(missingContent, {
  valid: {
    'calls without content': [user(), { role: 'assistant', tool_calls: [toolCall('c1')] }, result('c1')],
    'an empty content is a content': [system(''), user()],
  },
  invalid: {
    'of the user': {
      input: [system('x'), { role: 'user' }],
      problems: [{ messageId: 'missing', at: '[1].content', severity: 'error' }],
      fixed: [system('x'), user(EMPTY_TEXT)],
    },
    'of a result': {
      input: [user(), call('c1'), { role: 'tool', tool_call_id: 'c1' }],
      problems: [{ messageId: 'missing', at: '[2].content' }],
      fixed: [user(), call('c1'), result('c1', EMPTY_RESULT)],
    },
    'of the assistant: the message said nothing': {
      input: [system('x'), user(), { role: 'assistant' }, user('well?')],
      problems: [{ messageId: 'missing', at: '[2].content' }],
      fixed: [system('x'), user(), user('well?')],
    },
  },
})
