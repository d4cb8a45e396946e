import { compatible } from './compatible.ts'
import type { Target } from './target.ts'

/** Zhipu: most troubles in `messages` are told by one sentence that names none. Source: provider-rules.md §8. */
export const zhipuGlm: Target = compatible({
  id: 'zhipu-glm',
  title: 'Zhipu (GLM)',
  kind: 'service',
  source: 'https://docs.bigmodel.cn/api-reference, checked 2026-09',
  rules: {
    'opaque-rejection': 'info',
    'empty-assistant-message': 'error',
    'empty-text-block': 'error',
  },
  order: ['empty-assistant-message', 'empty-text-block'],
  drops: ['empty-message-content'],
  wordings: [
    {
      rule: 'opaque-rejection',
      alsoFor: [
        'malformed-entry',
        'invalid-role',
        'missing-content',
        'orphaned-call',
        'pending-call',
        'orphaned-result',
        'result-before-call',
        'result-not-adjacent',
        'mismatched-call-id',
        'empty-messages',
      ],
      text: 'messages 参数非法。请检查文档。',
      code: '1214',
      evidence: '3 reports',
    },
    {
      rule: 'opaque-rejection',
      text: 'The messages parameter is illegal. Please check the documentation.',
      code: '1214',
      evidence: '3 reports; the international service',
    },
    {
      rule: 'empty-assistant-message',
      text: 'messages[{i}]:content和tool_calls 字段不能同时为空',
      code: '1214',
      evidence: '2 reports; also when a relay drops the calls',
    },
    {
      rule: 'empty-text-block',
      text: 'messages[{i}].content[{j}].text:text cannot be empty.',
      place: 'messages[{i}].content[{j}].text',
      code: '1214',
      evidence: '1 report',
    },
  ],
})
