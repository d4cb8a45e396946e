import { derive, onlyReported, warned } from './compatible.ts'
import { openaiResponses } from './openai-responses.ts'
import type { Target, Wording } from './target.ts'

/** Templates of these models refuse what others take. */
const OLD_TEMPLATE = /llama-?2|gemma-?[123]?-|mi[sx]tral-?(?:7b|8x)|zephyr|vicuna/i
const ONE_CALL = /llama-?3\.[123]/i
const WALKS_ARGUMENTS = /qwen3-?coder/i

/**
 * vLLM. What a template raises passes through as it is; what the schema refuses comes as a list of validator entries, one
 * for each variant that was tried.
 *
 * Source: provider-rules.md §10; the Responses endpoint §3 ("Responses on other servers").
 */
export const vllm: Target = onlyReported({
  id: 'vllm',
  title: 'vLLM',
  kind: 'server',
  source: 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, checked 2026-09',
  rules: {
    'roles-must-alternate': 'warning', // depends on the template of the model
    'unknown-field': 'info',
    'single-call-only': 'info',
    'arguments-not-object': 'warning',
  },
  models: [
    { rule: 'roles-must-alternate', model: OLD_TEMPLATE, severity: 'error' },
    { rule: 'single-call-only', model: ONE_CALL, severity: 'error' },
    { rule: 'arguments-not-object', model: WALKS_ARGUMENTS, severity: 'error' },
  ],
  order: ['roles-must-alternate', 'single-call-only', 'arguments-not-object'],
  endpoints: {
    'openai-responses': derive(openaiResponses, {
      id: 'vllm',
      title: 'vLLM, Responses endpoint',
      kind: 'server',
      source: 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, checked 2026-09',
      rules: { ...warned(openaiResponses), 'unknown-field': 'error' },
      wordings: extraForbidden(),
    }),
  },
  wordings: [
    ...template('Conversation roles must alternate user/assistant/user/assistant/...'),
    ...template('After the optional system message, conversation roles must alternate user/assistant/user/assistant/...'),
    ...template(
      'After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results',
    ),
    {
      rule: 'single-call-only',
      text: 'This model only supports single tool-calls at once!',
      evidence: '1 report; also for an empty list of calls',
    },
    {
      rule: 'arguments-not-object',
      alsoFor: ['arguments-invalid-json', 'arguments-truncated'],
      text: 'Can only get item pairs from a mapping.',
      evidence: '1 report; a TypeError of templates that walk through the arguments',
    },
    ...extraForbidden(),
    {
      rule: 'null-content',
      text: "'type': 'string_type', 'loc': {loc}'content', 'str'), 'msg': 'Input should be a valid string'",
      historic: true,
      evidence: '1 report',
    },
  ],
  errorBody: (message) => ({ object: 'error', message, type: 'BadRequestError', param: null, code: 400 }),
})

function template(text: string): Wording[] {
  return [{ rule: 'roles-must-alternate', text, evidence: '2 reports; older templates' }]
}

function extraForbidden(): Wording[] {
  return [
    {
      rule: 'unknown-field',
      text: "[{'type': 'extra_forbidden', 'loc': {loc}, 'msg': 'Extra inputs are not permitted'",
      historic: true,
      evidence: '2 reports; hundreds of entries for one fault on the Responses endpoint',
    },
  ]
}
