import { compatible } from './compatible.ts'
import type { Target } from './target.ts'

/** Moonshot, which serves Kimi. Source: provider-rules.md §8. */
export const moonshot: Target = compatible({
  id: 'moonshot',
  title: 'Moonshot (Kimi)',
  kind: 'service',
  source: 'https://platform.moonshot.ai/docs/api/chat, checked 2026-09',
  messages: { thinkingModels: /kimi-k2-thinking|kimi-k2\.[5-9]|kimi-k[3-9]/i },
  rules: {
    'reasoning-content-missing': 'error',
    'empty-message-content': 'error',
    'empty-text-block': 'error',
  },
  order: ['empty-message-content', 'empty-text-block', 'reasoning-content-missing'],
  wordings: [
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'result-not-adjacent', 'mismatched-call-id', 'call-id-whitespace'],
      text: "an assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: {ids}",
      evidence: '1 report; OpenAI begins with a capital',
    },
    {
      rule: 'reasoning-content-missing',
      text: 'thinking is enabled but reasoning_content is missing in assistant tool call message at index {i}',
      place: 'messages[{i}]',
      evidence: '8 reports; also SiliconFlow (code 20015) and GLM over a relay',
    },
    {
      rule: 'empty-message-content',
      text: "Invalid request: the message at position {i} with role '{role}' must not be empty",
      place: 'messages[{i}]',
      evidence: '2 reports; some relays leave "Invalid request:" out',
    },
    {
      rule: 'empty-text-block',
      text: 'Invalid request: text content is empty',
      evidence: '1 report',
    },
  ],
})
