import { expect, test } from 'vitest'
import { anthropic, assistant, body, call, result, system, toolCall, user } from '../testing/builders.ts'
import { explain } from './explain.ts'

/** Errors of copies, looked for in a source; texts and conversations are written for this test. */
const cases: Record<string, [error: string, source: unknown, answer: string, path: string]> = {
  'Mistral names two roles and no place': [
    "Unexpected role 'user' after role 'tool'",
    body([user(), call('abcDEF123'), result('abcDEF123'), user('and?')], { model: 'mistral-large-latest' }),
    'found',
    'messages[3].role',
  ],
  'Mistral counts': [
    'Not the same number of function calls and responses',
    [user(), assistant('', toolCall('abcDEF123'), toolCall('abcDEF124')), result('abcDEF123'), assistant('x'), user()],
    'found',
    '[2]',
  ],
  'DeepSeek wants the reasoning of a call': [
    'The `reasoning_content` in the thinking mode must be passed back to the API.',
    body([user(), call('c1'), result('c1')], { model: 'deepseek-v4' }),
    'found',
    'messages[1].reasoning_content',
  ],
  'what a template says of the system': [
    'Jinja Exception: System message must be at the beginning.',
    body([system('x'), user(), system('y')], { model: 'qwen3.5' }),
    'found',
    'messages[2].role',
  ],
  'a text in front of a result': [
    'invalid params, tool call result does not follow tool call (2013)',
    anthropic.body([
      user(),
      anthropic.says(anthropic.toolUse('t1')),
      anthropic.user(anthropic.text('also'), anthropic.result('t1')),
    ]),
    'found',
    'messages[2].content[0]',
  ],
  'a relay dropped the calls: the place that is named counts': [
    'messages[1]:content和tool_calls 字段不能同时为空',
    body([user(), assistant('', toolCall('c1')), result('c1')], { model: 'glm-4' }),
    'found',
    'messages[1]',
  ],
  'a service that is no target is judged by the nearest one': [
    'After the (optional) system message(s), user and assistant roles should be alternating.',
    body([user(), user('and?')], { model: 'sonar' }),
    'found',
    'messages[1].role',
  ],
  'a field in a closed schema': [
    "'messages.0' : for 'role:user' the following must be satisfied[('messages.0' : property 'metadata' is unsupported)]",
    body([{ ...user(), metadata: {} }]),
    'found',
    'messages[0].metadata',
  ],
  'the history of another version': [
    'invalid request: cannot specify message if the last entry in chat history contains tool results',
    {
      message: 'and?',
      chat_history: [
        { role: 'USER', message: 'Stock?' },
        { role: 'CHATBOT', message: '', tool_calls: [{ name: 'stock', parameters: {} }] },
        { role: 'TOOL', tool_results: [{ call: { name: 'stock', parameters: {} }, outputs: [{ left: 3 }] }] },
      ],
    },
    'found',
    'message',
  ],
  'the other one of two errors that look alike is not here': [
    'Failed to parse tool call arguments as JSON: [json.exception.parse_error.101] parse error at line 1, column 2: x',
    body([user(), call('c1'), result('c1')]),
    'not-violated',
    '',
  ],
}

test.each(Object.entries(cases))('%s', (_, [error, source, answer, path]) => {
  const told = explain(error, JSON.stringify(source))
  expect(told.answer, told.message).toBe(answer)
  expect(told.paths.includes(path) || told.paths.length === 0, told.paths.join()).toBe(true)
  expect(told.paths.length > 0).toBe(path !== '')
})
