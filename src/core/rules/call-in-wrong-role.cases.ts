import { anthropic, assistant, call, gemini, interrupted, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { callInWrongRole } from './call-in-wrong-role.ts'

const THINKING = { type: 'thinking', thinking: 'hm', signature: 's' }

export const callInWrongRoleCases = casesFor(callInWrongRole, {
  valid: {
    'an entry with neither a name nor an id is no call': [{ ...user(), tool_calls: [{}] }, assistant('hi')],
    'the assistant calls': [user(), call('c1'), result('c1')],
    'the assistant thinks, calls and is answered': anthropic.body([
      user(),
      anthropic.says(THINKING, anthropic.toolUse('t1')),
      anthropic.user(anthropic.result('t1')),
    ]),
    'a hosted call has its result in the same message': anthropic.body([
      user(),
      anthropic.says(
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
        anthropic.text('Found.'),
      ),
    ]),
  },
  invalid: {
    'a message of the user with nothing but calls was the assistant’s': {
      input: [user(), { role: 'user', content: null, tool_calls: [toolCall('c1')] }, result('c1')],
      problems: [{ messageId: 'call', at: '[1].tool_calls[0]', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'a message of the user with text and a call': {
      input: [{ role: 'user', content: 'Weather?', tool_calls: [toolCall('c1')] }, result('c1'), user('well?')],
      problems: [{ messageId: 'call', at: '[0].tool_calls[0]' }],
      fixed: [assistant('Weather?', toolCall('c1')), result('c1'), user('well?')],
    },
    'the call goes, the words of the user stay': {
      input: [{ role: 'user', content: 'Weather?', tool_calls: [toolCall('c1')] }, user('well?')],
      options: { strategy: 'drop' },
      problems: [{ messageId: 'call', at: '[0].tool_calls[0]' }],
      fixed: [user('Weather?'), user('well?')],
    },
    'a use of a tool in a message of the user': {
      input: anthropic.body([
        user(),
        { role: 'user', content: [anthropic.toolUse('t1')] },
        anthropic.user(anthropic.result('t1')),
      ]),
      problems: [{ messageId: 'call', at: 'messages[1].content[0]' }],
      fixed: anthropic.body([user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
    },
    'a call beside its own result': {
      input: gemini.body([gemini.user(gemini.text('hi')), gemini.user(gemini.call(), gemini.response())]),
      problems: [{ messageId: 'call', at: 'contents[1].parts[0].functionCall' }],
      fixed: gemini.body([gemini.user(gemini.text('hi')), gemini.model(gemini.call()), gemini.user(gemini.response())]),
    },
    'a use beside a result of the user': {
      input: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1'), anthropic.toolUse('t2')),
      ]),
      problems: [{ messageId: 'call', at: 'messages[2].content[1]' }],
      fixed: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1')),
        anthropic.says(anthropic.toolUse('t2')),
        anthropic.user(anthropic.result('t2', '[no result was recorded for this tool call]')),
      ]),
    },
    'the result stands in the message of its call': {
      input: anthropic.body([user(), anthropic.says(anthropic.toolUse('t1'), anthropic.result('t1')), user('Thanks.')]),
      problems: [{ messageId: 'result', at: 'messages[1].content[1]', callId: 't1' }],
      fixed: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1'), anthropic.text('Thanks.')),
      ]),
    },
    'reasoning in a message of the user': {
      input: anthropic.body([{ role: 'user', content: [THINKING, anthropic.text('hi')] }]),
      problems: [{ messageId: 'reasoning', at: 'messages[0].content[0]' }],
      fixed: anthropic.body([{ role: 'user', content: [anthropic.text('hi')] }]),
    },
    'a call of the system that nobody answered': {
      input: [user(), { role: 'system', content: '', tool_calls: [toolCall('c1')] }, user('well?')],
      problems: [{ messageId: 'call', at: '[1].tool_calls[0]' }],
      fixed: [user(), assistant('', toolCall('c1')), interrupted('c1'), user('well?')],
    },
  },
})
