import { anthropic } from './anthropic.ts'
import { derive, onlyReported, warned } from './compatible.ts'
import { llamaCpp, NOT_QWEN } from './llama-cpp.ts'
import type { Target } from './target.ts'

const OWN = {
  id: 'ollama',
  title: 'Ollama',
  kind: 'server',
  source: 'https://docs.ollama.com/api/chat, checked 2026-09',
  messages: { systemMessages: 'first' },
  models: [
    { rule: 'no-user-message', model: NOT_QWEN, severity: 'info' },
    { rule: 'system-message-position', model: NOT_QWEN, severity: 'info' },
  ],
  like: llamaCpp, // it runs the same templates
} as const

/**
 * Ollama. Its own endpoint takes the arguments of a call as an object and ties results by name and order; the one that
 * copies OpenAI takes a text and ids.
 *
 * Source: provider-rules.md §10.
 */
export const ollama: Target = onlyReported({
  ...OWN,
  format: 'ollama',
  callInput: 'object',
  callIds: 'optional',
  rules: {
    'arguments-not-object': 'error',
    'no-user-message': 'error',
    'system-message-position': 'error',
  },
  drops: [
    'missing-call-id',
    'missing-result-id',
    'missing-call-type',
    'call-id-not-string',
    'arguments-not-string',
    'arguments-empty',
    'tool-definition-shape',
  ],
  order: ['arguments-not-object', 'no-user-message', 'system-message-position'],
  endpoints: { 'openai-chat': copyOfOpenai(), 'anthropic-messages': copyOfAnthropic() },
  wordings: [
    {
      rule: 'arguments-not-object',
      text: 'json: cannot unmarshal string into Go struct field ChatRequest.messages.tool_calls.function.arguments of type api.ToolCallFunctionArguments',
      evidence: '3 reports',
    },
    {
      rule: 'arguments-not-object',
      text: 'json: cannot unmarshal string into Go struct field ChatRequest.messages of type api.ToolCallFunctionArguments',
      historic: true,
      evidence: '3 reports of this rule',
    },
    { rule: 'no-user-message', text: 'no user query found in messages', status: 500, evidence: '1 report, of Qwen 3 templates' },
  ],
  errorBody: (message) => ({ error: message }),
})

function copyOfOpenai(): Target {
  return onlyReported({
    ...OWN,
    title: 'Ollama, OpenAI endpoint',
    rules: {
      'arguments-invalid-json': 'error',
      'no-user-message': 'error',
      'system-message-position': 'error',
    },
    drops: ['arguments-truncated'],
    order: ['arguments-invalid-json', 'no-user-message', 'system-message-position'],
    wordings: [
      ...fromSource('arguments-invalid-json', 'invalid tool call arguments'),
      ...fromSource('null-content', 'invalid message content type: <nil>'),
      ...fromSource('malformed-entry', 'invalid message format'),
      {
        rule: 'no-user-message',
        text: 'no user query found in messages',
        status: 500,
        evidence: '1 report, of Qwen 3 templates',
      },
    ],
  })
}

function copyOfAnthropic(): Target {
  return derive(anthropic, {
    id: OWN.id,
    title: 'Ollama, Anthropic endpoint',
    kind: OWN.kind,
    source: OWN.source,
    rules: { ...warned(anthropic), 'missing-call-id': 'error', 'missing-function-name': 'error' },
    wordings: [
      ...fromSource('missing-call-id', "tool_use block missing required 'id' field"),
      ...fromSource('missing-function-name', "tool_use block missing required 'name' field"),
    ],
  })
}

function fromSource(rule: string, text: string): Target['wordings'] {
  return [{ rule, text, evidence: 'code (ollama/ollama)' }]
}
