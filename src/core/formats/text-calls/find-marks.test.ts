import { describe, expect, test } from 'vitest'
import { findMarks } from './find-marks.ts'

/** What is cut out of a text: name, id and body of each mark. */
const cut = (text: string): unknown[] =>
  findMarks(text).map(({ kind, name, id, body }) => {
    const at = (range: { from: number; to: number } | null): string | null => range && text.slice(range.from, range.to)
    return [kind, at(name), at(id), at(body)]
  })

describe('a call is found as each model writes it', () => {
  test.each([
    ['Hermes, Qwen', '<tool_call>\n{"name":"f","arguments":{}}\n</tool_call>', [null, null, '{"name":"f","arguments":{}}']],
    ['stopped before the end', '<tool_call>{"name":"f"', [null, null, '{"name":"f"']],
    [
      'Qwen Coder',
      '<tool_call><function=f><parameter=a>1</parameter></function></tool_call>',
      ['f', null, '<parameter=a>1</parameter>'],
    ],
    ['OpenHands', '<function=f>\n<parameter=a>1</parameter>\n</function>', ['f', null, '\n<parameter=a>1</parameter>\n']],
    [
      'GLM',
      '<tool_call>f\n<arg_key>a</arg_key><arg_value>1</arg_value></tool_call>',
      ['f', null, '<arg_key>a</arg_key><arg_value>1</arg_value>'],
    ],
    ['Llama', '<|python_tag|>{"name":"f","parameters":{}}<|eom_id|>', [null, null, '{"name":"f","parameters":{}}']],
    ['Mistral', '[TOOL_CALLS] [{"name":"f","arguments":{"a":"]"}}]</s>', [null, null, '[{"name":"f","arguments":{"a":"]"}}]']],
    ['younger Mistral', '[TOOL_CALLS]f[CALL_ID]Ab3[ARGS]{"a":1}', ['f', 'Ab3', '{"a":1}']],
    [
      'Kimi',
      '<|tool_call_begin|>functions.f:0<|tool_call_argument_begin|>{"a":1}<|tool_call_end|>',
      ['f', 'functions.f:0', '{"a":1}'],
    ],
    [
      'DeepSeek',
      '<｜tool▁call▁begin｜>function<｜tool▁sep｜>f\n```json\n{"a":1}\n```<｜tool▁call▁end｜>',
      ['f', null, '{"a":1}'],
    ],
    ['younger DeepSeek', '<｜tool▁call▁begin｜>f<｜tool▁sep｜>{"a":1}<｜tool▁call▁end｜>', ['f', null, '{"a":1}']],
    ['Harmony', '<|channel|>commentary to=functions.f <|constrain|>json<|message|>{"a":1}<|call|>', ['f', null, '{"a":1}']],
    ['ReAct', 'Thought: hm\nAction: f\nAction Input: {"a":1}\n', ['f', null, '{"a":1}']],
    [
      'Anthropic, as text',
      '<invoke name="f">\n<parameter name="a">1</parameter>\n</invoke>',
      ['f', null, '\n<parameter name="a">1</parameter>\n'],
    ],
  ])('%s', (_, text, parts) => {
    expect(cut(text)).toEqual([['call', ...parts]])
  })
})

test('results have tags, or a line that begins them', () => {
  expect(cut('<tool_response>\non\n</tool_response>')).toEqual([['result', null, null, '\non\n']])
  expect(cut('EXECUTION RESULT of [run]:\na.txt')).toEqual([['result', 'run', null, 'a.txt']])
  expect(cut('Observation: low\nThought: done')).toEqual([['result', null, null, 'low']])
})

test('words alone are no call', () => {
  expect(cut('Action: none\nI will not act. tool_call')).toEqual([])
})

test('a hundred thousand tags that nobody closes take a moment', () => {
  for (const tag of ['<tool_call>', '<function=a>', '<|tool_call_begin|>', '<|channel|>commentary to=f ', '<tool_response>'])
    expect(findMarks(tag.repeat(100_000)).length).toBeGreaterThan(0)
})
