import { get } from '../conversation/facts.ts'
import type { Message } from '../conversation/message.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule, type Scope } from './rule.ts'

/** Stands where the reasoning was not kept. */
const NO_REASONING = '[the reasoning was not recorded]'

/**
 * Models that think want what they thought back, beside the calls they made.
 * Source: provider-rules.md §8: DeepSeek since 2026-04, Kimi, SiliconFlow.
 */
export const reasoningContentMissing = defineRule({
  meta: {
    id: 'reasoning-content-missing',
    phase: 'contents',
    severity: 'error',
    what: 'A message with calls comes without the reasoning that led to them.',
    why: 'Clients drop fields they do not know; with thinking on, the API wants `reasoning_content` back.',
    messages: {
      missing: 'This message makes calls and has no `reasoning_content`.',
      several: 'This message and {others} more make calls and have no `reasoning_content`.',
      add: 'Write a reasoning that says none was recorded',
    },
  },
  checkConversation(scope, report) {
    const { conversation, foreign, valueOf } = scope
    const thinks = thinking(scope)
    if (foreign || thinks === 'off' || conversation.kind === 'response') return
    const withCalls = conversation.messages.filter(({ parts }) => parts.some((part) => part.type === 'tool-call'))
    const isReasoned = (message: Message): boolean => {
      const given = get(valueAt(valueOf(message.index), message.base), 'reasoning_content')
      return typeof given === 'string' && given !== ''
    }
    const missing = withCalls.filter((message) => message.role === 'assistant' && !isReasoned(message))
    const [first, ...others] = missing
    // Where nothing says that the model thinks, only a reasoning beside another call does.
    if (!first || (thinks === 'unknown' && missing.length === withCalls.length)) return
    report({
      messageId: others.length > 0 ? 'several' : 'missing',
      at: placeOf(first),
      data: { others: others.length },
      related: others.map(placeOf),
      ...(thinks === 'unknown' && { severity: 'warning' }),
    })
  },
  fix: ({ at, related = [] }) => [
    {
      titleId: 'add',
      safety: 'review',
      when: ALWAYS,
      edits: [at, ...related].map((place) => ({ type: 'set' as const, at: place, json: JSON.stringify(NO_REASONING) })),
    },
  ],
})

function placeOf({ index, base }: Message): { message: number; steps: Message['base'] } {
  return { message: index, steps: [...base, 'reasoning_content'] }
}

/** What the request says about thinking; else its model, which thinks unless it is told not to. */
function thinking({ conversation: { body }, target }: Scope): 'on' | 'off' | 'unknown' {
  const said = get(get(body, 'thinking'), 'type') ?? get(body, 'enable_thinking')
  if (said === 'enabled' || said === true) return 'on'
  if (said === 'disabled' || said === false) return 'off'
  const model = get(body, 'model')
  return typeof model === 'string' && target.messages?.thinkingModels?.test(model) ? 'on' : 'unknown'
}
