import { anthropic, assistant, body, call, interrupted, result, toolCall, user, type Value } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { repeatedCall, retriedCall, unknownTool, unusedResult } from './remarks.ts'

const again = (id: string): readonly unknown[] => [call(id, 'search', { q: 'x' }), result(id, 'nothing')]
const failed = (id: string): Value => ({ ...anthropic.result(id, 'no network'), is_error: true })
const tools = [{ type: 'function', function: { name: 'weather' } }]

export const repeatedCallCases = casesFor(repeatedCall, {
  valid: {
    'twice may be needed': [user(), ...again('c1'), ...again('c2')],
    'with another input': [user(), ...again('c1'), ...again('c2'), call('c3', 'search', { q: 'y' }), result('c3')],
    'it looks again until something has changed': [
      user(),
      ...['waiting', 'running', 'done'].flatMap((state, i) => [call(`c${i}`, 'status'), result(`c${i}`, state)]),
      assistant('Done.'),
    ],
    'because the user asked again': [user(), ...again('c1'), user('again'), ...again('c2'), user('again'), ...again('c3')],
  },
  invalid: {
    'three times the same': {
      input: [user(), ...again('c1'), ...again('c2'), ...again('c3'), assistant('Nothing.')],
      problems: [{ messageId: 'loop', at: '[1].tool_calls[0]', severity: 'info', callId: 'c1' }],
    },
    'in parts': {
      input: anthropic.body([
        user(),
        ...['t1', 't2', 't3'].flatMap((id) => [anthropic.says(anthropic.toolUse(id)), anthropic.user(anthropic.result(id))]),
        assistant('Nothing.'),
      ]),
      problems: [{ messageId: 'loop', at: 'messages[1].content[0]' }],
    },
    'whatever it is answered': {
      input: [user(), ...Array.from({ length: 10 }, (_, i) => [call(`c${i}`, 'status'), result(`c${i}`, `${i} %`)]).flat()],
      problems: [{ messageId: 'long', at: '[1].tool_calls[0]' }],
    },
  },
})

export const retriedCallCases = casesFor(retriedCall, {
  valid: {
    'each was answered': [user(), ...again('c1'), ...again('c2')],
    'another call': [user(), call('c1', 'a'), call('c2', 'b'), result('c2')],
    'something was done in between': [
      user(),
      ...[anthropic.says(anthropic.toolUse('t1', 'test')), anthropic.user(failed('t1'))],
      ...[anthropic.says(anthropic.toolUse('t2', 'edit', { line: 1 })), anthropic.user(anthropic.result('t2'))],
      ...[anthropic.says(anthropic.toolUse('t3', 'test')), anthropic.user(anthropic.result('t3'))],
    ],
    'nobody tried again': [user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(failed('t1'))],
  },
  invalid: {
    'the first got no answer': {
      input: [user(), call('c1'), call('c2'), result('c2')],
      problems: [
        { messageId: 'attempt', at: '[1].tool_calls[0]', severity: 'info', callId: 'c1' },
        { messageId: 'attempt', at: '[2].tool_calls[0]', callId: 'c2' },
      ],
    },
    'the first failed': {
      input: [
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(failed('t1')),
        anthropic.says(anthropic.toolUse('t2')),
        anthropic.user(anthropic.result('t2')),
      ],
      problems: [
        { messageId: 'attempt', at: '[1].content[0]', callId: 't1' },
        { messageId: 'attempt', at: '[3].content[0]', callId: 't2' },
      ],
    },
  },
})

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

export const unknownToolCases = casesFor(unknownTool, {
  valid: {
    'the request defines it': body([user(), call('c1'), result('c1')], { tools }),
    'the request defines none': body([user(), call('c1'), result('c1')]),
    'defined as the other API writes it': anthropic.body(
      [user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))],
      { tools: [{ name: 'weather', input_schema: { type: 'object' } }] },
    ),
    'in the older form': body([user(), call('c1'), result('c1')], { functions: [{ name: 'weather' }] }),
    'a tool the provider defines': anthropic.body(
      [user(), anthropic.says(anthropic.toolUse('t1', 'bash')), anthropic.user(anthropic.result('t1'))],
      { tools: [{ type: 'bash_20250124', name: 'bash' }] },
    ),
    'a server may have it': anthropic.body(
      [user(), anthropic.says(anthropic.toolUse('t1', 'other')), anthropic.user(anthropic.result('t1'))],
      {
        tools: [{ name: 'weather', input_schema: { type: 'object' } }],
        mcp_servers: [{ type: 'url', url: 'https://x', name: 'x' }],
      },
    ),
    'several calls in one': body([user(), call('c1', 'multi_tool_use.parallel'), result('c1')], { tools }),
  },
  invalid: {
    'another one is called': {
      input: body([user(), call('c1', 'wether'), result('c1')], { tools }),
      problems: [{ messageId: 'unknown', at: 'messages[1].tool_calls[0].function.name', severity: 'info', callId: 'c1' }],
      fixed: body([user(), call('c1', 'wether'), result('c1')], { tools }),
    },
    'the same name in other writing, more than once': {
      input: body([user(), call('c1', 'functions.Weather'), result('c1'), call('c2', 'functions.Weather'), result('c2')], {
        tools,
      }),
      problems: [{ messageId: 'near', at: 'messages[1].tool_calls[0].function.name', callId: 'c1' }],
    },
  },
})
