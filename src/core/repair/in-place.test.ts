import { describe, expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import { repair } from '../repair.ts'
import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'

const ADDED = JSON.stringify(SYNTHETIC_RESULT)

interface Case {
  readonly target: string
  readonly source: string
  /** Each stretch that changes, with what stands there afterwards; all else stays. */
  readonly changed: readonly (readonly [string, string])[]
}

const CALL_OF_GEMINI = '{"role":"model","parts":[{"functionCall":{"name":"roll","args":{"n":1.0}}}]}'
const CALL_OF_ANTHROPIC = '{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"roll","input":{}}]}'
const CALL_OF_RESPONSES = '{"type":"function_call","call_id":"c1","name":"roll","arguments":"{\\"n\\": 1.0}"}'

const cases: Readonly<Record<string, Case>> = {
  'the second of three requests of Gemini, one a line': {
    target: 'gemini',
    source: [
      '{"contents":[{"role":"user","parts":[{"text":"caf\\u00e9"}]}], "generationConfig":{"topP":0.10}}\r\n',
      `{"contents":[{"role":"user","parts":[{"text":"b"}]},${CALL_OF_GEMINI},{"role":"user","parts":[{"text":"go"}]}]}\r\n`,
      '{"contents": [ {"role":"user","parts":[{"text":"c"}]} ] , "x": -0}\r\n',
    ].join(''),
    changed: [
      [
        '{"role":"user","parts":[{"text":"go"}]}',
        `{"role":"user","parts":[{"functionResponse":{"name":"roll","response":{"output":${ADDED}}}},{"text":"go"}]}`,
      ],
    ],
  },
  'requests of a batch to Responses': {
    target: 'openai-responses',
    source: [
      `{"custom_id":"a", "method":"POST","url":"/v1/responses","body":{"model":"gpt-5","input":[{"role":"user","content":"a"},${CALL_OF_RESPONSES},{"role":"user","content":"b"}],"metadata":{"x":1.0}}}\n`,
      '{"custom_id":"b", "method":"POST","url":"/v1/responses","body":{"input":[ {"role":"user","content":"c"} ],"model":"gpt-5"}}\n',
    ].join(''),
    changed: [
      [`${CALL_OF_RESPONSES},`, `${CALL_OF_RESPONSES},{"type":"function_call_output","call_id":"c1","output":${ADDED}},`],
    ],
  },
  'a request to Anthropic logged with its answer, one a line': {
    target: 'anthropic',
    source: [1, 2]
      .map(
        (n) =>
          `{"request": {"model":"claude-sonnet-4-5","max_tokens":10,"messages":[{"role":"user","content":"hi"}${n === 1 ? `,${CALL_OF_ANTHROPIC},{"role":"user","content":[{"type":"text","text":"go"}]}` : ''}]}, "response": {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"Hello."}],"stop_reason":"end_turn","usage":{"output_tokens":1.0}}}\n`,
      )
      .join(''),
    changed: [
      ['{"type":"text","text":"go"}', `{"type":"tool_result","tool_use_id":"t1","content":${ADDED}},{"type":"text","text":"go"}`],
    ],
  },
  'contents of Gemini, one a line': {
    target: 'gemini',
    source: `{"role":"user","parts":[{"text":"a"}]}\n${CALL_OF_GEMINI}\n{"role":"model","parts":[{"text":"1e400"}]}\n`,
    changed: [
      [
        `${CALL_OF_GEMINI}\n`,
        `${CALL_OF_GEMINI}\n{"role":"user","parts":[{"functionResponse":{"name":"roll","response":{"output":${ADDED}}}}]}\n`,
      ],
    ],
  },
  'a list of requests of Bedrock': {
    target: 'bedrock-converse',
    source: `[
  {"modelId": "m", "messages": [{"role": "user", "content": [{"text": "a"}]}]},
  {"modelId": "m", "messages": [
    {"role": "user", "content": [{"text": "b"}]},
    {"role": "assistant", "content": [{"toolUse": {"toolUseId": "t1", "name": "roll", "input": {"n": 12345678901234567890}}}]},
    {"role": "user", "content": [{"text": "go"}]}
  ], "toolConfig": {"tools": [{"toolSpec": {"name": "roll", "inputSchema": {"json": {}}}}]}}
]
`,
    changed: [['[{"text": "go"}]', `[{"toolResult": {"toolUseId": "t1", "content": [{"text": ${ADDED}}]}},{"text": "go"}]`]],
  },
  'a request of Responses beside its answer, which waits for its own tools': {
    target: 'openai-responses',
    source: `{"at": 1.50, "request": {"model":"m","input":[{"role":"user","content":"b"},${CALL_OF_RESPONSES},{"role":"user","content":"go"}]}, "response": {"id":"r","object":"response","output":[{"type":"function_call","call_id":"c9","name":"roll","arguments":"{}"}]}}\n{"at": 2.0, "note": "no request"}\n`,
    changed: [
      [`${CALL_OF_RESPONSES},`, `${CALL_OF_RESPONSES},{"type":"function_call_output","call_id":"c1","output":${ADDED}},`],
    ],
  },
  'a tool part of the UI of the AI SDK': {
    target: 'vercel-ai-sdk',
    source: `[
 {"id":"m1","role":"assistant","parts":[{"type":"step-start"},
  {"type":"tool-roll","toolCallId":"c1","state":"output-available","input":{},"output":1.0},
  {"type":"tool-roll","toolCallId":"c2","state":"input-available","input":{"n": 1e400}},
  {"type":"data-x","data":-0}]},
 {"id":"m2","role":"user","parts":[{"type":"text","text":"go"}]}
]
`,
    changed: [
      [
        '"c2","state":"input-available","input":{"n": 1e400}',
        `"c2","state":"output-available","input":{"n": 1e400},"output":${ADDED}`,
      ],
    ],
  },
  'a tool invocation of version 4, which stands in two lists': {
    target: 'vercel-ai-sdk',
    source:
      '{"id":"chat","messages":[{"id":"m1","role":"assistant","content":"","toolInvocations":[{"state":"call","toolCallId":"c1","toolName":"roll","args":{"n":1.0}}],"parts":[{"type":"tool-invocation","toolInvocation":{"state":"call","toolCallId":"c1","toolName":"roll","args":{"n":1.0}}}]},{"id":"m2","role":"user","content":"go"}]}',
    changed: [
      [
        '[{"state":"call","toolCallId":"c1","toolName":"roll","args":{"n":1.0}}]',
        `[{"state":"result","toolCallId":"c1","toolName":"roll","args":{"n":1.0},"result":${ADDED}}]`,
      ],
      [
        '{"state":"call","toolCallId":"c1","toolName":"roll","args":{"n":1.0}}',
        `{"state":"result","toolCallId":"c1","toolName":"roll","args":{"n":1.0},"result":${ADDED}}`,
      ],
    ],
  },
  'messages of LangChain, one a line': {
    target: 'langgraph',
    source:
      '{"type":"human","content":"a"}\n{"type":"ai","content":"","tool_calls":[{"name":"roll","args":{"n":1.0},"id":"c1","type":"tool_call"}]}\n{"type":"human","content":"go"}\n',
    changed: [
      [
        '{"type":"human","content":"go"}',
        `{"type":"tool","content":${ADDED},"tool_call_id":"c1","name":"roll"}\n{"type":"human","content":"go"}`,
      ],
    ],
  },
}

describe('only what is wrong changes', () => {
  test.each(Object.entries(cases))('%s', (_, { target, source, changed }) => {
    const { output, remaining, changes } = repair(source, { target })
    expect(output).toBe(changed.reduce((text, [before, after]) => text.replace(before, () => after), source))
    expect(changes.length).toBeGreaterThan(0)
    expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(repair(output, { target }).output).toBe(output)
  })
})

test('where the call of an answer is open, nobody is told to close it', () => {
  const { source, target } = cases['a request of Responses beside its answer, which waits for its own tools']!
  const { problems, totals } = inspect(source, { target })
  expect(problems.map(({ rule, callId }) => `${rule} ${callId}`)).toContain('orphaned-call c1')
  expect(problems.filter(({ callId }) => callId === 'c9')).toEqual([])
  expect(totals).toMatchObject({ calls: 2, pendingCalls: 1 })
})
