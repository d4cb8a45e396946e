import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'
import type { Message } from '../conversation/message.ts'
import type { Steps } from '../json/path.ts'

/** Where the schema is closed: an API refuses any other field there. Elsewhere extra fields are taken or ignored. */
const CHAT_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  call: new Set(['id', 'type', 'function', 'custom', 'extra_content']),
  function: new Set(['name', 'arguments']),
}
const PART_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  message: new Set(['role', 'content']),
  text: new Set(['type', 'text', 'cache_control', 'citations']),
  tool_use: new Set(['type', 'id', 'name', 'input', 'cache_control', 'caller']),
  tool_result: new Set(['type', 'tool_use_id', 'content', 'is_error', 'cache_control']),
  thinking: new Set(['type', 'thinking', 'signature']),
  redacted_thinking: new Set(['type', 'data']),
}

export const unknownField = defineRule({
  meta: {
    id: 'unknown-field',
    phase: 'contents',
    severity: 'error',
    what: 'An entry has a field that is not part of its schema.',
    why: 'Fields of responses, of streams and of libraries are not taken back in a request.',
    messages: { unknown: '`{field}` is no field the API knows here.', remove: 'Leave `{field}` out' },
  },
  passesPlain: true,
  checkMessage(message, value, { format, foreign, conversation }, report) {
    if (foreign || message.malformed !== null || conversation.kind === 'response') return
    const extras =
      format.resultsIn === 'next-messages' ? chatExtras(message, value) : partExtras(message, value, conversation.kind === 'rows')
    for (const steps of extras)
      report({ messageId: 'unknown', at: { message: message.index, steps }, data: { field: String(steps.at(-1)) } })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'review', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})

function chatExtras(message: Message, value: unknown): Steps[] {
  const extras: Steps[] = []
  for (const part of message.parts) {
    if (part.type !== 'tool-call' || part.style !== 'plain' || part.exact) continue
    extras.push(...extrasOf(value, part.steps, CHAT_FIELDS['call']!))
    extras.push(...extrasOf(value, [...part.steps, 'function'], CHAT_FIELDS['function']!))
  }
  return extras
}

function partExtras(message: Message, value: unknown, inRow: boolean): Steps[] {
  const content = get(valueAt(value, message.base), 'content')
  const own = inRow ? [] : extrasOf(value, message.base, PART_FIELDS['message']!)
  if (!Array.isArray(content)) return own
  const inParts = content.flatMap((part, j) => {
    const type = get(part, 'type')
    const fields = typeof type === 'string' && Object.hasOwn(PART_FIELDS, type) ? PART_FIELDS[type] : undefined
    return fields && type !== 'message' ? extrasOf(value, [...message.base, 'content', j], fields) : []
  })
  return [...own, ...inParts]
}

function extrasOf(value: unknown, steps: Steps, fields: ReadonlySet<string>): Steps[] {
  const inner = valueAt(value, steps)
  return isObject(inner)
    ? Object.keys(inner)
        .filter((key) => !fields.has(key))
        .map((key) => [...steps, key])
    : []
}
