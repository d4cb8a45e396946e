import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import type { Target } from './target.ts'

/**
 * Azure OpenAI: the checks and the words of OpenAI; older API versions know fewer roles.
 * Source: provider-rules.md §2, "Azure answers with the same texts".
 */
export const azureOpenai: Target = {
  ...openaiChat,
  id: 'azure-openai',
  title: 'Azure OpenAI',
  source: 'https://learn.microsoft.com/azure/ai-foundry/openai/reference, checked 2026-09',
  like: openaiChat,
  endpoints: {
    'openai-responses': {
      ...openaiResponses,
      id: 'azure-openai',
      title: 'Azure OpenAI Responses',
      like: openaiResponses,
      wordings: [],
    },
  },
  olderRoles: { roles: ['function', 'developer'], refusedBy: /(?!)/, isKept: true },
  roles: openaiChat.roles.filter((role) => role !== 'function' && role !== 'developer'),
  wordings: [
    {
      rule: 'invalid-role',
      text: "'{role}' is not an allowed role. The allowed roles are [{roles}]",
      historic: true,
      evidence: '4 reports of this rule; older API versions',
    },
    {
      rule: 'invalid-role',
      text: "'{role}' is not allowed role. The allowed roles are [{roles}]",
      when: 'older',
      evidence: '4 reports of this rule; older API versions',
    },
  ],
}
