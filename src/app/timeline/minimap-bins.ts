/**
 * From bins to pixels. A bin stands for some rows, from none to thousands: of `n` bins over `rows` rows, row `r` is in bin
 * `⌊r · n / rows⌋`. The strip shows the whole list in its height; all lengths are CSS pixels from its upper edge.
 */
import type { RowBins } from '../../core/timeline/row-marks.ts'
import { countBelow } from '../ui/count-below.ts'

/** A problem mark is this high, and no two share a place: a worse one keeps it. */
export const MARK_PX = 10
/** The box of a long list would be too thin to see or to grab. */
const SMALLEST_BOX_PX = 12

/** The codes of `RowBins`. */
const severities = [null, 'info', 'warning', 'error'] as const
const roles = [null, 'system', 'user', 'assistant', 'call', 'result'] as const

export type BinSeverity = NonNullable<(typeof severities)[number]>
export type BinRole = NonNullable<(typeof roles)[number]>

export interface Stretch {
  readonly y: number
  readonly height: number
}

/** The rows in view, in rows and parts of rows. */
export interface InView {
  readonly top: number
  readonly bottom: number
}

/** As many bins as the strip has pixels; never more than there are rows. */
export function binsFor(height: number, rows: number): number {
  return Math.max(0, Math.min(Math.floor(height), rows))
}

/** Bins that follow each other with the same role, as one stretch. */
export function roleStretches({ role }: RowBins, height: number): (Stretch & { readonly role: BinRole })[] {
  const stretches: (Stretch & { role: BinRole })[] = []
  const bin = height / role.length
  for (let from = 0; from < role.length; ) {
    let to = from + 1
    while (to < role.length && role[to] === role[from]) to += 1
    const name = roles[role[from] ?? 0]
    if (name) stretches.push({ y: from * bin, height: (to - from) * bin, role: name })
    from = to
  }
  return stretches
}

/** Where problem marks stand, by their middle: one for each place of a mark's height, of the worst bin there. */
export function problemMarks({ worst }: RowBins, height: number): { readonly y: number; readonly severity: BinSeverity }[] {
  const places = Math.max(1, Math.floor(height / MARK_PX))
  const found = new Map<number, number>()
  for (let bin = 0; bin < worst.length; bin++) {
    if (!worst[bin]) continue
    const place = Math.min(places - 1, Math.floor((bin / worst.length) * places))
    const before = found.get(place)
    if (before === undefined || (worst[before] ?? 0) < (worst[bin] ?? 0)) found.set(place, bin)
  }
  return [...found].flatMap(([place, bin]) => {
    const severity = severities[worst[bin] ?? 0]
    return severity ? [{ y: (place + 0.5) * (height / places), severity }] : []
  })
}

/** The middle of a row. */
export function yOfRow(row: number, rows: number, height: number): number {
  return rows === 0 ? 0 : ((row + 0.5) / rows) * height
}

/** The box around what is in view. */
export function viewBox({ top, bottom }: InView, rows: number, height: number): Stretch {
  const shown = Math.min(bottom - top, rows)
  const box = Math.min(height, Math.max(SMALLEST_BOX_PX, (shown / Math.max(1, rows)) * height))
  const hidden = rows - shown
  return { y: hidden <= 0 ? 0 : Math.min(1, top / hidden) * (height - box), height: box }
}

/** The place the list has to begin at, in rows, for the box to begin at `y`; `rows` where that is as far as it goes. */
export function topForBox(y: number, { top, bottom }: InView, rows: number, height: number): number {
  const shown = Math.min(bottom - top, rows)
  const room = height - viewBox({ top, bottom }, rows, height).height
  if (room <= 0 || y <= 0) return 0
  return y >= room ? rows : (y / room) * (rows - shown)
}

/** The row a reader is told to be at: the selected one if it is in view, else the one in the middle, or the end there is. */
export function currentRow({ top, bottom }: InView, rows: number, selected: number | null): number {
  if (selected !== null && selected >= Math.floor(top) && selected < Math.ceil(bottom)) return selected
  if (top <= 0) return 0
  if (bottom >= rows) return rows - 1
  return Math.floor((top + bottom) / 2)
}

/** How many of the sorted rows are in view. */
export function countInView(sorted: ArrayLike<number>, { top, bottom }: InView): number {
  return countBelow(sorted, Math.ceil(bottom)) - countBelow(sorted, Math.floor(top))
}

/** The next of the sorted rows after the current one, or the one before it; around at the ends. `null` when there is none. */
export function nextRow(sorted: ArrayLike<number>, current: number, direction: 1 | -1): number | null {
  const { length } = sorted
  if (length === 0) return null
  const at = direction === 1 ? countBelow(sorted, current + 1) : countBelow(sorted, current) - 1
  return sorted[(at + length) % length] ?? null
}
