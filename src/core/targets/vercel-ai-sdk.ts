import { remarks } from './remarks.ts'
import type { Target } from './target.ts'

/**
 * Checks of the Vercel AI SDK before it sends anything: every call needs its result before the next message of the user
 * or the system, and at the end; provider-run tools and answered approvals are exempt.
 *
 * Source: provider-rules.md §11.
 */
export const vercelAiSdk: Target = {
  id: 'vercel-ai-sdk',
  title: 'Vercel AI SDK',
  kind: 'library',
  format: 'vercel-ai-sdk',
  source: 'https://ai-sdk.dev/docs/reference/ai-sdk-core/model-message, checked 2026-09',
  callInput: 'object',
  callIds: 'required',
  callId: {},
  functionName: { pattern: /^[^]*$/, maxLength: Number.MAX_SAFE_INTEGER },
  roles: ['system', 'user', 'assistant', 'tool', 'data'],
  messages: { answersBefore: ['user', 'system'] },
  uniqueCallIds: false,
  resultsIn: 'next-messages',
  places: { list: 'messages', style: 'brackets' },
  rules: {
    ...remarks,
    'empty-messages': 'error',
    'malformed-entry': 'warning',
    'orphaned-call': 'error',
    'missing-call-id': 'error',
    'missing-result-id': 'error',
    'pending-call': 'warning',
    'orphaned-result': 'warning',
    'duplicate-result': 'warning',
    'mismatched-call-id': 'error',
    'result-before-call': 'error',
    'result-not-adjacent': 'error',
  },
  order: [
    'empty-messages',
    'malformed-entry',
    'missing-call-id',
    'missing-result-id',
    'orphaned-call',
    'mismatched-call-id',
    'result-before-call',
    'result-not-adjacent',
    'pending-call',
  ],
  wordings: [
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'mismatched-call-id', 'result-before-call', 'result-not-adjacent'],
      text: 'Tool results are missing for tool calls {ids}.',
      when: 'several',
      evidence: '5 reports; an AI_MissingToolResultsError',
    },
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'mismatched-call-id', 'result-before-call', 'result-not-adjacent'],
      text: 'Tool result is missing for tool call {id}.',
      evidence: '5 reports; an AI_MissingToolResultsError',
    },
    {
      rule: 'orphaned-call',
      text: 'ToolInvocation must have a result: {message}',
      historic: true,
      evidence: '5 reports of this rule; version 4',
    },
    {
      rule: 'orphaned-result',
      text: 'No tool invocation found for tool call ID "{id}".',
      historic: true, // said of a stream for the UI, never of messages that are sent
      evidence: 'code (vercel/ai)',
    },
    {
      rule: 'orphaned-result',
      text: 'Tool call "{id}" not found for approval request "{approval}".',
      historic: true,
      evidence: 'code (vercel/ai)',
    },
    { rule: 'empty-messages', text: 'messages must not be empty', evidence: 'code (vercel/ai)' },
    {
      rule: 'malformed-entry',
      alsoFor: ['missing-call-id', 'missing-result-id'],
      text: 'The messages do not match the ModelMessage[] schema.',
      evidence: 'code (vercel/ai); was: messages must be a ModelMessage[]',
    },
    {
      rule: 'empty-messages',
      text: 'System messages are not allowed in the prompt or messages fields. Use the instructions option instead.',
      historic: true,
      evidence: 'code (vercel/ai)',
    },
  ],
  errorBody: (message) => message,
}
