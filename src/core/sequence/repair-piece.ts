import type { Judged } from '../judge-source.ts'
import type { Change, Counts, FormatId, Loss, RepairOptions } from '../problem.ts'
import { mend } from '../repair/repair-whole.ts'
import type { TextEdit } from '../source/text-edit.ts'
import { reportAfter } from './judge-after.ts'
import type { PieceReport, SequencePlan } from './piece-report.ts'

/** What a repair does to one piece: plain data, with offsets that count from the start of the piece. */
export interface PieceRepair {
  readonly edits: readonly TextEdit[]
  readonly changes: readonly Change[]
  readonly losses: readonly Loss[]
  readonly untouched: { readonly messages: number; readonly of: number }
  /** Written anew in another format: then places are those of the whole. */
  readonly rewritten: boolean
  readonly writtenAs: FormatId
  readonly before: Counts
  readonly after: PieceReport
}

/** `start`: offset of the repaired piece in the repaired source. */
export function repairPiece(judged: Judged, plan: SequencePlan, options: RepairOptions, start: number): PieceRepair {
  const { edits, changes, losses, untouched, writtenAs } = mend(judged, options)
  const { format = plan.format } = writtenAs
  const after = reportAfter(judged, edits, { ...plan, format }, start)
  return {
    edits,
    changes,
    losses,
    untouched,
    rewritten: changes[0]?.rule === 'other-format',
    writtenAs: format,
    before: judged.inspection.totals,
    after,
  }
}
