/** Neighbours of one role as one message, for APIs whose sides take turns. */
import type { Edit } from '../conversation/edit.ts'
import { valueAt } from '../conversation/value-at.ts'
import { printJson, RawJson } from '../json/print.ts'
import type { ListItem } from '../json/rebuild-list.ts'
import type { Scope } from './rule.ts'

/** Edits that put all parts into the first of the messages; `null` where one of them holds no list of parts. */
export function mergeMessages(indexes: readonly number[], scope: Scope): Edit[] | null {
  const { format, valueOf, textAt } = scope
  const [first, ...others] = indexes
  if (first === undefined || others.length === 0) return null
  const steps = [format.partsKey]
  const own = valueAt(valueOf(first), steps)
  if (!Array.isArray(own)) return null
  const items: ListItem[] = own.map((_, i) => i)
  for (const other of others) {
    const parts = valueAt(valueOf(other), steps)
    if (typeof parts === 'string') items.push(printJson(format.writeText(new RawJson(textAt(other, steps) ?? '""'))))
    else if (Array.isArray(parts)) items.push(...parts.map((_, i) => textAt(other, [...steps, i]) ?? 'null'))
    else return null
  }
  return [
    { type: 'list', at: { message: first, steps }, items },
    ...others.map((message): Edit => ({ type: 'remove', at: { message, steps: [] } })),
  ]
}
