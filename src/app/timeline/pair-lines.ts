import type { CallRow, ResultRow, TimelineRow } from '../../core/timeline/row.ts'

/** How a tie is drawn: a fact solid, a match by place dashed, a guess dotted, a second answer double, a missing half a stub, and one nobody misses yet a neutral stub. */
export type LineStyle = 'solid' | 'dashed' | 'dotted' | 'double' | 'missing' | 'pending'

export interface PairLine {
  /** Upper and lower row; one of them may be out of view. */
  readonly from: number
  readonly to: number
  /** Column of the gutter, from 0 at the side of the text. */
  readonly track: number
  readonly style: LineStyle
  readonly isSelected: boolean
  /** The result stands above its call: the line has an arrowhead at its upper end. */
  readonly pointsUp: boolean
}

/** What one row draws of a line. */
export interface Segment {
  readonly line: PairLine
  readonly part: 'begin' | 'through' | 'end'
}

/** More lines side by side than this are a tangle; rows without one still have their buttons. */
export const MOST_TRACKS = 5

/**
 * The lines between the drawn rows. `tracks` remembers the column of each line, so that lines do not jump while others
 * scroll in and out; it is changed in place.
 */
export function pairLines(rows: readonly TimelineRow[], selected: number | null, tracks: Map<string, number>): PairLine[] {
  const ties = new Map<string, Omit<PairLine, 'track'>>()
  for (const row of rows) {
    for (const tie of tiesOf(row, rows, selected)) ties.set(keyOf(tie), tie)
  }
  const sorted = [...ties.values()].toSorted((a, b) => a.from - b.from || a.to - b.to)
  const placed: PairLine[] = []
  // Lines that were drawn before choose first.
  for (const tie of [...sorted.filter((t) => tracks.has(keyOf(t))), ...sorted.filter((t) => !tracks.has(keyOf(t)))]) {
    const taken = new Set(placed.filter((line) => line.from <= tie.to && tie.from <= line.to).map(({ track }) => track))
    const before = tracks.get(keyOf(tie))
    const track = before !== undefined && !taken.has(before) ? before : firstFree(taken)
    if (track !== null) placed.push({ ...tie, track })
  }
  tracks.clear()
  for (const line of placed) tracks.set(keyOf(line), line.track)
  return placed
}

export function segmentsAt(lines: readonly PairLine[], index: number): Segment[] {
  return lines
    .filter(({ from, to }) => from <= index && index <= to)
    .map((line) => ({ line, part: index === line.from ? 'begin' : index === line.to ? 'end' : 'through' }))
}

/** Call and result directly under each other share a capsule instead of a line; parallel calls keep to lines, all alike. */
export function capsuleOf(row: TimelineRow, rows: readonly TimelineRow[]): 'top' | 'bottom' | 'whole' | null {
  if (row.type === 'result') {
    const call = rowAt(rows, row.partners[0] ?? -1)
    return call?.index === row.index - 1 && capsuleOf(call, rows) === 'top' ? 'bottom' : null
  }
  if (row.type !== 'call') return null
  if (row.situation === 'embedded' && row.partners.length === 0) return 'whole'
  const isPair = row.situation === 'paired-adjacent' || row.situation === 'embedded'
  return isPair && !row.group && row.partners.length === 1 && row.partners[0] === row.index + 1 ? 'top' : null
}

function tiesOf(row: TimelineRow, rows: readonly TimelineRow[], selected: number | null): Omit<PairLine, 'track'>[] {
  switch (row.type) {
    case 'call':
      return row.partners
        .filter(() => capsuleOf(row, rows) === null)
        .map((result) => tie(row.index, result, styleOf(row, rowAt(rows, result)), selected))
    case 'result':
      return row.partners
        .filter(() => capsuleOf(row, rows) === null)
        .map((call) => tie(call, row.index, styleOf(rowAt(rows, call), row), selected))
    case 'slot': {
      const half = row.missing === 'result' ? callBefore(row.callId, row.index, rows) : rowAt(rows, row.index + 1)
      if (!half || (half.type !== 'call' && half.type !== 'result')) return []
      return [tie(half.index, row.index, row.severity === 'error' ? 'missing' : 'pending', selected)]
    }
    default:
      return []
  }
}

function tie(call: number, result: number, style: LineStyle, selected: number | null): Omit<PairLine, 'track'> {
  const isSelected = selected === call || selected === result
  const pointsUp = style !== 'missing' && style !== 'pending' && result < call
  return { from: Math.min(call, result), to: Math.max(call, result), style, isSelected, pointsUp }
}

/** Both ends know something: the call how it was tied, the result whether it is a second answer. */
function styleOf(call: TimelineRow | undefined, result: TimelineRow | undefined): LineStyle {
  const ends = [call, result].filter((end): end is CallRow | ResultRow => end?.type === 'call' || end?.type === 'result')
  const situations = ends.map(({ situation }) => situation)
  if (result?.type === 'result' && (result.situation === 'duplicate-same' || result.situation === 'duplicate-different'))
    return 'double'
  if (situations.includes('reused-id')) return 'dotted'
  if (situations.includes('matched-by-position') || ends.some((end) => end.tie === 'position' || end.tie === 'name-and-order')) {
    return 'dashed'
  }
  return 'solid'
}

function callBefore(callId: string | null, index: number, rows: readonly TimelineRow[]): TimelineRow | undefined {
  return rows.findLast((row) => row.index < index && row.type === 'call' && row.callId === callId && row.partners.length === 0)
}

function rowAt(rows: readonly TimelineRow[], index: number): TimelineRow | undefined {
  const first = rows[0]?.index ?? 0
  const guess = rows[index - first]
  return guess?.index === index ? guess : rows.find((row) => row.index === index)
}

function keyOf({ from, to }: { from: number; to: number }): string {
  return `${from}-${to}`
}

function firstFree(taken: ReadonlySet<number>): number | null {
  for (let track = 0; track < MOST_TRACKS; track++) if (!taken.has(track)) return track
  return null
}
