import { anthropic, assistant, call, result, storedCall, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { emptyFunctionName, functionNotObject, missingCallType, missingFunctionName } from './call-shape.ts'

const withoutType = { id: 'c1', function: { name: 'weather', arguments: '{}' } }
const shoes = toolCall('s1', 'search', '{"q":"shoes"}')

export const missingCallTypeCases = casesFor(missingCallType, {
  valid: {
    'a call in shape': [user(), call('c1'), result('c1')],
    'a custom call in shape': [
      user(),
      assistant(null, { id: 'c1', type: 'custom', custom: { name: 'sql', input: 'select 1' } }),
      result('c1'),
    ],
    'parts of the other API have types of their own': anthropic.body([
      user(),
      anthropic.says(anthropic.toolUse('t1')),
      anthropic.user(anthropic.result('t1')),
    ]),
  },
  invalid: {
    'the type is missing': {
      input: [user(), assistant(null, withoutType), result('c1')],
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0].type', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'the type is one the API does not know': {
      input: [user(), assistant(null, { ...withoutType, type: 'tool_call' }), result('c1')],
      problems: [{ messageId: 'unknown', at: '[1].tool_calls[0].type' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'a stored record becomes a call': {
      input: [user(), assistant('', storedCall('s1')), result('s1')],
      problems: [{ messageId: 'stored', at: '[1].tool_calls[0].type', callId: 's1' }],
      fixed: [user(), assistant('', shoes), result('s1')],
    },
    'a stored record, for an API that takes this shape beside its own': {
      input: [user(), assistant('', storedCall('s1')), result('s1')],
      target: 'cohere',
      problems: [{ messageId: 'stored', at: '[1].tool_calls[0].type', severity: 'warning', callId: 's1' }],
      fixed: [user(), assistant('', shoes), result('s1')],
    },
    'a stored record with its result becomes a call and a message': {
      input: [
        user(),
        assistant('Looking.', storedCall('s1', 'search', { q: 'shoes' }, { result: { items: [1] }, success: true })),
      ],
      problems: [{ messageId: 'stored', at: '[1].tool_calls[0].type' }],
      fixed: [user(), assistant('Looking.', shoes), result('s1', '{"items":[1]}')],
    },
    'a stored result that is a text stays that text': {
      input: [user(), assistant('', storedCall('s1', 'search', { q: 'shoes' }, { result: 'none' }))],
      problems: [{ messageId: 'stored', at: '[1].tool_calls[0].type' }],
      fixed: [user(), assistant('', shoes), result('s1', 'none')],
    },
    'a record that failed gives the result of a failure': {
      input: [user(), assistant('', storedCall('s1', 'search', { q: 'shoes' }, { success: false, error: 'timeout' }))],
      problems: [{ messageId: 'stored', at: '[1].tool_calls[0].type' }],
      fixed: [user(), assistant('', shoes), result('s1', 'Error: timeout')],
    },
    'the same record twice counts once': {
      input: [user(), assistant('', storedCall('s1'), storedCall('s1')), result('s1')],
      problems: [
        { messageId: 'stored', at: '[1].tool_calls[0].type' },
        { messageId: 'repeated', at: '[1].tool_calls[1].type' },
      ],
      fixed: [user(), assistant('', shoes), result('s1')],
    },
    'a record between calls in shape': {
      input: [user(), assistant('', toolCall('c1'), storedCall('s1')), result('c1'), result('s1')],
      problems: [{ messageId: 'stored', at: '[1].tool_calls[1].type' }],
      fixed: [user(), assistant('', toolCall('c1'), shoes), result('c1'), result('s1')],
    },
    'a row that is a call itself': {
      input: [
        user(),
        { role: 'assistant', content: 'Looking.', tool: 'search', args: '{"q":"shoes"}' },
        { role: 'tool', content: 'none' },
      ],
      problems: [{ messageId: 'row', at: '[1].tool' }],
      fixed: [
        user(),
        assistant('Looking.', toolCall('call_1', 'search', '{"q":"shoes"}')),
        { role: 'tool', content: 'none', tool_call_id: 'call_1' },
      ],
    },
    'a single record where a list should be': {
      input: [user(), { role: 'assistant', content: '', tool_calls: storedCall('s1') }, result('s1')],
      problems: [{ messageId: 'stored', at: '[1].tool_calls.type' }],
      fixed: [user(), assistant('', shoes), result('s1')],
    },
  },
})

export const functionNotObjectCases = casesFor(functionNotObject, {
  valid: {
    'an object': [user(), call('c1'), result('c1')],
    'a custom call has no function': [
      user(),
      assistant(null, { id: 'c1', type: 'custom', custom: { name: 'sql', input: 'select 1' } }),
      result('c1'),
    ],
  },
  invalid: {
    'the name stands where the object belongs': {
      input: [
        user(),
        assistant(null, { id: 'c1', type: 'function', function: 'weather' }, toolCall('c2')),
        result('c1'),
        result('c2'),
      ],
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function', severity: 'error', callId: 'c1' }],
      fixed: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1'), result('c2')],
    },
    'there is none': {
      input: [user(), assistant(null, { id: 'c1', type: 'function' }), result('c1')],
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function' }],
      fixed: [user(), call('c1', 'unknown_tool'), result('c1')],
    },
  },
})

export const missingFunctionNameCases = casesFor(missingFunctionName, {
  valid: {
    'a name': [user(), call('c1'), result('c1')],
    'neither name nor id: told by `malformed-entry`': [
      user(),
      assistant(null, { type: 'function', function: {} }, toolCall('c1')),
      result('c1'),
    ],
  },
  invalid: {
    'no name': {
      input: [user(), assistant(null, { id: 'c1', type: 'function', function: { arguments: '{}' } }), result('c1')],
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0].function.name', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1', 'unknown_tool'), result('c1')],
    },
    'null for a name': {
      input: [user(), assistant(null, { id: 'c1', type: 'function', function: { name: null, arguments: '{}' } }), result('c1')],
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0].function.name' }],
      fixed: [user(), call('c1', 'unknown_tool'), result('c1')],
    },
    'a use of a tool without a name': {
      input: anthropic.body([
        user(),
        anthropic.says({ type: 'tool_use', id: 't1', input: {} }),
        anthropic.user(anthropic.result('t1')),
      ]),
      problems: [{ messageId: 'missing', at: 'messages[1].content[0].name' }],
      fixed: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1', 'unknown_tool')),
        anthropic.user(anthropic.result('t1')),
      ]),
    },
  },
})

export const emptyFunctionNameCases = casesFor(emptyFunctionName, {
  valid: { 'one letter': [user(), call('c1', 'w'), result('c1')] },
  invalid: {
    'an empty name': {
      input: [user(), call('c1', ''), result('c1')],
      problems: [{ messageId: 'empty', at: '[1].tool_calls[0].function.name', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1', 'unknown_tool'), result('c1')],
    },
  },
})
