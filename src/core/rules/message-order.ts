import { isSent } from '../conversation/conversation.ts'
import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { ALWAYS, defineRule } from './rule.ts'

/** Source: provider-rules.md §7; which role may not follow which is data of the target. */
export const roleOrder = defineRule({
  meta: {
    id: 'role-order',
    phase: 'contents',
    severity: 'error',
    what: 'A message follows one of a role it may not follow.',
    why: 'Some APIs want an answer of the assistant after every result, and a call before it.',
    messages: {
      after: 'A message of role `{role}` stands after one of role `{previous}`.',
      between: 'Put a marked message of the assistant between the two',
    },
  },
  checkConversation({ conversation, target, foreign }, report) {
    const refused = target.messages?.refusedAfter
    if (!refused || foreign || !isSent(conversation)) return
    conversation.messages.forEach(({ index, role, roleWord, base }, i, messages) => {
      const previous = messages[i - 1]
      if (!previous || !refused[previous.role]?.includes(role)) return
      report({
        messageId: 'after',
        at: { message: index, steps: [...base, 'role'] },
        data: { role: roleWord, previous: previous.roleWord },
        related: [{ message: previous.index, steps: [] }],
        ...(target.messages?.onceRefusedAfter?.[previous.role]?.includes(role) && { severity: 'info' as const }),
      })
    })
  },
  fix({ at: { message }, severity }, { scope }) {
    const { messages } = scope.conversation
    // A result that stands wrong is moved or taken out by the rules of results.
    if (message === null || messages[message]?.role === 'tool') return []
    const json = JSON.stringify({ role: 'assistant', content: EMPTY_TEXT })
    return [
      {
        titleId: 'between',
        safety: 'review',
        ...(severity === 'info' ? {} : { when: ALWAYS }),
        edits: [{ type: 'insert-message', before: message, json, like: message - 1 }],
      },
    ]
  },
})

/** Source: provider-rules.md §10: templates of Qwen models. */
export const systemMessagePosition = defineRule({
  meta: {
    id: 'system-message-position',
    phase: 'contents',
    severity: 'error',
    what: 'A system message is not the first one.',
    why: 'The template of the model takes system text only at the very beginning.',
    messages: {
      later: 'A message of role `{role}` stands behind others.',
      toUser: 'Make it a message of the user',
    },
  },
  checkConversation({ conversation, target, foreign }, report) {
    if (target.messages?.systemMessages !== 'first' || foreign || !isSent(conversation)) return
    for (const { index, role, roleWord, base } of conversation.messages) {
      if (role === 'system' && index > 0)
        report({ messageId: 'later', at: { message: index, steps: [...base, 'role'] }, data: { role: roleWord } })
    }
  },
  fix: ({ at }) => [{ titleId: 'toUser', safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json: '"user"' }] }],
})
