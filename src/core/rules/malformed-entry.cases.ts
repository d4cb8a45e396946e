import { assistant, call, result, storedCall, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { malformedEntry } from './malformed-entry.ts'

export const malformedEntryCases = casesFor(malformedEntry, {
  valid: {
    'messages and calls': [user(), call('c1'), result('c1')],
    'a call without a name has an id to speak of': [
      user(),
      assistant(null, { id: 'c1', type: 'function', function: { arguments: '{}' } }),
      result('c1'),
    ],
    'unknown members of a message are its own matter': [user(), { ...call('c1'), metadata: { a: [1] } }, result('c1')],
  },
  invalid: {
    'null between messages': {
      input: [user(), null, call('c1'), result('c1')],
      problems: [{ messageId: 'message', at: '[1]', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'a text, a number and a list between messages': {
      input: [user(), 'hi', 7, [], call('c1'), result('c1')],
      problems: [
        { messageId: 'message', at: '[1]' },
        { messageId: 'message', at: '[2]' },
        { messageId: 'message', at: '[3]' },
      ],
      fixed: [user(), call('c1'), result('c1')],
    },
    'more slips than messages': {
      input: [null, user(), null, null, null, call('c1'), null, result('c1'), null],
      problems: [0, 2, 3, 4, 6, 8].map((at) => ({ messageId: 'message', at: `[${at}]` })),
      fixed: [user(), call('c1'), result('c1')],
    },
    'an object without a role': {
      input: [user(), { note: 'x' }, call('c1'), result('c1')],
      problems: [{ messageId: 'noRole', at: '[1]' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'null between calls': {
      input: [user(), assistant(null, toolCall('c1'), null, 'junk'), result('c1')],
      problems: [
        { messageId: 'call', at: '[1].tool_calls[1]' },
        { messageId: 'call', at: '[1].tool_calls[2]' },
      ],
      fixed: [user(), call('c1'), result('c1')],
    },
    'a call with neither a name nor an id': {
      input: [user(), assistant(null, toolCall('c1'), { type: 'function', function: {} }), result('c1')],
      problems: [{ messageId: 'nameless', at: '[1].tool_calls[1]' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'a stored record without a name': {
      input: [user(), assistant('', storedCall('s1'), { tool_call_id: 's9' }), result('s1')],
      problems: [{ messageId: 'noName', at: '[1].tool_calls[1]', callId: 's9' }],
      fixed: [user(), assistant('', toolCall('s1', 'search', '{"q":"shoes"}')), result('s1')],
    },
    'nothing but junk between the brackets: never an empty list': {
      input: [user(), assistant('Hm.', null), call('c1'), result('c1')],
      problems: [{ messageId: 'call', at: '[1].tool_calls[0]' }],
      fixed: [user(), assistant('Hm.'), call('c1'), result('c1')],
    },
  },
})
