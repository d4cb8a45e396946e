import { anthropic } from './anthropic.ts'
import { compatible } from './compatible.ts'
import type { Target, Wording } from './target.ts'

/**
 * MiniMax: all texts begin alike and end in their number, and both endpoints say the same.
 * Source: provider-rules.md §8.
 */
export const minimax: Target = compatible({
  id: 'minimax',
  title: 'MiniMax',
  kind: 'service',
  source: 'https://platform.minimax.io/docs/api-reference/text-openai-api, checked 2026-09',
  messages: { systemMessages: 'once' },
  toolNeeds: ['name', 'parameters', 'known-type'],
  uniqueCallIds: true,
  rules: {
    'duplicate-call-id': 'error',
    'arguments-invalid-json': 'error',
    'system-message-position': 'error',
    'tool-definition-shape': 'error',
  },
  drops: ['arguments-truncated', 'reused-call-id'],
  order: ['invalid-role', 'system-message-position', 'tool-definition-shape', 'arguments-invalid-json', 'duplicate-call-id'],
  endpoints: { 'anthropic-messages': messages() },
  wordings: sentences(),
})

function sentences(): readonly Wording[] {
  return [
    ...params('orphaned-result', "tool result's tool id({id}) not found", '2 reports', {
      alsoFor: ['result-before-call', 'missing-result-id'],
    }),
    ...params('result-not-adjacent', 'tool call result does not follow tool call', '2 reports', {
      alsoFor: ['orphaned-call', 'pending-call', 'mismatched-call-id', 'call-id-whitespace'],
    }),
    ...params('duplicate-call-id', 'duplicate tool_call id: {id}', '1 report'),
    ...params('arguments-invalid-json', 'invalid function arguments json string, tool_call_id: {id}', '1 report', {
      alsoFor: ['arguments-empty', 'arguments-not-object'],
    }),
    ...params('invalid-role', 'chat content has invalid message role: {role}', '1 report, of a second system message', {
      alsoFor: ['system-message-position'],
    }),
    ...params('tool-definition-shape', 'function name or parameters is empty', '3 reports', {
      place: 'tools[{i}].function.name',
    }),
    ...params('tool-definition-shape', 'function parameters is empty', '3 reports', {
      place: 'tools[{i}].function.parameters',
    }),
    ...params('tool-definition-shape', 'invalid tool type:', '3 reports', { place: 'tools[{i}].type' }),
  ]
}

function params(rule: string, what: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  return [{ rule, text: `invalid params, ${what} (2013)`, evidence, ...more }]
}

/** The same checks behind the other endpoint: a result must come first in the message after its call. */
function messages(): Target {
  return {
    ...anthropic,
    id: 'minimax',
    title: 'MiniMax, Anthropic endpoint',
    like: anthropic,
    wordings: sentencesForParts(),
  }
}

function sentencesForParts(): readonly Wording[] {
  return [
    ...params('orphaned-result', "tool result's tool id({id}) not found", '2 reports', { alsoFor: ['result-before-call'] }),
    ...params('result-not-adjacent', 'tool call result does not follow tool call', '2 reports', {
      alsoFor: [
        'orphaned-call',
        'pending-call',
        'mismatched-call-id',
        'result-not-first',
        'results-combined',
        'text-after-tool-use',
      ],
    }),
    ...params('duplicate-call-id', 'duplicate tool_call id: {id}', '1 report'),
  ]
}
