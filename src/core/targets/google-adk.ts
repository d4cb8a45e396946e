import { remarks } from './remarks.ts'
import type { Target } from './target.ts'

/**
 * The check of Google's Agent Development Kit when it puts a session into contents; from 1.18 also when only the visible
 * part of the conversation lacks the call. Source: provider-rules.md §11.
 */
export const googleAdk: Target = {
  id: 'google-adk',
  title: 'Google ADK',
  kind: 'library',
  format: 'google-adk',
  source: 'https://google.github.io/adk-docs/sessions/, checked 2026-09',
  callInput: 'object',
  callIds: 'required',
  callId: {},
  functionName: { pattern: /^[^]*$/, maxLength: Number.MAX_SAFE_INTEGER },
  roles: ['user', 'model'],
  uniqueCallIds: false,
  resultsIn: 'next-message',
  places: { list: 'contents', style: 'brackets' },
  rules: {
    ...remarks,
    'orphaned-result': 'error',
    'mismatched-call-id': 'error',
    'orphaned-call': 'warning',
    'pending-call': 'info',
    'duplicate-result': 'info',
  },
  order: ['orphaned-result', 'mismatched-call-id'],
  wordings: [
    {
      rule: 'orphaned-result',
      alsoFor: ['mismatched-call-id'],
      text: 'No function call event found for function responses ids: {ids}',
      evidence: '3 reports; a ValueError',
    },
  ],
  errorBody: (message) => message,
}
