import { anthropic, bedrock, assistant, body, call, interrupted, item, result, toolCall, user } from '../testing/builders.ts'
import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'
import { casesFor } from '../testing/cases-for.ts'
import { orphanedCall, pendingCall } from './orphaned-call.ts'

const { says, text, toolUse } = anthropic
const two = assistant(null, toolCall('c1'), toolCall('c2'))

/** Calls of the Responses API and what answers them. */
const kinds = [
  [
    { type: 'custom_tool_call', call_id: 'c1', name: 'sql', input: 'x' },
    { type: 'custom_tool_call_output', call_id: 'c1', output: SYNTHETIC_RESULT },
  ],
  [
    { type: 'shell_call', call_id: 'c2', action: { commands: ['ls'] } },
    {
      type: 'shell_call_output',
      call_id: 'c2',
      output: [{ stdout: SYNTHETIC_RESULT, stderr: '', outcome: { type: 'timeout' } }],
    },
  ],
  [
    { type: 'apply_patch_call', call_id: 'c3', status: 'completed', operation: { type: 'delete_file', path: 'a' } },
    { type: 'apply_patch_call_output', call_id: 'c3', status: 'failed', output: SYNTHETIC_RESULT },
  ],
  [
    { type: 'tool_search_call', call_id: 'c4', execution: 'client', arguments: {} },
    { type: 'tool_search_output', call_id: 'c4', execution: 'client', status: 'completed', tools: [] },
  ],
  [
    { type: 'local_shell_call', call_id: 'c5', action: { type: 'exec', command: ['ls'], env: {} } },
    { type: 'function_call_output', call_id: 'c5', output: SYNTHETIC_RESULT },
  ],
] as const

export const orphanedCallCases = casesFor(orphanedCall, {
  valid: {
    'every call is answered': [user(), call('c1'), result('c1')],
    'the last call is still pending': [user(), call('c1')],
    'a response ends with its calls': {
      object: 'chat.completion',
      choices: [{ message: call('c1'), finish_reason: 'tool_calls' }],
    },
    'a hosted call that pauses': anthropic.body([
      user(),
      says({ type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }),
      user('go on'),
    ]),
    'results came in another order': [user(), two, result('c2'), result('c1')],
  },
  invalid: {
    'each kind of item is answered by its own kind': {
      input: item.body([item.user(), ...kinds.map(([made]) => made), item.user('well?')]),
      problems: kinds.map((_, i) => ({ messageId: 'missing', at: `input[${i + 1}]`, severity: 'error' as const })),
      fixed: item.body([item.user(), ...kinds.flat(), item.user('well?')]),
    },
    'the result stands in a later message than the API looks at': {
      input: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('t1'), bedrock.toolUse('t2')),
        bedrock.user(bedrock.result('t1')),
        bedrock.user(bedrock.result('t2')),
      ]),
      problems: [{ messageId: 'apart', at: 'messages[1].content[1].toolUse', severity: 'error' }],
    },
    'the user spoke before the result came': {
      input: [user(), call('c1'), user('never mind')],
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0]', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), interrupted('c1'), user('never mind')],
    },
    'one of two was answered': {
      input: [user(), two, result('c2')],
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0]', callId: 'c1' }],
      fixed: [user(), two, interrupted('c1'), result('c2')],
    },
    'the assistant went on': {
      input: [user(), two, assistant('Sorry.')],
      problems: [
        { messageId: 'missing', at: '[1].tool_calls[0]' },
        { messageId: 'missing', at: '[1].tool_calls[1]' },
      ],
      fixed: [user(), two, interrupted('c1'), interrupted('c2'), assistant('Sorry.')],
    },
    'with a text of your own': {
      input: [user(), call('c1'), user('never mind')],
      options: { resultText: 'The tool was stopped.' },
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0]' }],
      fixed: [user(), call('c1'), result('c1', 'The tool was stopped.'), user('never mind')],
    },
    'dropped, with the message that held nothing else': {
      input: [user(), call('c1'), user('never mind')],
      options: { strategy: 'drop' },
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0]' }],
      fixed: [user(), user('never mind')],
    },
    'dropped from words that stay': {
      input: [user(), assistant('Looking.', toolCall('c1')), user('never mind')],
      options: { strategy: 'drop' },
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0]' }],
      fixed: [user(), assistant('Looking.'), user('never mind')],
    },
    'dropped beside a call that stays': {
      input: [user(), two, result('c2')],
      options: { strategy: 'drop' },
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0]' }],
      fixed: [user(), call('c2'), result('c2')],
    },
    'a use of a tool, before words of the user': {
      input: anthropic.body([user(), says(toolUse('t1')), user('never mind')]),
      problems: [{ messageId: 'missing', at: 'messages[1].content[0]', callId: 't1' }],
      fixed: anthropic.body([user(), says(toolUse('t1')), anthropic.user(anthropic.interrupted('t1'), text('never mind'))]),
    },
    'a use of a tool, before the assistant went on': {
      input: anthropic.body([user(), says(toolUse('t1')), assistant('Sorry.')]),
      problems: [{ messageId: 'missing', at: 'messages[1].content[0]' }],
      fixed: anthropic.body([user(), says(toolUse('t1')), anthropic.user(anthropic.interrupted('t1')), assistant('Sorry.')]),
    },
    'a dropped use takes its reasoning with it': {
      input: anthropic.body([
        user(),
        says({ type: 'thinking', thinking: 'hm', signature: 's' }, toolUse('t1')),
        user('never mind'),
      ]),
      options: { strategy: 'drop' },
      problems: [{ messageId: 'missing', at: 'messages[1].content[1]' }],
      fixed: anthropic.body([user(), user('never mind')]),
    },
    'a call without an id': {
      input: [user(), assistant(null, { type: 'function', function: { name: 'weather', arguments: '{}' } }), user('well?')],
      problems: [{ messageId: 'nameless', at: '[1].tool_calls[0]', callId: null }],
      fixed: [user(), call('call_1_0'), interrupted('call_1_0'), user('well?')],
    },
    'an attempt and its retry both need a result': {
      input: [user(), call('c1'), call('c2'), result('c2'), assistant('Sunny.')],
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0]' }],
      fixed: [user(), call('c1'), interrupted('c1'), call('c2'), result('c2'), assistant('Sunny.')],
    },
  },
})

