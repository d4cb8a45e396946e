import { compatible } from './compatible.ts'
import type { Target } from './target.ts'

/** Volcengine Ark, which serves Doubao. Its sentences name a field, never which message. Source: provider-rules.md §8. */
export const volcengineArk: Target = compatible({
  id: 'volcengine-ark',
  title: 'Volcengine Ark (Doubao)',
  kind: 'service',
  source: 'https://www.volcengine.com/docs/82379/1494384, checked 2026-09',
  roles: ['system', 'user', 'assistant', 'tool'],
  messages: { noEmptyTextBesideCalls: true },
  toolNeeds: ['type'],
  rules: { 'empty-text-block': 'error', 'tool-definition-shape': 'error' },
  order: ['invalid-role', 'missing-content', 'empty-text-block', 'tool-definition-shape'],
  wordings: [
    {
      rule: 'invalid-role',
      text: 'The parameter `messages.role` specified in the request are not valid: invalid value: `{role}`, supported values are: `system`, `assistant`, `user`, `tool`.',
      evidence: '2 reports',
    },
    {
      rule: 'missing-content',
      text: 'The request failed because it is missing `messages.content` parameter.',
      code: 'MissingParameter',
      evidence: '1 report',
    },
    {
      rule: 'empty-text-block',
      text: 'The request failed because it is missing `input.content.text` parameter.',
      code: 'MissingParameter',
      evidence: '1 report, of an assistant with calls and an empty text',
    },
    {
      rule: 'tool-definition-shape',
      text: "Invalid function format: 'type'",
      code: 'InvalidParameter',
      evidence: '1 report',
    },
  ],
})
