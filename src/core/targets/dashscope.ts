import { compatible } from './compatible.ts'
import type { Target } from './target.ts'

const INVALID = '<400> InternalError.Algo.InvalidParameter:'

/** DashScope, which serves Qwen: OpenAI's sentences in double quotes behind a prefix. Source: provider-rules.md §8. */
export const dashscope: Target = compatible({
  id: 'dashscope',
  title: 'DashScope (Qwen)',
  kind: 'service',
  source: 'https://help.aliyun.com/zh/model-studio/compatibility-of-openai-with-dashscope, checked 2026-09',
  roles: ['system', 'assistant', 'user', 'tool', 'function'],
  rules: {
    'empty-tool-calls': 'error',
    'arguments-invalid-json': 'error',
    'empty-tools-array': 'error',
  },
  drops: ['arguments-truncated'],
  order: ['invalid-role', 'empty-tools-array', 'empty-tool-calls', 'arguments-invalid-json'],
  wordings: [
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'result-not-adjacent', 'mismatched-call-id', 'call-id-whitespace'],
      text: `${INVALID} An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id". The following tool_call_ids did not have response messages: message[{i}].role`,
      place: 'message[{i}].role',
      code: 'invalid_parameter_error',
      evidence: '3 reports; a place stands where OpenAI lists the ids',
    },
    {
      rule: 'orphaned-result',
      alsoFor: ['result-before-call', 'missing-result-id'],
      text: `${INVALID} messages with role "tool" must be a response to a preceeding message with "tool_calls".`,
      code: 'invalid_parameter_error',
      evidence: '1 report',
    },
    {
      rule: 'empty-tool-calls',
      text: `${INVALID} Empty tool_calls is not supported in message.`,
      code: 'invalid_parameter_error',
      evidence: '1 report',
    },
    {
      rule: 'arguments-invalid-json',
      alsoFor: ['arguments-empty', 'arguments-not-object'],
      text: `${INVALID} The "function.arguments" parameter of the code model must be in JSON format.`,
      code: 'invalid_parameter_error',
      evidence: '4 reports; relays give 502',
    },
    {
      rule: 'invalid-role',
      text: "{role} is not one of ['system', 'assistant', 'user', 'tool', 'function'] - 'messages.['{i}].role'",
      evidence: '1 report; the stray quote is theirs',
    },
    { rule: 'empty-tools-array', text: "[] is too short - 'tools'", place: 'tools', evidence: '1 report' },
  ],
})
