import { Timeline } from '../timeline/timeline.ts'
import type { RowMarks } from '../timeline/row-marks.ts'
import type { SourceBytes } from '../source/source-bytes.ts'
import { readLineRange } from './line-range.ts'
import { judgePiece, reportOf, type PieceReport, type SequencePlan } from './piece-report.ts'

/** A stretch of the source: the lines that begin in it. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

/** A report with what the timeline needs to know of rows that are not shown. Plain data. */
export interface PageReport extends PieceReport {
  readonly marks: RowMarks
  /** The row of each problem, counted from the piece's first; -1: none. */
  readonly problemRows: Int32Array
}

/** Reads and judges the lines of a range, in whatever worker. */
export function judgeRange(source: SourceBytes, { from, to }: LineRange, plan: SequencePlan): PageReport {
  const { start, bytes } = readLineRange(source, from, to)
  const judged = judgePiece(bytes, plan)
  const timeline = new Timeline(judged, { line: 0, conversation: 0 })
  const problemRows = Int32Array.from(judged.known, (_, problem) => timeline.rowOfProblem(problem) ?? -1)
  return { ...reportOf(judged, start), marks: timeline.marks(), problemRows }
}
