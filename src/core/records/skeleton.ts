import { parseJson } from '../json/parse-json.ts'
import { decode } from '../source/source.ts'
import type { SourceBytes } from '../source/source-bytes.ts'
import type { Group, Layout } from './layout.ts'

/** The object around a list of messages, with the list emptied: small, however long the conversation is. */
export interface Skeleton {
  readonly text: string
  readonly value: unknown
}

export function skeletonOf(source: SourceBytes, layout: Layout, group: Group): Skeleton {
  const { body, slots } = group
  const list = listOf(layout, group)
  if (!body || !list) return { text: '{}', value: undefined }
  const slice = (start: number, end: number): string => decode(source.read(start, end))
  const emptied = slots.length > 0 ? '' : slice(list.innerStart, list.innerEnd)
  const text = slice(body.start, list.innerStart) + emptied + slice(list.innerEnd, body.end)
  return { text, value: parseJson(text) }
}

/** The list a body's conversation stands in; an empty one has no slot to ask, so its place tells. */
function listOf(layout: Layout, { body, slots }: Group): Layout['lists'][number] | undefined {
  const first = slots[0]
  if (first) return layout.lists[first.list]
  return layout.lists.find((list) => body !== null && list.innerStart > body.start && list.innerEnd < body.end)
}