export const pendingCallCases = casesFor(pendingCall, {
  valid: {
    'the last call is answered': [user(), call('c1'), result('c1')],
    'a response is meant to end with its calls': { choices: [{ message: call('c1') }] },
    'a response of the other API': {
      type: 'message',
      role: 'assistant',
      content: [toolUse('t1')],
      stop_reason: 'tool_use',
    },
    'part of the calls is answered: that is no pause': [user(), two, result('c1')],
  },
  invalid: {
    'the conversation ends with a call': {
      input: [user(), call('c1')],
      problems: [{ messageId: 'open', at: '[1].tool_calls[0]', severity: 'warning', callId: 'c1' }],
      fixed: [user(), call('c1'), interrupted('c1')],
    },
    'in a request': {
      input: body([user(), two]),
      problems: [
        { messageId: 'open', at: 'messages[1].tool_calls[0]' },
        { messageId: 'open', at: 'messages[1].tool_calls[1]' },
      ],
      fixed: body([user(), two, interrupted('c1'), interrupted('c2')]),
    },
    dropped: {
      input: [user(), call('c1')],
      options: { strategy: 'drop' },
      problems: [{ messageId: 'open', at: '[1].tool_calls[0]' }],
      fixed: [user()],
    },
    'a use of a tool': {
      input: anthropic.body([user(), says(toolUse('t1'))]),
      problems: [{ messageId: 'open', at: 'messages[1].content[0]' }],
      fixed: anthropic.body([user(), says(toolUse('t1')), anthropic.user(anthropic.interrupted('t1'))]),
    },
    'a call without an id': {
      input: [user(), assistant(null, { type: 'function', function: { name: 'weather', arguments: '{}' } })],
      problems: [{ messageId: 'nameless', at: '[1].tool_calls[0]', callId: null }],
      fixed: [user(), call('call_1_0'), interrupted('call_1_0')],
    },
    'kept open because somebody decides': {
      input: [user(), call('c1')],
      options: { keepTrailingOpen: true },
      problems: [{ messageId: 'open', at: '[1].tool_calls[0]' }],
      fixed: [user(), call('c1')],
    },
    'kept open by its id': {
      input: [user(), call('c1')],
      options: { pendingIds: ['c1'] },
      problems: [{ messageId: 'open', at: '[1].tool_calls[0]' }],
      fixed: [user(), call('c1')],
    },
  },
})
