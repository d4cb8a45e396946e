import { anthropic, assistant, body, call, result, system, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { functionNamePattern, messageNamePattern } from './names.ts'

const tool = (name: string): object => ({ type: 'function', function: { name, parameters: { type: 'object' } } })
const LONG = 'x'.repeat(70)

export const functionNamePatternCases = casesFor(functionNamePattern, {
  valid: {
    'letters, digits, hyphen and underscore': [user(), call('c1', 'mcp__prices__get-price2'), result('c1')],
    'no name is another matter': [user(), call('c1', ''), result('c1')],
    'seventy characters for the API that takes a hundred and twenty-eight': anthropic.body([
      user(),
      anthropic.says(anthropic.toolUse('t1', LONG)),
      anthropic.user(anthropic.result('t1')),
    ]),
  },
  invalid: {
    'dots and spaces': {
      input: [user(), call('c1', 'prices.get price'), result('c1')],
      problems: [{ messageId: 'odd', at: '[1].tool_calls[0].function.name', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1', 'prices_get_price'), result('c1')],
    },
    'the list of tools follows': {
      input: body([user(), call('c1', 'prices.get'), result('c1')], { tools: [tool('prices.get')] }),
      problems: [
        { messageId: 'odd', at: 'messages[1].tool_calls[0].function.name' },
        { messageId: 'odd', at: 'tools[0].function.name' },
      ],
      fixed: body([user(), call('c1', 'prices_get'), result('c1')], { tools: [tool('prices_get')] }),
    },
    'too long': {
      input: [user(), call('c1', LONG), result('c1')],
      problems: [{ messageId: 'long', at: '[1].tool_calls[0].function.name' }],
      fixed: [user(), call('c1', 'x'.repeat(64)), result('c1')],
    },
  },
})

export const messageNamePatternCases = casesFor(messageNamePattern, {
  valid: {
    'a plain name': [system('x'), { ...user(), name: 'Ada' }],
    'no name': [system('x'), user()],
    'the name of a tool beside its result': [user(), call('c1'), { ...result('c1'), name: 'weather' }],
  },
  invalid: {
    'a name with a space': {
      input: [system('x'), { ...user(), name: 'Ada Lovelace' }],
      problems: [{ messageId: 'odd', at: '[1].name', severity: 'error' }],
      fixed: [system('x'), { ...user(), name: 'Ada_Lovelace' }],
    },
    'an empty name': {
      input: [system('x'), { ...user(), name: '' }, assistant('hi')],
      problems: [{ messageId: 'empty', at: '[1].name' }],
      fixed: [system('x'), user(), assistant('hi')],
    },
  },
})
