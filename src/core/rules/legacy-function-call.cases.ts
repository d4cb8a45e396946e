import { assistant, body, call, interrupted, legacyCall, legacyResult, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { legacyFunctionCall } from './legacy-function-call.ts'

export const legacyFunctionCallCases = casesFor(legacyFunctionCall, {
  valid: {
    'the new form': [user(), call('c1'), result('c1')],
    'both forms at once: the new one counts': [
      user(),
      { ...assistant(null, toolCall('c1')), function_call: { name: 'weather', arguments: '{}' } },
      result('c1'),
    ],
    'null says that there is none': [user(), { ...assistant('hi'), function_call: null }, call('c1'), result('c1')],
  },
  invalid: {
    'a call and its result get an id': {
      input: [user(), legacyCall('weather'), legacyResult('weather')],
      problems: [{ messageId: 'call', at: '[1].function_call', severity: 'warning' }],
      fixed: [user(), call('call_1'), result('call_1')],
    },
    'two calls are answered by name and order': {
      input: [
        user(),
        legacyCall('weather', '{"city":"Oslo"}'),
        legacyResult('weather', 'sun'),
        legacyCall('weather', '{"city":"Bergen"}'),
        legacyResult('weather', 'rain'),
      ],
      problems: [
        { messageId: 'call', at: '[1].function_call' },
        { messageId: 'call', at: '[3].function_call' },
      ],
      fixed: [
        user(),
        call('call_1', 'weather', '{"city":"Oslo"}'),
        result('call_1', 'sun'),
        call('call_3', 'weather', '{"city":"Bergen"}'),
        result('call_3', 'rain'),
      ],
    },
    'a call nobody answered': {
      input: [user(), legacyCall('weather'), user('well?')],
      problems: [{ messageId: 'call', at: '[1].function_call' }],
      fixed: [user(), call('call_1'), interrupted('call_1'), user('well?')],
    },
    'the definitions follow': {
      input: body([user(), legacyCall('weather'), legacyResult('weather')], {
        functions: [{ name: 'weather', parameters: { type: 'object' } }],
        function_call: 'auto',
      }),
      problems: [{ messageId: 'call', at: 'messages[1].function_call' }],
      fixed: body([user(), call('call_1'), result('call_1')], {
        tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }],
        tool_choice: 'auto',
      }),
    },
    'a result of the old form behind a call of the new one': {
      input: [user(), call('c1'), legacyResult('weather')],
      problems: [{ messageId: 'result', at: '[2]', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1')],
    },
  },
})
