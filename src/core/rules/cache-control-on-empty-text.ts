import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'

export const cacheControlOnEmptyText = defineRule({
  meta: {
    id: 'cache-control-on-empty-text',
    // Before the empty text itself, which then goes as any other.
    phase: 'shape',
    severity: 'error',
    what: 'An empty text carries a cache mark.',
    why: 'Clients mark the last part of a message, whatever it is; there is nothing in this one to keep.',
    messages: { marked: 'This text is empty and carries `cache_control`.', remove: 'Take the cache mark off' },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (format.resultsIn !== 'next-message') return
    const steps = [...message.base, 'content']
    for (const j of markedIn(valueAt(value, steps)))
      report({ messageId: 'marked', at: { message: message.index, steps: [...steps, j] } })
  },
  checkConversation({ conversation: { body }, format }, report) {
    if (format.resultsIn !== 'next-message') return
    for (const j of markedIn(get(body, 'system'))) report({ messageId: 'marked', at: { message: null, steps: ['system', j] } })
  },
  fix: ({ at }) => [
    {
      titleId: 'remove',
      safety: 'safe',
      when: ALWAYS,
      edits: [{ type: 'remove', at: { ...at, steps: [...at.steps, 'cache_control'] } }],
    },
  ],
})

/** Positions of such parts. */
function markedIn(parts: unknown): number[] {
  if (!Array.isArray(parts)) return []
  return parts.flatMap((part: unknown, j) => (get(part, 'text') === '' && isObject(get(part, 'cache_control')) ? [j] : []))
}
