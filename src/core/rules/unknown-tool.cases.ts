import { anthropic, body, call, result, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { unknownTool } from './unknown-tool.ts'

const tools = [{ type: 'function', function: { name: 'weather' } }]

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
      problems: [{ messageId: 'near', at: 'messages[1].tool_calls[0].function.name', severity: 'warning', callId: 'c1' }],
    },
  },
})
