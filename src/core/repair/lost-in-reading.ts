import { formatPath } from '../json/path.ts'
import { locate } from '../place-problems.ts'
import type { Loss } from '../problem.ts'
import type { Reading } from '../reading.ts'
import { decode } from '../source/source.ts'

/** What a document says that its conversations do not: records that are no messages of them, and lines that are no JSON. */
export function lostInReading(reading: Reading): Loss[] {
  const counted = [...(reading.lost ?? [])].map(([what, count]): Loss => ({ path: '', what: `${count} ${what}`, before: '' }))
  const unread = reading.conversations.flatMap((read) =>
    read.conversation.messages.flatMap(({ index, malformed }): Loss[] => {
      if (malformed !== 'unparsed') return []
      const { start, end } = locate(reading, read, { message: index, steps: [] }).span
      const path = formatPath(read.group.slots[index]!.path)
      return [{ path, what: 'a line that is not JSON', before: decode(reading.source.bytes, start, end) }]
    }),
  )
  return [...counted, ...unread]
}
