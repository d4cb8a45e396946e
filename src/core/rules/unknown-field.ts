import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'
import type { Message } from '../conversation/message.ts'
import type { Steps } from '../json/path.ts'
import type { KnownFields } from '../targets/target.ts'

/** Parts have closed schemas: an API refuses any other field there. */
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
  checkMessage(message, value, { format, foreign, conversation, target }, report) {
    if (foreign || message.malformed !== null || conversation.kind === 'response') return
    const inRow = conversation.kind === 'rows'
    const extras =
      format.resultsIn === 'next-messages'
        ? chatExtras(message, value, target.fields ?? {}, inRow)
        : partExtras(message, value, inRow)
    for (const steps of extras)
      report({
        messageId: 'unknown',
        at: { message: message.index, steps },
        data: { field: String(steps.at(-1)), role: message.roleWord },
      })
  },
  checkConversation({ conversation: { body }, target: { fields }, foreign }, report) {
    const tools = get(body, 'tools')
    if (foreign || !Array.isArray(tools) || !fields) return
    tools.forEach((_, i) => {
      const type = get(tools[i], 'type')
      if (type !== undefined && type !== 'function') return
      const own = fields.tool ? extrasOf(tools, [i], fields.tool) : []
      const inside = fields.toolFunction ? extrasOf(tools, [i, 'function'], fields.toolFunction) : []
      for (const steps of [...own, ...inside])
        report({
          messageId: 'unknown',
          at: { message: null, steps: ['tools', ...steps] },
          data: { field: String(steps.at(-1)), role: '' },
        })
    })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'review', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})

function chatExtras(message: Message, value: unknown, fields: KnownFields, inRow: boolean): Steps[] {
  const extras: Steps[] = fields.message && !inRow && message.roleWord !== '' ? extrasOf(value, message.base, fields.message) : []
  for (const part of message.parts) {
    if (part.type !== 'tool-call' || part.style !== 'plain' || part.exact) continue
    if (fields.call) extras.push(...extrasOf(value, part.steps, fields.call))
    if (fields.function) extras.push(...extrasOf(value, [...part.steps, 'function'], fields.function))
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

function extrasOf(value: unknown, steps: Steps, fields: readonly string[] | ReadonlySet<string>): Steps[] {
  const inner = valueAt(value, steps)
  const known = new Set(fields)
  return isObject(inner)
    ? Object.keys(inner)
        .filter((key) => !known.has(key))
        .map((key) => [...steps, key])
    : []
}
