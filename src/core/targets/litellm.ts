import { onlyReported } from './compatible.ts'
import { remarks } from './remarks.ts'
import type { Target } from './target.ts'

/**
 * The checks of LiteLLM when it writes a Chat request for Gemini, Bedrock and others: the call of a result must be in the
 * last message with calls before it. Source: provider-rules.md §11.
 */
export const litellm: Target = onlyReported({
  id: 'litellm',
  title: 'LiteLLM',
  kind: 'library',
  source: 'https://docs.litellm.ai/docs/completion/message_trimming, checked 2026-09',
  messages: { looksBackOneCall: true },
  rules: {
    ...remarks,
    'orphaned-result': 'error',
    'result-before-call': 'error',
    'mismatched-call-id': 'error',
    'no-user-message': 'info', // an error only in front of Bedrock, and only where nobody but the system speaks
  },
  drops: ['result-not-adjacent'],
  order: ['orphaned-result', 'result-before-call', 'mismatched-call-id'],
  wordings: [
    {
      rule: 'orphaned-result',
      alsoFor: ['result-before-call', 'mismatched-call-id'],
      text: 'Missing corresponding tool call for tool response message. Received - message={message}, last_message_with_tool_calls={last}',
      evidence: '3 reports',
    },
    {
      rule: 'no-user-message',
      text: 'Invalid Message bedrock requires at least one non-system message',
      historic: true,
      evidence: '1 report; modify_params=True repairs it',
    },
  ],
})
