import { EMPTY_RESULT } from '../conversation/synthetic.ts'
import { anthropic, call, result, user, item } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { emptyResult, resultContentNotString } from './result-content.ts'

const { text, toolUse } = anthropic

export const emptyResultCases = casesFor(emptyResult, {
  valid: {
    'an output': [user(), call('c1'), result('c1', '0')],
    'a use that was answered by a hosted search without hits': anthropic.body([
      user(),
      anthropic.says(
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
        text('Nothing.'),
      ),
    ]),
  },
  invalid: {
    'an empty text is an answer and stays': {
      input: [user(), call('c1'), result('c1', '')],
      problems: [{ messageId: 'empty', at: '[2].content', severity: 'info', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1', '')],
    },
    'null is none the API takes': {
      input: [user(), call('c1'), result('c1', null)],
      problems: [{ messageId: 'null', at: '[2].content', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1', EMPTY_RESULT)],
    },
    'an empty list neither': {
      input: [user(), call('c1'), result('c1', [])],
      problems: [{ messageId: 'null', at: '[2].content', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1', EMPTY_RESULT)],
    },
  },
})

export const resultContentNotStringCases = casesFor(resultContentNotString, {
  valid: {
    'items that hold a picture, what a shell printed, tools': item.body([
      item.user(),
      { type: 'computer_call', call_id: 'c1', action: { type: 'screenshot' } },
      { type: 'computer_call_output', call_id: 'c1', output: { type: 'computer_screenshot', image_url: 'data:,x' } },
      { type: 'shell_call', call_id: 'c2', action: { commands: ['ls'] } },
      { type: 'shell_call_output', call_id: 'c2', output: [{ stdout: 'a', stderr: '', outcome: { type: 'timeout' } }] },
      { type: 'tool_search_call', call_id: 'c3', execution: 'client', arguments: {} },
      { type: 'tool_search_output', call_id: 'c3', execution: 'client', tools: [] },
    ]),
    'a text': [user(), call('c1'), result('c1')],
    'text parts': [user(), call('c1'), result('c1', [text('a'), text('b')])],
    'an image in a result': anthropic.body([
      user(),
      anthropic.says(toolUse('t1')),
      anthropic.user(
        anthropic.result('t1', [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA==' } }]),
      ),
    ]),
    'no content at all where it may be left out': anthropic.body([
      user(),
      anthropic.says(toolUse('t1')),
      anthropic.user({ type: 'tool_result', tool_use_id: 't1' }),
    ]),
  },
  invalid: {
    'an object': {
      input: [user(), call('c1'), result('c1', { temp: 4, city: 'Oslo' })],
      problems: [{ messageId: 'wrong', at: '[2].content', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1', '{"temp":4,"city":"Oslo"}')],
    },
    'a number keeps its digits': {
      input:
        '[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"price","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":1450.00}]',
      problems: [{ messageId: 'wrong', at: '[2].content' }],
      fixed: [user(), call('c1', 'price'), result('c1', '1450.00')],
    },
    true: {
      input: [user(), call('c1'), result('c1', true)],
      problems: [{ messageId: 'wrong', at: '[2].content' }],
      fixed: [user(), call('c1'), result('c1', 'true')],
    },
    'a list of texts becomes one text': {
      input: [user(), call('c1'), result('c1', ['one', 'two'])],
      problems: [{ messageId: 'wrong', at: '[2].content[0].type' }],
      fixed: [user(), call('c1'), result('c1', 'one\ntwo')],
    },
    'rows of a table': {
      input: [user(), call('c1'), result('c1', [{ id: 1 }, { id: 2 }])],
      problems: [{ messageId: 'wrong', at: '[2].content[0].type' }],
      fixed: [user(), call('c1'), result('c1', '[{"id":1},{"id":2}]')],
    },
    'in a part': {
      input: anthropic.body([user(), anthropic.says(toolUse('t1')), anthropic.user(anthropic.result('t1', { temp: 4 }))]),
      problems: [{ messageId: 'wrong', at: 'messages[2].content[0].content' }],
      fixed: anthropic.body([user(), anthropic.says(toolUse('t1')), anthropic.user(anthropic.result('t1', '{"temp":4}'))]),
    },
  },
})
