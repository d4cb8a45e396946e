/**
 * A sequence is a source of many lines of which each is a request by itself, like a log of an API: it is read piece by
 * piece, in memory that does not grow with it. Which sources are read so is settled here, by their beginning alone.
 */
import type { Detected } from '../formats/detect.ts'
import { targetOf } from '../target-for.ts'
import type { InspectOptions } from '../problem.ts'
import { readSource, recordKinds } from '../reading.ts'
import type { Records } from '../records/records.ts'
import { readRequestLine } from '../records/request-line.ts'
import { decode, sourceOf } from '../source/source.ts'
import { targets } from '../targets/index.ts'
import type { SequencePlan } from './piece-report.ts'

/** A smaller source is read as a whole: quicker, and nothing is won by dividing it. */
export const SMALLEST_SEQUENCE = 4_000_000
/** Bytes of one piece: a moment's work, and far more than a line has. */
export const PIECE_SIZE = 1_000_000

export interface Sequence {
  readonly plan: SequencePlan
  readonly detected: Detected
}

/** Looks at whole lines from the beginning of a large source; `null`: it is not such a sequence. */
export function findSequence(head: Uint8Array, { format, target }: InspectOptions): Sequence | null {
  if (!beginsWithRequests(head)) return null
  const preferred = targets.find(({ id }) => id === target)?.format
  const reading = readSource(sourceOf(head), format, preferred)
  const { layout, unwrapped, detected } = reading
  if (reading.format?.reads !== 'records' || unwrapped.bytes !== head || layout.container !== 'jsonl') return null
  if (!layout.groups.some(({ request }) => request)) return null
  // Other lines are few and broken; where they are records, calls and results on different lines belong together.
  const strays = reading.conversations.filter(({ group }) => group.line === null)
  if (strays.some(({ records }) => holdsValue(records))) return null
  return { plan: { format: reading.format.id, target: targetOf(target, reading.format).id }, detected }
}

/** Looks at a few lines only: what is no sequence must not cost more than a moment. */
function beginsWithRequests(head: Uint8Array): boolean {
  for (let at = 0, line = 0; at < head.length && line < LOOKED_AT; line++) {
    const newline = head.indexOf(10, at)
    const end = newline < 0 ? head.length : newline
    if (readRequestLine(decode(head, at, end), recordKinds)) return true
    at = end + 1
  }
  return false
}

const LOOKED_AT = 20

function holdsValue(records: Records): boolean {
  for (let index = 0; index < records.count; index++) if (records.value(index) !== undefined) return true
  return false
}
