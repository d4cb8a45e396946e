import type { Place } from './conversation/edit.ts'
import { scanObject } from './json/scan.ts'
import { formatPath, type Steps } from './json/path.ts'
import { findNode, parseTree } from './json/tree.ts'
import type { Span } from './problem.ts'
import type { ReadConversation, Reading } from './reading.ts'
import { byteOffsetsIn } from './source/line-index.ts'
import { decode } from './source/source.ts'

/** Path and bytes of a place; bytes are those of the source the user gave. */
export interface Located {
  readonly path: string
  readonly span: Span
}

/** Finds a place of a conversation in the source. A place that is not there stands for the nearest value around it. */
export function locate(reading: Reading, read: ReadConversation, { message, steps }: Place): Located {
  const besides = message === null ? read.records.inRequest?.(steps) : null
  const inner = besides?.span ?? (message === null ? bodySpan(reading, read, steps) : read.records.span(message, steps))
  const path = besides?.path ?? (message === null ? undefined : read.records.path?.(message, steps))
  const base =
    message === null ? (read.group.body?.path ?? read.group.path.slice(0, -1)) : (read.group.slots[message]?.path ?? [])
  const { map } = reading.unwrapped
  const start = map.toSource(inner.start)
  return { path: formatPath(path ?? [...base, ...steps]), span: { start, end: Math.max(start, map.toSource(inner.end)) } }
}

/** Walks into the request member by member, so that a long list of messages is never decoded for a place beside it. */
function bodySpan({ unwrapped, inner }: Reading, { group }: ReadConversation, steps: Steps): Span {
  const { body } = group
  if (!body) return { start: group.slots[0]?.start ?? 0, end: group.slots.at(-1)?.end ?? 0 }
  const members = body.members ?? scanObject(unwrapped.bytes, body.start, body.end)
  const member = members?.findLast(({ key }) => key === steps[0])
  if (!member) return { start: body.start, end: body.end }
  if (steps.length === 1) return { start: member.start, end: member.end }
  const bytes = inner.read(member.start, member.end)
  const text = decode(bytes)
  try {
    const { node } = findNode(parseTree(text), steps.slice(1))
    const offsets = byteOffsetsIn(bytes, text)
    return { start: member.start + (offsets?.[node.start] ?? node.start), end: member.start + (offsets?.[node.end] ?? node.end) }
  } catch {
    return { start: member.start, end: member.end }
  }
}
