import { anthropic } from './anthropic.ts'
import { compatible } from './compatible.ts'
import { openaiResponses } from './openai-responses.ts'
import type { Target, Wording } from './target.ts'

const IN_BODY = 'Failed to deserialize the JSON body into the target type'
const ROLES = ['system', 'user', 'assistant', 'tool', 'latest_reminder']

/**
 * DeepSeek. The body is read by a strict reader first, which names place, line and column; pairing errors name nothing.
 * Source: provider-rules.md §8; the other endpoints §3 ("Responses on other servers") and §4.
 */
export const deepseek: Target = compatible({
  id: 'deepseek',
  title: 'DeepSeek',
  kind: 'service',
  source: 'https://api-docs.deepseek.com/api/create-chat-completion, checked 2026-09',
  roles: ROLES,
  messages: {
    textOnly: { roles: ROLES, exceptTextParts: true },
    thinkingModels: /deepseek-v(?:[4-9]|\d\d)/i,
  },
  toolNeeds: ['function'],
  rules: {
    'content-must-be-string': 'error',
    'tool-definition-shape': 'error',
    'reasoning-content-missing': 'error',
  },
  order: [
    'malformed-entry',
    'invalid-role',
    'missing-content',
    'content-must-be-string',
    'missing-call-id',
    'tool-definition-shape',
    'reasoning-content-missing',
  ],
  endpoints: { 'openai-responses': responses(), 'anthropic-messages': messages() },
  wordings: [
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'result-not-adjacent', 'results-combined', 'mismatched-call-id', 'call-id-whitespace'],
      text: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)",
      code: 'invalid_request_error',
      evidence: '1 report',
    },
    {
      rule: 'orphaned-result',
      alsoFor: ['result-before-call', 'missing-result-id'],
      text: "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'",
      code: 'invalid_request_error',
      evidence: '4 reports; "preceding" is spelled right here',
    },
    {
      rule: 'reasoning-content-missing',
      text: 'The `reasoning_content` in the thinking mode must be passed back to the API.',
      code: 'invalid_request_error',
      evidence: '5 reports, since 2026-04-24',
    },
    ...inBody('missing-content', 'messages[{i}]: missing field `content`', '1 report; 422 on some relays'),
    ...inBody('missing-call-id', 'messages[{i}]: missing field `tool_call_id`', '1 report; 422 over OpenRouter'),
    ...inBody(
      'content-must-be-string',
      'messages[{i}]: data did not match any variant of untagged enum ChatCompletionRequestContent',
      '3 reports',
    ),
    ...inBody('content-must-be-string', 'messages[{i}]: invalid type: sequence, expected a string', '3 reports', true),
    ...inBody(
      'invalid-role',
      'messages[{i}].role: unknown variant `{role}`, expected one of `system`, `user`, `assistant`, `tool`, `latest_reminder`',
      '2 reports; the last role since 2026',
    ),
    ...inBody(
      'invalid-role',
      'messages[{i}].role: unknown variant `{role}`, expected one of `system`, `user`, `assistant`, `tool`',
      '2 reports; 422 in 2024',
      true,
    ),
    ...inBody('tool-definition-shape', 'tools[{i}]: missing field `function`', '1 report'),
    ...inBody('missing-function-name', 'messages[{i}]: missing field `name`', 'same reader'),
    ...inBody('missing-arguments', 'messages[{i}]: missing field `arguments`', 'same reader'),
    ...inBody('arguments-not-string', 'messages[{i}]: invalid type: map, expected a string', 'same reader'),
  ],
  errorBody: (message, param, code) => ({
    error: {
      message: /^(?:messages|tools)\[/.test(message) ? `${IN_BODY}: ${message}` : message,
      type: 'invalid_request_error',
      param,
      code,
    },
  }),
})

/** Without its beginning, which is that of every fault in a body, and without the line and column at its end. */
function inBody(rule: string, what: string, evidence: string, historic = false): Wording[] {
  return [{ rule, text: what, evidence, ...(historic && { historic }) }]
}

/** Pairs by place, where OpenAI pairs by id: nothing may stand between a call and its output. */
function responses(): Target {
  return {
    ...openaiResponses,
    id: 'deepseek',
    title: 'DeepSeek Responses',
    like: openaiResponses,
    rules: { ...openaiResponses.rules, 'result-not-adjacent': 'error' },
    order: ['result-not-adjacent', ...openaiResponses.order.filter((rule) => rule !== 'result-not-adjacent')],
    wordings: [
      {
        rule: 'result-not-adjacent',
        alsoFor: ['orphaned-call', 'pending-call'],
        text: 'No tool output found for tool call {id}.',
        code: 'invalid_request_error',
        evidence: '3 reports, since 2026-08; recording',
      },
      {
        rule: 'orphaned-result',
        text: 'No tool call found for tool output with call_id {id}',
        evidence: '1 report; its ending was not seen',
      },
    ],
  }
}

function messages(): Target {
  return { ...anthropic, id: 'deepseek', title: 'DeepSeek, Anthropic endpoint', like: anthropic, wordings: [] }
}
