import { isSent } from '../conversation/conversation.ts'
import { get } from '../conversation/facts.ts'
import { ALWAYS, defineRule } from './rule.ts'

/** Source: provider-rules.md §2; which models, is data of the target. */
export const roleUnsupportedByModel = defineRule({
  meta: {
    id: 'role-unsupported-by-model',
    phase: 'contents',
    severity: 'error',
    what: 'The model that is asked does not take a role that the API knows.',
    why: 'Early reasoning models take no instructions of the system.',
    messages: {
      unsupported: '`{model}` takes no message of role `{role}`.',
      toUser: 'Make it a message of the user',
    },
  },
  checkConversation({ conversation, target, foreign }, report) {
    const model = get(conversation.body, 'model')
    if (foreign || typeof model !== 'string' || !isSent(conversation)) return
    const refused = target.messages?.unsupportedRoles?.find((one) => one.model.test(model))
    if (!refused) return
    for (const { index, base, roleWord } of conversation.messages) {
      if (refused.roles.includes(roleWord))
        report({ messageId: 'unsupported', at: { message: index, steps: [...base, 'role'] }, data: { role: roleWord, model } })
    }
  },
  fix: ({ at }) => [{ titleId: 'toUser', safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json: '"user"' }] }],
})
