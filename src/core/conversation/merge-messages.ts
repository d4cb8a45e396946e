/** Neighbours of one role as one message, for APIs whose sides take turns. */
import type { Edit } from './edit.ts'
import { valueAt } from './value-at.ts'
import type { FormatTraits } from './writing.ts'
import { minifyJson, printJson, RawJson } from '../json/print.ts'
import type { ListItem } from '../json/rebuild-list.ts'
import type { Steps } from '../json/path.ts'

interface Messages {
  readonly format: FormatTraits
  readonly valueOf: (message: number) => unknown
  readonly textAt: (message: number, steps: Steps) => string | null
}

/** Edits that put all parts into the first of the messages. */
export function mergeMessages(indexes: readonly number[], { format, valueOf, textAt }: Messages): Edit[] {
  const [first, ...others] = indexes
  if (first === undefined || others.length === 0) return []
  const steps = [format.partsKey]
  const partsOf = (message: number): string[] => {
    const parts = valueAt(valueOf(message), steps)
    if (parts === undefined || parts === null) return []
    if (typeof parts === 'string') return [printJson(format.writeText(new RawJson(textAt(message, steps) ?? '""')))]
    if (Array.isArray(parts)) return parts.map((_, i) => textAt(message, [...steps, i]) ?? 'null')
    return [printJson(format.writeText(minifyJson(textAt(message, steps) ?? '')))]
  }
  const own = valueAt(valueOf(first), steps)
  const parts = others.flatMap(partsOf)
  const isList = Array.isArray(own)
  return [
    isList
      ? { type: 'list', at: { message: first, steps }, items: [...own.map((_, i): ListItem => i), ...parts] }
      : { type: 'set', at: { message: first, steps }, json: `[${[...partsOf(first), ...parts].join(', ')}]` },
    ...others.map((message): Edit => ({ type: 'remove', at: { message, steps: [] } })),
  ]
}
