import { onlyReported } from './compatible.ts'
import type { Target } from './target.ts'

/**
 * Cohere. The reports are about version 1, which takes a message and a history side by side; version 2 takes messages
 * like those of OpenAI, and no report of a refusal was found.
 *
 * Source: provider-rules.md §9 and §15.
 */
export const cohere: Target = onlyReported({
  id: 'cohere',
  title: 'Cohere',
  kind: 'service',
  format: 'cohere',
  alsoTakes: ['openai-chat'],
  source: 'https://docs.cohere.com/reference/chat, checked 2026-09',
  roles: ['system', 'user', 'assistant', 'tool', 'SYSTEM', 'USER', 'CHATBOT', 'TOOL'],
  callIds: 'optional',
  rules: { 'message-with-tool-results': 'error' },
  // In version 1 calls and results carry no ids, and the text of a message has another key.
  drops: [
    'missing-call-id',
    'missing-result-id',
    'missing-call-type',
    'missing-content',
    'arguments-not-string',
    'missing-arguments',
    'function-not-object',
    'missing-function-name',
    'result-content-not-string',
    'tool-definition-shape',
  ],
  order: ['message-with-tool-results'],
  // The endpoint for clients of OpenAI has calls and results in their shape, ids and all.
  endpoints: {
    'openai-chat': onlyReported({
      id: 'cohere',
      title: 'Cohere, OpenAI-compatible endpoint',
      kind: 'service',
      source: 'https://docs.cohere.com/docs/compatibility-api, checked 2026-09',
      wordings: [],
      errorBody: (message) => ({ message }),
    }),
  },
  wordings: [
    {
      rule: 'message-with-tool-results',
      text: 'invalid request: cannot specify both message and tool_results in multistep mode',
      when: 'both',
      evidence: '3 reports',
    },
    {
      rule: 'message-with-tool-results',
      text: 'invalid request: cannot specify message if the last entry in chat history contains tool results',
      evidence: '3 reports',
    },
    {
      rule: 'empty-message-content',
      text: 'invalid request: message must be at least 1 token long or tool results must be specified.',
      evidence: '2 reports',
    },
    {
      rule: 'empty-message-content',
      text: 'invalid request: all elements in history must have a message.',
      evidence: '2 reports',
    },
  ],
  errorBody: (message) => ({ message }),
})
