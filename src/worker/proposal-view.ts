import type { FormatId } from '../core/problem.ts'
import type { Proposal } from '../core/repair/proposal.ts'
import { applyTextEdits, type TextEdit } from '../core/source/text-edit.ts'
import type { TimelineRow } from '../core/timeline/row.ts'
import { openWorkbench } from '../core/open-source.ts'
import type { Workbench } from '../core/workbench.ts'
import { openOptions, type OpenVersion } from './open-version.ts'
import { textHunks } from './hunks.ts'
import type { OpenRequest, ProposalView, RowMark } from './protocol.ts'

/** Rows the preview shows of each side; the counts in its footer are of everything. */
const MAX_ROWS = 60

/** An edit with the place it has in the version after all edits. */
interface PlacedEdit extends TextEdit {
  readonly afterStart: number
  readonly afterEnd: number
}

/** A proposal with all a preview shows: changed lines, and the timeline around the changes before and after. */
export function viewProposal(version: OpenVersion, proposal: Proposal): ProposalView {
  const { bytes, bench, lines, request } = version
  const edits = placeEdits(proposal.edits)
  const { after, readAs } = openAfter(applyTextEdits(bytes, proposal.edits), proposal.format, request)
  const before = rowsAround(
    bench,
    edits.map(({ start, end }) => [start, end]),
  )
  const later = rowsAround(
    after,
    edits.map(({ afterStart, afterEnd }) => [afterStart, afterEnd]),
  )
  const { hunks, leftOut } = textHunks(bytes, proposal.edits, lines)
  return {
    ...proposal,
    readAs,
    hunks,
    hunksLeftOut: leftOut,
    bytesIn: edits.reduce((sum, { afterStart, afterEnd }) => sum + afterEnd - afterStart, 0),
    bytesOut: edits.reduce((sum, { start, end }) => sum + end - start, 0),
    rowsBefore: before.map((row) => ({ row, mark: markBefore(row, edits, later) })),
    rowsAfter: later.map((row) => ({ row, mark: markAfter(row, edits, before) })),
  }
}

/** A repair for another API writes its format: what the user said about the text before does not hold for the one after. */
function openAfter(
  bytes: Uint8Array,
  format: FormatId | null,
  request: OpenRequest,
): { after: Workbench; readAs: FormatId | null } {
  const detected = openOptions({ ...request, format: null })
  const after = openWorkbench(bytes, detected)
  if (format === null || after.inspection.format === format) return { after, readAs: null }
  return { after: openWorkbench(bytes, { ...detected, format }), readAs: format }
}

function placeEdits(edits: readonly TextEdit[]): PlacedEdit[] {
  const encoder = new TextEncoder()
  let shift = 0
  return edits.map((edit) => {
    const length = encoder.encode(edit.text).length
    const afterStart = edit.start + shift
    shift += length - (edit.end - edit.start)
    return { ...edit, afterStart, afterEnd: afterStart + length }
  })
}

/** The rows that show these stretches of bytes, each with one neighbour on both sides. */
function rowsAround(bench: Workbench, stretches: readonly (readonly [start: number, end: number])[]): TimelineRow[] {
  const wanted = new Set<number>()
  for (const [start, end] of stretches) {
    if (wanted.size > MAX_ROWS) break
    const first = bench.rowAt(Math.max(0, start - 1)) ?? bench.rowAt(start) ?? bench.rowAt(end)
    const last = bench.rowAt(end) ?? bench.rowAt(Math.max(start, end - 1)) ?? first
    if (first === null || last === null) {
      // A rewrite of everything begins and ends where no row stands.
      const [top] = bench.rows(0, 1)
      const covers = top !== undefined && start <= top.span.start && top.span.end <= end
      for (let row = 0; covers && row < Math.min(bench.rowCount, MAX_ROWS); row++) wanted.add(row)
      continue
    }
    const from = Math.max(0, Math.min(first, last) - 1)
    const to = Math.min(bench.rowCount, endOfExchange(bench, Math.max(first, last)) + 1)
    for (let row = from; row < Math.min(to, from + MAX_ROWS); row++) wanted.add(row)
  }
  return [...wanted]
    .toSorted((a, b) => a - b)
    .slice(0, MAX_ROWS)
    .flatMap((row) => bench.rows(row, row + 1))
}

/** The row after the calls, results and slots that go on from a row. */
function endOfExchange(bench: Workbench, from: number): number {
  const next = bench.rows(from + 1, from + 12).find(({ type }) => type !== 'call' && type !== 'result' && type !== 'slot')
  return next?.index ?? Math.min(bench.rowCount, from + 12)
}

function markBefore(row: TimelineRow, edits: readonly PlacedEdit[], later: readonly TimelineRow[]): RowMark {
  if (row.type === 'slot') return later.some((other) => isSameSlot(row, other)) ? 'same' : 'removed'
  const { start, end } = row.span
  if (edits.some((edit) => edit.end > edit.start && edit.start <= start && end <= edit.end)) return 'removed'
  return edits.some((edit) => isWithin(edit.start, edit.end, start, end)) ? 'changed' : 'same'
}

function markAfter(row: TimelineRow, edits: readonly PlacedEdit[], before: readonly TimelineRow[]): RowMark {
  if (row.type === 'slot') return before.some((other) => isSameSlot(row, other)) ? 'same' : 'added'
  const { start, end } = row.span
  if (edits.some((edit) => edit.afterEnd > edit.afterStart && edit.afterStart <= start && end <= edit.afterEnd)) return 'added'
  return edits.some((edit) => isWithin(edit.afterStart, edit.afterEnd, start, end)) ? 'changed' : 'same'
}

/** An edit at the edge of a row is its neighbour's. */
function isWithin(editStart: number, editEnd: number, start: number, end: number): boolean {
  return editStart === editEnd ? editStart > start && editStart < end : editStart < end && editEnd > start
}

function isSameSlot(slot: TimelineRow, other: TimelineRow): boolean {
  return slot.type === 'slot' && other.type === 'slot' && slot.callId === other.callId && slot.missing === other.missing
}
