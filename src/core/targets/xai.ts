import { compatible } from './compatible.ts'
import type { Target } from './target.ts'

/** xAI, which serves Grok. Source: provider-rules.md §9. */
export const xai: Target = compatible({
  id: 'xai',
  title: 'xAI (Grok)',
  kind: 'service',
  source: 'https://docs.x.ai/docs/api-reference#chat-completions, checked 2026-09',
  rules: { 'empty-message-content': 'error', 'arguments-invalid-json': 'error' },
  drops: ['arguments-empty', 'arguments-truncated'],
  order: ['empty-message-content', 'arguments-invalid-json'],
  wordings: [
    {
      rule: 'empty-message-content',
      text: 'Invalid request content: Each message must have at least one content element.',
      code: 'Client specified an invalid argument',
      evidence: '4 reports',
    },
    {
      rule: 'empty-message-content',
      text: 'An empty message was provided. Every message needs at least one non-empty content element.',
      historic: true,
      evidence: '4 reports of this rule; 2025-03',
    },
    {
      rule: 'arguments-invalid-json',
      alsoFor: ['arguments-not-object'],
      text: "The arguments to a tool_call with ID '{id}' are not a valid JSON string.",
      code: 'Client specified an invalid argument',
      evidence: '1 report, of an empty text; goes on with what the parser says',
    },
    {
      rule: 'content-must-be-string',
      text: 'The model expects a single `text` element per message.',
      historic: true,
      evidence: '1 report; 2025-02, of several text parts',
    },
  ],
  errorBody: (error, _param, code) => ({ code, error }),
})
