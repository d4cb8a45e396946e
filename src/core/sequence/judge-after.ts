import type { Judged } from '../judge-source.ts'
import { weightOf, type Problem } from '../problem.ts'
import type { Group } from '../records/layout.ts'
import { applyTextEdits, type TextEdit } from '../source/text-edit.ts'
import { shiftSpan } from './gather.ts'
import { judgePiece, reportOf, type PieceReport, type SequencePlan } from './piece-report.ts'

const NEWLINE = 10

/** A line that a repair has changed, before and after. */
interface ChangedLine {
  readonly conversation: number
  readonly line: number
  /** In the repaired piece. */
  readonly start: number
  /** Among the changed lines by themselves. */
  readonly startAlone: number
  readonly bytes: Uint8Array
}

/**
 * The report of a piece after some edits. Lines say nothing about each other, so only those that were changed are judged
 * again. `start`: offset of the repaired piece in the repaired source.
 */
export function reportAfter(judged: Judged, edits: readonly TextEdit[], plan: SequencePlan, start: number): PieceReport {
  if (edits.length === 0) return reportOf(judged, start)
  const { bytes } = judged.reading.source
  const lines = plan.format === judged.reading.format?.id ? changedLines(judged, edits) : null
  if (!lines) return reportOf(judgePiece(applyTextEdits(bytes, edits), plan), start)
  return withChangedLines(reportOf(judged, start), edits, lines, judgeAlone(lines, plan))
}

/** The lines that edits fall into; `null` when one does not lie within a single request, alone on its line. */
function changedLines({ reading }: Judged, edits: readonly TextEdit[]): ChangedLine[] | null {
  const { bytes } = reading.source
  const groups = reading.layout.groups.filter(({ line }) => line !== null)
  const changed: ChangedLine[] = []
  let next = 0
  let moved = 0
  let startAlone = 0
  for (let group = 0; group < groups.length && next < edits.length; group++) {
    const { body, line } = groups[group] as Group & { line: number }
    if (!body) return null
    const own: TextEdit[] = []
    const start = bytes.lastIndexOf(NEWLINE, body.start) + 1
    for (let edit = edits[next]; edit && edit.start < body.end && edit.end <= body.end; edit = edits[++next]) {
      if (edit.start < body.start) return null
      own.push({ start: edit.start - start, end: edit.end - start, text: edit.text })
    }
    if (own.length === 0) continue
    if (groups[group - 1]?.line === line || groups[group + 1]?.line === line) return null
    const newline = bytes.indexOf(NEWLINE, body.end)
    const end = newline < 0 ? bytes.length : newline
    const after = applyTextEdits(bytes.subarray(start, end), own)
    changed.push({ conversation: group, line, start: start + moved, startAlone, bytes: after })
    moved += after.length - (end - start)
    startAlone += after.length + 1
  }
  return next === edits.length ? changed : null
}

function judgeAlone(lines: readonly ChangedLine[], plan: SequencePlan): PieceReport {
  const alone = new Uint8Array(lines.reduce((sum, { bytes }) => sum + bytes.length + 1, 0)).fill(10)
  for (const { bytes, startAlone } of lines) alone.set(bytes, startAlone)
  return reportOf(judgePiece(alone, plan), 0)
}

function withChangedLines(
  before: PieceReport,
  edits: readonly TextEdit[],
  lines: readonly ChangedLine[],
  alone: PieceReport,
): PieceReport {
  const shift = new Shift(edits)
  const isChanged = new Set(lines.map(({ conversation }) => conversation))
  const kept = <T extends { conversation: number }>(entries: readonly T[]): T[] =>
    entries.filter(({ conversation }) => !isChanged.has(conversation))
  const placedAgain = (problem: Problem): Problem => {
    const line = lines[problem.conversation]!
    const moved = line.start - line.startAlone
    return {
      ...problem,
      conversation: line.conversation,
      line: line.line + 1,
      span: shiftSpan(problem.span, moved),
      related: problem.related.map(({ path, span }) => ({ path, span: shiftSpan(span, moved) })),
    }
  }
  const problems = [...kept(before.problems).map((problem) => shift.problem(problem)), ...alone.problems.map(placedAgain)]
  const conversations = [...before.conversations]
  lines.forEach(({ conversation }, index) => {
    conversations[conversation] = { ...alone.conversations[index]!, path: conversations[conversation]!.path }
  })
  return {
    ...before,
    bytes: before.bytes + shift.total,
    conversations,
    problems: problems.sort((a, b) => a.span.start - b.span.start || weightOf(a.severity) - weightOf(b.severity)),
    openCalls: [
      ...kept(before.openCalls),
      ...alone.openCalls.map((call) => ({ ...call, conversation: lines[call.conversation]!.conversation })),
    ],
    looseResults: [
      ...before.looseResults.flatMap(({ id, problem }) =>
        isChanged.has(problem.conversation) ? [] : [{ id, problem: shift.problem(problem) }],
      ),
      ...alone.looseResults.map(({ id, problem }) => ({ id, problem: placedAgain(problem) })),
    ],
  }
}

/** By how much what stands behind some edits has moved; asked in any order. */
class Shift {
  readonly #ends: number[] = []
  readonly #moved: number[] = []
  readonly total: number

  constructor(edits: readonly TextEdit[]) {
    const encoder = new TextEncoder()
    let moved = 0
    for (const { start, end, text } of edits) {
      moved += encoder.encode(text).length - (end - start)
      this.#ends.push(end)
      this.#moved.push(moved)
    }
    this.total = moved
  }

  problem(problem: Problem): Problem {
    const moved = this.#at(problem.span.start)
    if (moved === 0) return problem
    const related = problem.related.map(({ path, span }) => ({ path, span: shiftSpan(span, this.#at(span.start)) }))
    return { ...problem, span: shiftSpan(problem.span, moved), related }
  }

  #at(offset: number): number {
    let low = 0
    let high = this.#ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#ends[middle]! <= offset) low = middle + 1
      else high = middle
    }
    return low === 0 ? 0 : this.#moved[low - 1]!
  }
}
