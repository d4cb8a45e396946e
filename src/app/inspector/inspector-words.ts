import type { TimelineRow } from '../../core/timeline/row.ts'
import { words } from '../words.ts'

/** What the selected row is, in a few words. */
export function titleOf(row: TimelineRow): string {
  switch (row.type) {
    case 'message':
      return words.inspector.message(row.number, row.roleWord)
    case 'call':
      return words.inspector.call(row.tool)
    case 'result':
      return words.inspector.result(row.tool)
    case 'slot':
      return words.inspector.slot[row.missing]
    case 'unparsed':
      return words.timeline.unparsed
    case 'lane':
      return row.title
  }
}

/** How the pair was found: a fact or a guess, said as such. */
export function tieOf(row: TimelineRow): string | null {
  if (row.type !== 'call' && row.type !== 'result') return null
  if (row.partners.length === 0) return row.situation === 'embedded' ? words.inspector.ties.structure : words.inspector.unpaired
  return row.tie === null ? null : words.inspector.ties[row.tie]
}
