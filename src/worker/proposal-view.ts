import type { FormatId } from '../core/problem.ts'
import type { Proposal } from '../core/repair/proposal.ts'
import { applyTextEdits, type TextEdit } from '../core/source/text-edit.ts'
import { openWorkbench } from '../core/open-source.ts'
import type { SourceReader } from '../core/source-reader.ts'
import type { LocalBench, Workbench } from '../core/workbench.ts'
import { alignRows, type AlignedRow, type AlignedSide } from './align-rows.ts'
import { LARGE } from './content.ts'
import { openOptions, type OpenVersion } from './open-version.ts'
import { textHunks } from './hunks.ts'
import type { MarkedRow, ProposalView } from './protocol.ts'
import { touchedMessages } from './touched-messages.ts'
import { packEdits } from './versions.ts'

/** Rows the preview shows of each side; the counts in its footer are of everything. */
const MAX_ROWS = 60
/** Parts of a large source that a preview looks into. */
const MAX_PARTS = 8
/** Changes, losses and new problems that are told one by one; no text of them is longer than a page. */
const MAX_CHANGES = 500
const MAX_LOSSES = 50
const MAX_ADDED = 20
const MAX_TEXT = 4000

/** An edit with the place it has in the version after all edits. */
interface PlacedEdit extends TextEdit {
  readonly afterStart: number
  readonly afterEnd: number
}

/** A proposal with all a preview shows: changed lines, and the timeline around the changes before and after. */
export function viewProposal(version: OpenVersion, proposal: Proposal): ProposalView {
  const { edits, changes, losses, added, untouched } = proposal
  return {
    ...proposal,
    ...packEdits(edits),
    ...viewEdits(version, proposal),
    changes: changes.slice(0, MAX_CHANGES).map((change) => ({ ...change, before: cut(change.before), after: cut(change.after) })),
    losses: losses.slice(0, MAX_LOSSES).map((loss) => ({ ...loss, before: cut(loss.before) ?? '' })),
    added: added.slice(0, MAX_ADDED),
    totals: {
      edits: edits.length,
      changes: changes.length,
      messages: Math.max(touchedMessages(changes), untouched.of - untouched.messages),
      losses: losses.length,
      added: added.length,
      addedErrors: added.filter(({ severity }) => severity === 'error').length,
    },
    removes: changes.some(({ safety }) => safety === 'destructive'),
    choosable: isChoosable(version, proposal),
  }
}

/**
 * Changed in place, and not so large that it is repaired part by part: there the places of changes are those of a part.
 * A reply by itself is written anew, though its format stays the same.
 */
function isChoosable({ bytes, bench }: OpenVersion, { format, changes }: Proposal): boolean {
  const isAnew = format !== bench.inspection.format || changes.some(({ rule }) => rule === 'other-format')
  return !isAnew && bytes.length <= LARGE && changes.length <= MAX_CHANGES
}

/** The part of a version that is needed to show what edits do to it. */
export type EditedVersion = Pick<OpenVersion, 'bytes' | 'lines' | 'bench' | 'request'> & {
  readonly reading: { readonly reader: Pick<SourceReader, 'parallel'> }
}

type Edits = Pick<Proposal, 'edits' | 'format'>

/** What edits do to the meaning and to the text. */
export function viewEdits(version: EditedVersion, edits: Edits): ReturnType<typeof rowsOf> & ReturnType<typeof viewText> {
  return { ...rowsOf(version, edits), ...viewText(version, edits.edits) }
}

export function viewText(
  { bytes, lines }: Pick<OpenVersion, 'bytes' | 'lines'>,
  edits: readonly TextEdit[],
): Pick<ProposalView, 'hunks' | 'hunksLeftOut' | 'bytesIn' | 'bytesOut'> {
  const placed = placeEdits(edits)
  const { hunks, leftOut } = textHunks(bytes, edits, lines)
  return {
    hunks,
    hunksLeftOut: leftOut,
    bytesIn: placed.reduce((sum, { afterStart, afterEnd }) => sum + afterEnd - afterStart, 0),
    bytesOut: placed.reduce((sum, { start, end }) => sum + end - start, 0),
  }
}

function cut(text: string | null): string | null {
  return text !== null && text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}

