/**
 * The core as the page's worker uses it: one opened version of a source, asked for rows, details and proposals.
 * `inspect()` and `repair()` of the library are two short questions to the same pipeline.
 */
import type { EditableRow, EditCheck, RowEdit } from './editing/row-edit.ts'
import type { RunnerUp } from './formats/detect.ts'
import type { FieldSuggestion } from './formats/fields/suggest-fields.ts'
import type { Inspection, RepairOptions } from './problem.ts'
import type { Proposal } from './repair/proposal.ts'
import type { Standing } from './standings.ts'
import type { RowBins } from './timeline/row-marks.ts'
import type { RowDetail, TimelineRow } from './timeline/row.ts'

/** A part of a source that is small enough to be worked on by itself; a small source is its own part. */
export interface LocalBench {
  /** Offset of its first byte in the source. */
  readonly start: number
  readonly bytes: Uint8Array
  /** Its rows and problems by themselves: numbers and offsets count from its beginning. */
  readonly bench: Workbench
}

export interface Workbench {
  readonly inspection: Inspection
  /** Title of the format a repair for this target writes, where the source is written in another one. */
  readonly rewrittenAs: string | null
  readonly rowCount: number
  /** Formats that could read it too, best first. */
  readonly runnersUp: readonly RunnerUp[]
  /** What a user could name to have a source read that nobody knows; `null` where that makes no sense. */
  readonly fields: () => FieldSuggestion | null
  rows: (from: number, to: number) => TimelineRow[]
  /** `null` when there is no such row. */
  detail: (row: number) => RowDetail | null
  rowOfProblem: (problem: number) => number | null
  /** The row that shows a byte of the source; `null` when none does. */
  rowAt: (offset: number) => number | null
  /** The first row of the message with this number, as the target counts; of the first conversation that has one. */
  rowOfMessage: (number: number) => number | null
  /** All rows in at most so many bins of equal size, for the minimap. */
  bins: (count: number) => RowBins
  /** The part of the source around a byte. */
  around: (offset: number) => LocalBench
  /** What can be done with a row by hand; `null` when there is no such row. */
  editable: (row: number) => EditableRow | null
  checkEdit: (row: number, edit: RowEdit) => EditCheck
  proposeEdit: (row: number, edit: RowEdit) => Proposal | null
  proposeFix: (problem: number, fix: number, options: RepairOptions) => Proposal
  proposeRepair: (options: RepairOptions) => Proposal
  /** The same in steps of a moment each, which yield the bytes that were repaired; only where it takes longer than that. */
  readonly repairSteps?: (options: RepairOptions) => Generator<number, Proposal, undefined>
  /** How the source stands with every target, in steps of a moment each; only where it need not be read again for that. */
  readonly standings?: () => Generator<undefined, readonly Standing[], undefined>
}
