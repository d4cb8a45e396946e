import { derive, onlyReported, warned } from './compatible.ts'
import { openaiResponses } from './openai-responses.ts'
import type { Target } from './target.ts'

/** Named, and not one of the models whose template wants it: the others take it. */
export const NOT_QWEN = /^(?!.*qwen)/i

/**
 * llama.cpp: a few checks of its own; the rest is said by the template of the model.
 * Source: provider-rules.md §10; the Responses endpoint §3 ("Responses on other servers").
 */
export const llamaCpp: Target = onlyReported({
  id: 'llama-cpp',
  title: 'llama.cpp',
  kind: 'server',
  source: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server, checked 2026-09',
  messages: { systemMessages: 'first', trailingAssistants: 2 },
  rules: {
    'arguments-invalid-json': 'error',
    'trailing-assistant': 'error',
    'system-message-position': 'error',
    'missing-content': 'error',
    'single-call-only': 'info',
  },
  models: [{ rule: 'system-message-position', model: NOT_QWEN, severity: 'info' }],
  drops: ['arguments-empty', 'arguments-truncated'],
  order: ['missing-content', 'arguments-invalid-json', 'trailing-assistant', 'system-message-position'],
  endpoints: {
    'openai-responses': derive(openaiResponses, {
      id: 'llama-cpp',
      title: 'llama.cpp, Responses endpoint',
      kind: 'server',
      source: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server, checked 2026-09',
      rules: { ...warned(openaiResponses), 'missing-item-type': 'error' },
      order: ['missing-item-type'],
      wordings: [{ rule: 'missing-item-type', text: "Cannot determine type of 'item'", evidence: '1 report' }],
    }),
  },
  wordings: [
    {
      rule: 'arguments-invalid-json',
      alsoFor: ['arguments-not-object'],
      text: 'Failed to parse tool call arguments as JSON',
      status: 500,
      evidence: '3 reports; goes on with line and column, which are those of the arguments',
    },
    {
      rule: 'trailing-assistant',
      text: 'Cannot have 2 or more assistant messages at the end of the list.',
      evidence: '3 reports',
    },
    {
      rule: 'system-message-position',
      text: 'Jinja Exception: System message must be at the beginning.',
      evidence: '4 reports, of Qwen templates; 400 or 500',
    },
    {
      rule: 'null-content',
      alsoFor: ['missing-content'],
      text: "All non-assistant messages must contain 'content'",
      evidence: 'code',
    },
    {
      rule: 'null-content',
      alsoFor: ['missing-content'],
      text: "Assistant message must contain either 'content' or 'tool_calls'!",
      evidence: 'code',
    },
    {
      rule: 'null-content',
      text: "Expected 'content' to be a string or an array",
      historic: true,
      evidence: '1 report',
    },
  ],
  errorBody: (message) => ({ error: { code: 400, message, type: 'invalid_request_error' } }),
})
