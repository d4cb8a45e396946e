import { assistant, call, result, storedCall, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { emptyToolCalls, toolCallsNotList, tooManyToolCalls } from './tool-calls.ts'

const many = (n: number): readonly unknown[] => [
  user(),
  assistant(null, ...Array.from({ length: n }, (_, i) => toolCall(`c${i}`, 'weather', { i }))),
  ...Array.from({ length: n }, (_, i) => result(`c${i}`)),
]

export const emptyToolCallsCases = casesFor(emptyToolCalls, {
  valid: { calls: [user(), call('c1'), result('c1')], 'no key at all': [user(), assistant('hi'), call('c1'), result('c1')] },
  invalid: {
    'an empty list': {
      input: [user(), { ...assistant('hi'), tool_calls: [] }, call('c1'), result('c1')],
      problems: [{ messageId: 'empty', at: '[1].tool_calls', severity: 'error' }],
      fixed: [user(), assistant('hi'), call('c1'), result('c1')],
    },
    'null is taken, and goes with the next repair': {
      input: [user(), { ...assistant('hi'), tool_calls: null }, call('c1'), result('c1')],
      problems: [{ messageId: 'null', at: '[1].tool_calls', severity: 'info' }],
      fixed: [user(), assistant('hi'), call('c1'), result('c1')],
    },
  },
})

export const toolCallsNotListCases = casesFor(toolCallsNotList, {
  valid: { 'a list': [user(), call('c1'), result('c1')] },
  invalid: {
    'one call': {
      input: [user(), { role: 'assistant', content: null, tool_calls: toolCall('c1') }, result('c1')],
      problems: [{ messageId: 'object', at: '[1].tool_calls', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'a list as JSON text': {
      input: [user(), { role: 'assistant', content: null, tool_calls: JSON.stringify([toolCall('c1')]) }, result('c1')],
      problems: [{ messageId: 'text', at: '[1].tool_calls' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'the column of a table': {
      input: [user(), { role: 'assistant', content: '', tool_calls: JSON.stringify([storedCall('s1')]) }, result('s1')],
      problems: [{ messageId: 'text', at: '[1].tool_calls' }],
      fixed: [user(), assistant('', toolCall('s1', 'search', '{"q":"shoes"}')), result('s1')],
    },
    'an empty list as JSON text': {
      input: [user(), { role: 'assistant', content: 'hi', tool_calls: '[]' }, call('c1'), result('c1')],
      problems: [{ messageId: 'text', at: '[1].tool_calls' }],
      fixed: [user(), assistant('hi'), call('c1'), result('c1')],
    },
    'something else goes': {
      input: [user(), { role: 'assistant', content: 'hi', tool_calls: 'none' }, call('c1'), result('c1')],
      problems: [{ messageId: 'other', at: '[1].tool_calls' }],
      fixed: [user(), assistant('hi'), call('c1'), result('c1')],
    },
  },
})

export const tooManyToolCallsCases = casesFor(tooManyToolCalls, {
  valid: { 'as many as it takes': many(128) },
  invalid: {
    'one too many': { input: many(129), problems: [{ messageId: 'many', at: '[1].tool_calls', severity: 'error' }] },
  },
})
