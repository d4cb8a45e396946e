import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { printJson } from '../json/print.ts'
import { mergeMessages } from '../conversation/merge-messages.ts'
import { ALWAYS, defineRule, isSentAsIs } from './rule.ts'

export const functionCallTurnOrder = defineRule({
  meta: {
    id: 'function-call-turn-order',
    phase: 'request', // joined when each message by itself is right
    severity: 'error',
    what: 'A call stands where the API expects none: first, or behind another message of the model.',
    why: 'For Gemini a call answers a user or follows a result; a trimmed history and one that keeps text and call apart break this.',
    messages: {
      first: 'The conversation begins with the call to `{tool}`.',
      after: 'The call to `{tool}` follows another message of the model.',
      ask: 'Put a marked message of the user first',
      merge: 'Join the two messages of the model',
    },
  },
  checkConversation(scope, report) {
    if (!isSentAsIs(scope)) return
    const turns = scope.conversation.messages.filter(({ role }) => role !== 'system')
    turns.forEach((message, index) => {
      const call = message.parts.find((part) => part.type === 'tool-call' && part.style === 'plain')
      if (call?.type !== 'tool-call') return
      const before = turns[index - 1]
      if (before && before.role !== 'assistant') return
      report({
        messageId: before ? 'after' : 'first',
        at: { message: message.index, steps: call.steps },
        callId: call.callId,
        data: { tool: call.name ?? '' },
        ...(before && { related: [{ message: before.index, steps: [] }] }),
      })
    })
  },
  fix({ messageId, at, related }, { scope }) {
    if (messageId === 'first') {
      // Taken by `first-message-role`, which says the same of every first message.
      const json = printJson(scope.format.writeUserText(EMPTY_TEXT))
      const insert = { type: 'insert-message' as const, before: at.message ?? 0, json, like: at.message }
      return [{ titleId: 'ask', safety: 'review', edits: [insert] }]
    }
    const first = related?.[0]?.message
    if (first == null || at.message === null) return []
    return [{ titleId: 'merge', safety: 'review', when: ALWAYS, edits: mergeMessages([first, at.message], scope) }]
  },
})
