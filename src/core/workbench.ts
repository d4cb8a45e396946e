/**
 * The core as the page's worker uses it: one opened version of a source, asked for rows, details and proposals.
 * `inspect()` and `repair()` of the library are two short questions to the same object.
 */
import type { FormatId, Inspection, RepairOptions, TargetId } from './problem.ts'
import type { Proposal } from './repair/proposal.ts'
import type { RowDetail, TimelineRow } from './timeline/row.ts'

export interface Workbench {
  readonly inspection: Inspection
  readonly rowCount: number
  rows: (from: number, to: number) => TimelineRow[]
  detail: (row: number) => RowDetail
  rowOfProblem: (problem: number) => number | null
  /** The row that shows a byte of the source; `null` when none does. */
  rowAt: (offset: number) => number | null
  proposeFix: (problem: number, fix: number, options: RepairOptions) => Proposal
  proposeRepair: (options: RepairOptions) => Proposal
  /** The same source under another target, for the counts of the target switch. */
  countsFor: (target: TargetId) => { errors: number; warnings: number }
}

/** Opens one version of a source. Never throws: what cannot be read is a problem of the inspection. */
export function openWorkbench(
  _bytes: Uint8Array,
  _options: { name?: string; format?: FormatId; target?: TargetId } = {},
): Workbench {
  throw new Error('workbench: not written yet')
}
