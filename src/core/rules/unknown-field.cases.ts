import { anthropic, assistant, bedrock, body, call, item, result, toolCall, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { unknownField } from './unknown-field.ts'

export const unknownFieldCases = casesFor(unknownField, {
  valid: {
    'what the schema knows': [user(), call('c1'), result('c1')],
    'reasoning beside the content is taken': [user(), { ...call('c1'), reasoning_content: 'hm' }, result('c1')],
    'a cache mark': anthropic.body([anthropic.user({ ...anthropic.text('hi'), cache_control: { type: 'ephemeral' } })]),
    'fields of a response are its own': {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      content: [anthropic.toolUse('t1')],
      stop_reason: 'tool_use',
      usage: {},
    },
    'another API will be written anyway': valid([user(), assistant(null, { ...toolCall('c1'), index: 0 }), result('c1')], {
      target: 'anthropic',
    }),
  },
  invalid: {
    'the index of a stream': {
      input: [user(), assistant(null, { ...toolCall('c1'), index: 0 }), result('c1')],
      problems: [{ messageId: 'unknown', at: '[1].tool_calls[0].index', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'a field of an application, where messages are closed': {
      input: body([{ ...user(), timestamp: 1769400000000 }, { ...assistant('hi'), reasoning_content: 'hm' }, user()]),
      target: 'groq',
      problems: [
        { messageId: 'unknown', at: 'messages[0].timestamp', severity: 'error' },
        { messageId: 'unknown', at: 'messages[1].reasoning_content', severity: 'error' },
      ],
      fixed: body([user(), assistant('hi'), user()]),
    },
    'items as the Agents SDK for JavaScript keeps them': {
      input: item.body([
        { type: 'message', role: 'user', content: [{ type: 'input_image', image: 'https://x.org/a.png', providerData: {} }] },
        { type: 'function_call', id: 'fc_1', callId: 'c1', name: 'weather', status: 'completed', arguments: '{}' },
        {
          type: 'function_call_result',
          name: 'weather',
          callId: 'c1',
          status: 'completed',
          output: { type: 'text', text: 'clear' },
        },
        { type: 'computer_call', id: 'cu_1', callId: 'c2', status: 'completed', action: { type: 'screenshot' } },
        {
          type: 'computer_call_result',
          callId: 'c2',
          output: { type: 'computer_screenshot', data: 'data:image/png;base64,AA==' },
        },
      ]),
      problems: [
        { messageId: 'library', at: 'input[0].content[0].image', severity: 'error' },
        { messageId: 'library', at: 'input[1].callId' },
        { messageId: 'library', at: 'input[2].callId' },
        { messageId: 'library', at: 'input[3].callId' },
        { messageId: 'library', at: 'input[4].callId' },
      ],
      fixed: item.body([
        { type: 'message', role: 'user', content: [{ type: 'input_image', image_url: 'https://x.org/a.png', detail: 'auto' }] },
        { type: 'function_call', id: 'fc_1', name: 'weather', status: 'completed', arguments: '{}', call_id: 'c1' },
        { type: 'function_call_output', status: 'completed', output: 'clear', call_id: 'c1' },
        { type: 'computer_call', id: 'cu_1', status: 'completed', action: { type: 'screenshot' }, call_id: 'c2' },
        {
          type: 'computer_call_output',
          output: { type: 'computer_screenshot', image_url: 'data:image/png;base64,AA==' },
          call_id: 'c2',
        },
      ]),
    },
    'an output that was given a role': {
      input: item.body([item.user(), item.call('c1'), { ...item.output('c1'), role: 'user' }]),
      problems: [{ messageId: 'unknown', at: 'input[2].role', severity: 'error' }],
      fixed: item.body([item.user(), item.call('c1'), item.output('c1')]),
    },
    'reasoning that was written as a message': {
      input: item.body([item.user(), { ...item.reasoning('rs_1'), role: 'assistant', content: '' }, item.says('hm')]),
      problems: [
        { messageId: 'unknown', at: 'input[1].role', severity: 'error' },
        { messageId: 'unknown', at: 'input[1].content' },
      ],
      fixed: item.body([item.user(), item.reasoning('rs_1'), item.says('hm')]),
    },
    'calls of another API beside blocks': {
      input: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        { ...bedrock.says(bedrock.toolUse('t1')), tool_calls: [] },
        bedrock.user(bedrock.result('t1')),
      ]),
      problems: [{ messageId: 'unknown', at: 'messages[1].tool_calls', severity: 'error' }],
      fixed: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('t1')),
        bedrock.user(bedrock.result('t1')),
      ]),
    },
    'a field inside a tool, where tools are closed': {
      input: body([user()], {
        tools: [{ type: 'function', function: { name: 'now', parameters: { type: 'object' }, required: [] } }],
      }),
      target: 'mistral',
      problems: [{ messageId: 'unknown', at: 'tools[0].function.required', severity: 'error' }],
      fixed: body([user()], { tools: [{ type: 'function', function: { name: 'now', parameters: { type: 'object' } } }] }),
    },
    'a field of another role, where each role is closed': {
      input: body([{ ...user(), name: 'Ada', tool_call_id: 'c1' }]),
      target: 'mistral',
      problems: [
        { messageId: 'unknown', at: 'messages[0].name', severity: 'error' },
        { messageId: 'unknown', at: 'messages[0].tool_call_id', severity: 'error' },
      ],
      fixed: body([user()]),
    },
    'a custom call, where there are functions only': {
      input: body([
        user(),
        assistant(null, { id: 'abcdefgh1', type: 'custom', custom: { name: 'sql', input: 'select "1"' } }),
        result('abcdefgh1'),
      ]),
      target: 'mistral',
      problems: [{ messageId: 'custom', at: 'messages[1].tool_calls[0]', severity: 'error' }],
      fixed: body([user(), call('abcdefgh1', 'sql', { raw_arguments: 'select "1"' }), result('abcdefgh1')]),
    },
    'a field inside a function': {
      input: [
        user(),
        assistant(null, { ...toolCall('c1'), function: { name: 'weather', arguments: '{}', parsed_arguments: {} } }),
        result('c1'),
      ],
      problems: [{ messageId: 'unknown', at: '[1].tool_calls[0].function.parsed_arguments' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'what the Agents SDK for JavaScript keeps for the API goes back to it': {
      input: item.body([
        { type: 'message', role: 'user', content: 'hi' },
        {
          type: 'reasoning',
          id: 'rs_1',
          content: [{ type: 'input_text', text: 'hm' }],
          providerData: { encryptedContent: 'gAAA' },
        },
        {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: 'ok', providerData: { annotations: [{ type: 'file_path', file_id: 'f' }] } }],
          providerData: { id: 'msg_1' },
        },
        { type: 'message', role: 'user', content: 'and?' },
      ]),
      problems: [
        { messageId: 'library', at: 'input[1].providerData', severity: 'error' },
        { messageId: 'library', at: 'input[2].providerData' },
      ],
      fixed: item.body([
        { type: 'message', role: 'user', content: 'hi' },
        { type: 'reasoning', id: 'rs_1', encrypted_content: 'gAAA', summary: [{ type: 'summary_text', text: 'hm' }] },
        {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: 'ok', annotations: [{ type: 'file_path', file_id: 'f' }] }],
        },
        { type: 'message', role: 'user', content: 'and?' },
      ]),
    },
    'fields of a library in a part and in a message': {
      input: anthropic.body([
        user(),
        { ...anthropic.says({ ...anthropic.toolUse('t1'), index: 1 }), usage: {} },
        anthropic.user(anthropic.result('t1')),
      ]),
      problems: [
        { messageId: 'unknown', at: 'messages[1].content[0].index' },
        { messageId: 'unknown', at: 'messages[1].usage' },
      ],
      fixed: anthropic.body([user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
    },
  },
})