/** The rows around the changes: of the whole where it is small, else of the parts that hold the first changes. */
function rowsOf(version: EditedVersion, proposal: Edits): Pick<ProposalView, 'rowsBefore' | 'rowsAfter' | 'readAs'> {
  const rowsBefore: MarkedRow[] = []
  const rowsAfter: MarkedRow[] = []
  let readAs: FormatId | null = null
  let next = 0
  for (let parts = 0; parts < MAX_PARTS && rowsBefore.length < MAX_ROWS; parts++) {
    const part = partAround(version, proposal.edits[next]?.start ?? 0)
    if (!part) break
    const end = part.start + part.bytes.length
    const first = next
    while (next < proposal.edits.length && proposal.edits[next]!.end <= end && next - first < MAX_ROWS) next += 1
    if (next === first && proposal.edits.length > 0) break // one that goes beyond its part
    const edits = proposal.edits
      .slice(first, next)
      .map(({ start, end: last, text }) => ({ start: start - part.start, end: last - part.start, text }))
    const rows = rowsOfPart(part, edits, proposal.format, version)
    rowsBefore.push(...inOrder(rows.before, rowsBefore))
    rowsAfter.push(...inOrder(rows.after, rowsAfter))
    readAs = rows.readAs
    if (next === proposal.edits.length) break
  }
  return { ...firstRows(rowsBefore, rowsAfter), readAs }
}

/** As many as are shown, up to the same place on both sides: what stays stands on both. */
function firstRows(before: readonly MarkedRow[], after: readonly MarkedRow[]): Pick<ProposalView, 'rowsBefore' | 'rowsAfter'> {
  const sides = [before, after].map((rows) => rows.slice(0, MAX_ROWS))
  const stay = Math.min(...sides.map((rows) => rows.filter(({ mark }) => mark === 'same').length))
  const [rowsBefore, rowsAfter] = sides.map((rows) => {
    let left = stay
    const end = rows.findIndex(({ mark }) => mark === 'same' && left-- === 0)
    return end < 0 ? rows : rows.slice(0, end)
  }) as [MarkedRow[], MarkedRow[]]
  return { rowsBefore, rowsAfter }
}

/** Rows on each side of a change that are read with it, where the whole is too much. */
const NEIGHBOURS = 40

/** A part of a source, small enough to be changed and read for a preview; `null`: there is none. */
function partAround({ bench, bytes, reading, request }: EditedVersion, offset: number): LocalBench | null {
  if (reading.reader.parallel !== null || bytes.length <= LARGE) return bench.around(offset)
  // One long conversation: the messages around the change, as a conversation by itself.
  const row = bench.rowAt(offset) ?? bench.rowAt(Math.max(0, offset - 1)) ?? bench.rowCount - 1
  const messages = bench.rows(Math.max(0, row - NEIGHBOURS), row + NEIGHBOURS).filter(({ type }) => type === 'message')
  const [first] = messages
  const last = messages.at(-1)
  if (!first || !last || last.span.end - first.span.start > LARGE) return null
  const inner = bytes.read(first.span.start, last.span.end)
  const list = new Uint8Array(inner.length + 2)
  list[0] = OPENING_BRACKET
  list.set(inner, 1)
  list[inner.length + 1] = CLOSING_BRACKET
  const options = { ...openOptions(request), format: bench.inspection.format }
  return { start: first.span.start - 1, bytes: list, bench: openWorkbench(list, options) }
}

const OPENING_BRACKET = 0x5b
const CLOSING_BRACKET = 0x5d

/** Rows of another part have numbers of their own: they go on after those that stand above them. */
function inOrder(rows: readonly MarkedRow[], above: readonly MarkedRow[]): MarkedRow[] {
  const last = above.at(-1)?.row.index
  if (last === undefined) return [...rows]
  return rows.map(({ row, mark }) => ({ row: { ...row, index: row.index + last + 2 }, mark }))
}

/** Rows on each side of those that are shown that are aligned with them: what looks new at an edge may only be out of sight. */
const CONTEXT = 24

