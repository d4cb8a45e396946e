import { anthropic, assistant, bedrock, call, gemini, result, storedCall, toolCall, user } from '../testing/builders.ts'
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
    'contents and parts that are none, for Gemini': {
      input: gemini.body([
        gemini.user(gemini.text('hi')),
        gemini.model(gemini.text('hello')),
        'and',
        { role: 'model', parts: 7 },
        gemini.user(null, 'bare', gemini.text('so?')),
      ]),
      problems: [
        { messageId: 'text', at: 'contents[2]', severity: 'error' },
        { messageId: 'content', at: 'contents[3].parts' },
        { messageId: 'part', at: 'contents[4].parts[0]' },
        { messageId: 'part', at: 'contents[4].parts[1]' },
      ],
      fixed: gemini.body([
        gemini.user(gemini.text('hi')),
        gemini.model(gemini.text('hello')),
        gemini.user(gemini.text('and')),
        gemini.model(gemini.text('7')),
        gemini.user(gemini.text('bare'), gemini.text('so?')),
      ]),
    },
    'contents and blocks that are none, for Bedrock': {
      input: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('t1')),
        bedrock.user(bedrock.result('t1')),
        { role: 'assistant', content: { a: [1] } },
        bedrock.user(null, bedrock.text('so?')),
        bedrock.says(bedrock.text('hello')),
        { role: 'user', content: 'and?' },
      ]),
      problems: [
        { messageId: 'content', at: 'messages[3].content', severity: 'error' },
        { messageId: 'part', at: 'messages[4].content[0]' },
        { messageId: 'content', at: 'messages[6].content' },
      ],
      fixed: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('t1')),
        bedrock.user(bedrock.result('t1')),
        bedrock.says(bedrock.text('{"a":[1]}')),
        bedrock.user(bedrock.text('so?')),
        bedrock.says(bedrock.text('hello')),
        bedrock.user(bedrock.text('and?')),
      ]),
    },
    'calls of LangChain that are none': {
      input: [
        { type: 'human', content: 'hi' },
        { type: 'ai', content: 'Hm.', tool_calls: [7, 'x'] },
        { type: 'human', content: 'well?' },
      ],
      target: 'langgraph',
      problems: [
        { messageId: 'call', at: '[1].tool_calls[0]', severity: 'warning' },
        { messageId: 'call', at: '[1].tool_calls[1]' },
      ],
      fixed: [
        { type: 'human', content: 'hi' },
        { type: 'ai', content: 'Hm.', tool_calls: [] },
        { type: 'human', content: 'well?' },
      ],
    },
    'a content that is a number': {
      input: anthropic.body([anthropic.user(anthropic.text('hi')), { role: 'assistant', content: 7 }, user('so?')]),
      problems: [{ messageId: 'content', at: 'messages[1].content', severity: 'error' }],
      fixed: anthropic.body([anthropic.user(anthropic.text('hi')), anthropic.says(anthropic.text('7')), user('so?')]),
    },
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
