/**
 * The core as the page's worker uses it: one opened version of a source, asked for rows, details and proposals.
 * `inspect()` and `repair()` of the library are two short questions to the same pipeline.
 */
import { formats } from './formats/index.ts'
import { judgeReading, judgeSource, type Judged } from './judge-source.ts'
import { isForeign } from './judge.ts'
import type { FormatId, Inspection, RepairOptions, TargetId } from './problem.ts'
import type { Proposal } from './repair/proposal.ts'
import { proposeFix, proposeRepair } from './repair/propose.ts'
import { rules } from './rules/index.ts'
import { targets } from './targets/index.ts'
import { Timeline } from './timeline/timeline.ts'
import type { RowDetail, TimelineRow } from './timeline/row.ts'

export interface Workbench {
  readonly inspection: Inspection
  /** Title of the format a repair for this target writes, where the source is written in another one. */
  readonly rewrittenAs: string | null
  readonly rowCount: number
  rows: (from: number, to: number) => TimelineRow[]
  /** `null` when there is no such row. */
  detail: (row: number) => RowDetail | null
  rowOfProblem: (problem: number) => number | null
  /** The row that shows a byte of the source; `null` when none does. */
  rowAt: (offset: number) => number | null
  proposeFix: (problem: number, fix: number, options: RepairOptions) => Proposal
  proposeRepair: (options: RepairOptions) => Proposal
  /** The same source under another target, for the counts of the target switch. */
  countsFor: (target: TargetId) => { errors: number; warnings: number }
}

export interface Choice {
  readonly id: string
  readonly title: string
}

export const knownFormats: readonly Choice[] = formats.map(({ id, title }) => ({ id, title }))
export const knownTargets: readonly Choice[] = targets.map(({ id, title }) => ({ id, title }))
/** Number of rules a target holds. */
export function rulesFor(target: TargetId): number {
  const held = targets.find(({ id }) => id === target)?.rules ?? {}
  return rules.filter(({ meta }) => held[meta.id] !== undefined).length
}

/** Opens one version of a source. Never throws: what cannot be read is a problem of the inspection. */
export function openWorkbench(
  bytes: Uint8Array,
  options: { name?: string; format?: FormatId; target?: TargetId } = {},
): Workbench {
  const judged = judgeSource(bytes, options)
  const timeline = new Timeline(judged)
  return {
    inspection: judged.inspection,
    rewrittenAs: rewrittenAs(judged),
    rowCount: timeline.count,
    rows: (from, to) => timeline.rows(from, to),
    detail: (row) => timeline.detail(row),
    rowOfProblem: (problem) => timeline.rowOfProblem(problem),
    rowAt: (offset) => timeline.rowAt(offset),
    proposeFix: (problem, fix, asked) => proposeFix(judged, problem, fix, asked),
    proposeRepair: (asked) =>
      proposeRepair(asked.target === judged.target.id ? judged : judgeReading(judged.reading, asked.target), asked),
    countsFor(target) {
      const { problems } = target === judged.target.id ? judged.inspection : judgeReading(judged.reading, target).inspection
      return {
        errors: problems.filter(({ severity }) => severity === 'error').length,
        warnings: problems.filter(({ severity }) => severity === 'warning').length,
      }
    },
  }
}

function rewrittenAs({ reading: { format }, target }: Judged): string | null {
  if (!format || !isForeign(target, format)) return null
  return formats.find(({ id }) => id === target.format)?.title ?? target.format
}
