import { anthropic, assistant, call, interrupted, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { unusedResult } from './unused-result.ts'

export const unusedResultCases = casesFor(unusedResult, {
  valid: {
    'the assistant answered': [user(), call('c1'), result('c1'), assistant('Sunny.'), user('Thanks.')],
    'it is the assistant’s turn': [user(), call('c1'), result('c1')],
    'it stands in for one that never came': [user(), call('c1'), interrupted('c1'), user('never mind')],
    'the provider ran it, and the answer follows in one message': anthropic.body([
      user(),
      anthropic.says(
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
        anthropic.text('Nothing.'),
      ),
      user('Thanks.'),
    ]),
    'the user speaks beside the result': anthropic.body([
      user(),
      anthropic.says(anthropic.toolUse('t1')),
      anthropic.user(anthropic.result('t1'), anthropic.text('and?')),
      assistant('Sunny.'),
    ]),
  },
  invalid: {
    'the user went on': {
      input: [user(), call('c1'), result('c1'), user('never mind')],
      problems: [{ messageId: 'unused', at: '[2]', severity: 'info', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1'), user('never mind')],
    },
    'several at once': {
      input: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1'), result('c2'), user('never mind')],
      problems: [{ messageId: 'several', at: '[2]', callId: 'c1' }],
    },
  },
})