function rowsOfPart(part: LocalBench, edits: readonly TextEdit[], format: FormatId | null, version: EditedVersion) {
  const { bytes, after, readAs } = openAfter(part, edits, format, version)
  const [chosenBefore, chosenAfter] = [new Set<number>(), new Set<number>()]
  for (const { start, end, afterStart, afterEnd } of placeEdits(edits)) {
    if (Math.max(chosenBefore.size, chosenAfter.size) > MAX_ROWS) break
    for (const row of rowsAround(part.bench, start, end)) chosenBefore.add(row)
    for (const row of rowsAround(after, afterStart, afterEnd)) chosenAfter.add(row)
  }
  const before = sideAround(part.bench, part.bytes, chosenBefore)
  const later = sideAround(after, bytes, chosenAfter)
  const isSameFormat = part.bench.inspection.format === after.inspection.format
  const aligned = alignRows(before, later, isSameFormat)
  /** What stands on one side stands on the other too, if it is there. */
  function shown(side: AlignedSide, marks: readonly AlignedRow[], chosen: ReadonlySet<number>, others: ReadonlySet<number>) {
    const otherRows = side === before ? later.rows : before.rows
    return side.rows.flatMap((row, i): MarkedRow[] => {
      const { mark, other } = marks[i]!
      const isShown = chosen.has(row.index) || (other !== null && others.has(otherRows[other]!.index))
      return isShown ? [{ row, mark }] : []
    })
  }
  return {
    before: shown(before, aligned.before, chosenBefore, chosenAfter),
    after: shown(later, aligned.after, chosenAfter, chosenBefore),
    readAs,
  }
}

function sideAround(bench: Workbench, bytes: Uint8Array, chosen: ReadonlySet<number>): AlignedSide {
  const wide = new Set<number>()
  for (const row of chosen) {
    for (let near = Math.max(0, row - CONTEXT); near <= Math.min(bench.rowCount - 1, row + CONTEXT); near++) wide.add(near)
  }
  const decoder = new TextDecoder()
  return {
    rows: [...wide].toSorted((a, b) => a - b).flatMap((row) => bench.rows(row, row + 1)),
    text: (start, end) => decoder.decode(bytes.subarray(start, end)),
  }
}

/** A repair for another API writes its format: what the user said about the text before does not hold for the one after. */
function openAfter(
  part: LocalBench,
  edits: readonly TextEdit[],
  format: FormatId | null,
  { bench, request }: EditedVersion,
): { bytes: Uint8Array; after: Workbench; readAs: FormatId | null } {
  const bytes = applyTextEdits(part.bytes, edits)
  const detected = openOptions({ ...request, format: null })
  const after = openWorkbench(bytes, detected)
  // A part need not look like the whole of which it is a part.
  const isPart = part.bytes.length < bench.inspection.source.bytes
  const stays = isPart && format === bench.inspection.format ? request.format : format
  if (format === null || after.inspection.format === format) return { bytes, after, readAs: isPart ? stays : null }
  return { bytes, after: openWorkbench(bytes, { ...detected, format }), readAs: stays }
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

/** The rows that show a stretch of bytes, with one neighbour on both sides. */
function rowsAround(bench: Workbench, start: number, end: number): number[] {
  const first = bench.rowAt(Math.max(0, start - 1)) ?? bench.rowAt(start) ?? bench.rowAt(end)
  const last = bench.rowAt(end) ?? bench.rowAt(Math.max(start, end - 1)) ?? first
  if (first === null || last === null) {
    // A rewrite of everything begins and ends where no row stands.
    const [top] = bench.rows(0, 1)
    const covers = top !== undefined && start <= top.span.start && top.span.end <= end
    return covers ? rangeOf(0, bench.rowCount) : []
  }
  return rangeOf(
    Math.max(0, Math.min(first, last) - 1),
    Math.min(bench.rowCount, endOfExchange(bench, Math.max(first, last)) + 1),
  )
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(to - from, MAX_ROWS)) }, (_, i) => from + i)
}

/** The row after the calls, results and slots that go on from a row. */
function endOfExchange(bench: Workbench, from: number): number {
  const next = bench.rows(from + 1, from + 12).find(({ type }) => type !== 'call' && type !== 'result' && type !== 'slot')
  return next?.index ?? Math.min(bench.rowCount, from + 12)
}
