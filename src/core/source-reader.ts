import type { FormatId, TargetId } from './problem.ts'
import type { LineRange, PageReport } from './sequence/page-report.ts'
import type { SequencePlan } from './sequence/piece-report.ts'
import type { Workbench } from './workbench.ts'

export interface OpenOptions {
  readonly name?: string
  readonly format?: FormatId
  readonly target?: TargetId
}

export interface ReadProgress {
  /** Bytes read, of all. */
  readonly bytes: number
  readonly of: number
  readonly messages: number
  readonly problems: number
}

/** Ranges of a sequence that several workers can judge at once. */
export interface ParallelReading {
  readonly plan: SequencePlan
  /** The next range nobody has taken; `null` when all are taken. */
  claim: () => LineRange | null
  /** Takes the report of a claimed range, in any order. */
  add: (range: LineRange, report: PageReport) => void
}

export interface SourceReader {
  /** Reads on for a moment, about a megabyte; false when nothing is left. Throws what the source throws. */
  step: () => boolean
  readonly progress: ReadProgress
  /** What was read so far; `null` before the first step. */
  bench: () => Workbench | null
  /** `null` where the order of reading matters. */
  readonly parallel: ParallelReading | null
}
