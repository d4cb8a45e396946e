import { checkEdit, NOTHING_TO_SAY } from '../editing/check-edit.ts'
import { editableRow } from '../editing/editable-row.ts'
import { proposeEdit } from '../editing/propose-edit.ts'
import type { EditableRow, EditCheck, RowEdit } from '../editing/row-edit.ts'
import { formats } from '../formats/index.ts'
import { isForeign, targetOf } from '../target-for.ts'
import type { Judged } from '../judge-source.ts'
import type { RunnerUp } from '../formats/detect.ts'
import type { Inspection, Problem, RepairOptions, Severity } from '../problem.ts'
import { addedProblems } from '../repair/added-problems.ts'
import { countSeverities } from '../repair/count-severities.ts'
import { proposeFix, titleOfRepair } from '../repair/propose.ts'
import type { Proposal } from '../repair/proposal.ts'
import type { SourceBytes } from '../source/source-bytes.ts'
import { binRows, type RowBins, type RowMarks } from '../timeline/row-marks.ts'
import type { RowDetail, TimelineRow } from '../timeline/row.ts'
import { Timeline } from '../timeline/timeline.ts'
import { openWhole } from '../whole-bench.ts'
import type { LocalBench, Workbench } from '../workbench.ts'
import { Gatherer } from './gather.ts'
import type { PageReport } from './page-report.ts'
import { judgePiece } from './piece-report.ts'
import { RepairGatherer } from './repair-gatherer.ts'
import { repairPiece } from './repair-piece.ts'
import { inspectionOf } from './sequence-inspection.ts'
import type { Sequence } from './sequence.ts'
import { shiftChange, shiftCheck, shiftDetail, shiftEdit, shiftEditable, shiftRow } from './shift-row.ts'

/** What is kept of a piece that is not on screen: some numbers, and a byte a row. */
interface KnownPiece {
  readonly start: number
  readonly end: number
  readonly firstRow: number
  readonly firstProblem: number
  readonly firstConversation: number
  readonly firstLine: number
  readonly marks: RowMarks
  readonly problemRows: Int32Array
  /** Messages of its longest conversation. */
  readonly longest: number
}

interface OpenedPiece {
  readonly judged: Judged
  readonly timeline: Timeline
}

/** Pieces kept open: those on screen and around it. */
const KEPT_OPEN = 6

/**
 * A sequence as the page's worker uses it: an index of its pieces. A piece is read and judged again when its rows are
 * shown or one of its problems is fixed, so that memory holds what is on screen and no more.
 */
export class SequenceBench implements Workbench {
  readonly #source: SourceBytes
  readonly #sequence: Sequence
  readonly #name: string | undefined
  readonly #gatherer = new Gatherer()
  readonly #pieces: KnownPiece[] = []
  readonly #open = new Map<number, OpenedPiece>()
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 }
  #rows = 0
  #problems = 0
  #conversations = 0
  #lines = 0
  #inspection: Inspection | null = null

  constructor(source: SourceBytes, sequence: Sequence, name: string | undefined) {
    this.#source = source
    this.#sequence = sequence
    this.#name = name
  }

  /** Takes the report of the next piece, in the order of the source. */
  add(report: PageReport): void {
    const { start, bytes, marks, problemRows, problems, conversations, lines } = report
    if (bytes === 0) return
    this.#gatherer.add(report)
    this.#pieces.push({
      start,
      end: start + bytes,
      firstRow: this.#rows,
      firstProblem: this.#problems,
      firstConversation: this.#conversations,
      firstLine: this.#lines,
      marks,
      problemRows,
      longest: conversations.reduce((most, { messages }) => Math.max(most, messages), 0),
    })
    for (const { severity } of problems) this.#counts[severity]++
    this.#rows += marks.length
    this.#problems += problems.length
    this.#conversations += conversations.length
    this.#lines += lines
    this.#inspection = null
  }

  get counts(): { readonly messages: number; readonly calls: number; readonly problems: number } {
    return this.#gatherer.counts
  }

  get inspection(): Inspection {
    return (this.#inspection ??= inspectionOf(this.#sequence, this.#gatherer, {
      name: this.#name,
      bytes: this.#source.length,
    }))
  }

  get runnersUp(): readonly RunnerUp[] {
    return this.#sequence.detected.runnersUp
  }

  /** Its format is known: that is how it was found to be a sequence. */
  fields(): null {
    return null
  }

  get rewrittenAs(): string | null {
    const { format, target } = this.#sequence.plan
    const read = formats.find(({ id }) => id === format)
    const judge = targetOf(target, read ?? null)
    if (!read || !isForeign(judge, read)) return null
    return formats.find(({ id }) => id === judge.format)?.title ?? judge.format
  }

  get rowCount(): number {
    return this.#rows
  }

  rows(from: number, to: number): TimelineRow[] {
    const rows: TimelineRow[] = []
    const end = Math.min(to, this.#rows)
    for (let row = Math.max(0, from); row < end; ) {
      const at = this.#pieceOf(row, 'firstRow')
      const piece = this.#pieces[at]!
      const last = Math.min(end, piece.firstRow + piece.marks.length)
      const own = this.#opened(at).timeline.rows(row - piece.firstRow, last - piece.firstRow)
      for (const made of own) rows.push(shiftRow(made, piece))
      row = last
    }
    return rows
  }

  detail(row: number): RowDetail | null {
    if (row < 0 || row >= this.#rows) return null
    const at = this.#pieceOf(row, 'firstRow')
    const piece = this.#pieces[at]!
    const detail = this.#opened(at).timeline.detail(row - piece.firstRow)
    return detail && shiftDetail(detail, piece)
  }

  rowOfProblem(problem: number): number | null {
    if (problem >= this.#problems) {
      // A problem between two pieces stands behind those of all pieces.
      const told = this.inspection.problems[problem]
      return told ? this.rowAt(told.span.start) : null
    }
    const piece = this.#pieces[this.#pieceOf(problem, 'firstProblem')]
    const row = piece?.problemRows[problem - piece.firstProblem] ?? -1
    return row < 0 || !piece ? null : piece.firstRow + row
  }

  rowAt(offset: number): number | null {
    const at = this.#pieceOf(offset, 'start')
    const piece = this.#pieces[at]
    if (!piece || offset > piece.end) return null
    const row = this.#opened(at).timeline.rowAt(offset - piece.start)
    return row === null ? null : piece.firstRow + row
  }

  rowOfMessage(number: number): number | null {
    for (const [at, piece] of this.#pieces.entries()) {
      if (piece.longest <= number) continue
      const row = this.#opened(at).timeline.rowOfMessage(number)
      if (row !== null) return piece.firstRow + row
    }
    return null
  }

  bins(count: number): RowBins {
    return binRows(
      this.#pieces.map(({ marks }) => marks),
      this.#rows,
      count,
    )
  }

  around(offset: number): LocalBench {
    const piece = this.#pieces[this.#pieceOf(offset, 'start')]
    const { start, end } = piece ?? { start: 0, end: 0 }
    const bytes = this.#source.read(start, end)
    return { start, bytes, bench: openWhole(judgePiece(bytes, this.#sequence.plan)) }
  }

  proposeFix(problem: number, fix: number, options: RepairOptions): Proposal {
    const at = this.#pieceOf(problem, 'firstProblem')
    const piece = this.#pieces[at]
    const local = piece && problem < this.#problems ? problem - piece.firstProblem : -1
    const { judged } = this.#opened(Math.max(0, at))
    return this.#inWhole(proposeFix(judged, local, fix, options), piece)
  }

  editable(row: number): EditableRow | null {
    const found = this.#rowIn(row)
    if (!found) return null
    const editable = editableRow(found.judged, found.timeline, found.row)
    return editable && shiftEditable(editable, found.piece)
  }

  checkEdit(row: number, edit: RowEdit): EditCheck {
    const found = this.#rowIn(row)
    return found ? shiftCheck(checkEdit(found.judged, found.timeline, found.row, edit), found.piece) : NOTHING_TO_SAY
  }

  proposeEdit(row: number, edit: RowEdit): Proposal | null {
    const found = this.#rowIn(row)
    const proposal = found && proposeEdit(found.judged, found.timeline, found.row, edit)
    return proposal && this.#inWhole(proposal, found.piece)
  }

  /** A row with the piece it is in, and its number there. */
  #rowIn(row: number): (OpenedPiece & { readonly row: number; readonly piece: KnownPiece }) | null {
    if (row < 0 || row >= this.#rows) return null
    const at = this.#pieceOf(row, 'firstRow')
    const piece = this.#pieces[at]!
    return { ...this.#opened(at), row: row - piece.firstRow, piece }
  }

  /** A proposal for a piece as one for the whole. */
  #inWhole(proposal: Proposal, piece: KnownPiece | undefined): Proposal {
    const before = countSeverities(this.inspection.problems)
    const by = piece?.start ?? 0
    return {
      ...proposal,
      edits: proposal.edits.map((edit) => shiftEdit(edit, by)),
      ...(proposal.movedTo !== undefined && { movedTo: proposal.movedTo + by }),
      changes: proposal.changes.map((change) => shiftChange(change, by)),
      before,
      after: {
        errors: before.errors - proposal.before.errors + proposal.after.errors,
        warnings: before.warnings - proposal.before.warnings + proposal.after.warnings,
      },
      untouched: this.#untouched(proposal),
    }
  }

  #untouched({ untouched }: Proposal): Proposal['untouched'] {
    const { messages } = this.inspection.totals
    return { messages: messages - untouched.of + untouched.messages, of: messages }
  }

  proposeRepair(options: RepairOptions): Proposal {
    const steps = this.repairSteps(options)
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
  }

  *repairSteps(options: RepairOptions): Generator<number, Proposal, undefined> {
    const { plan } = this.#sequence
    const target = targetOf(options.target, formats.find(({ id }) => id === plan.format) ?? null).id
    const gatherer = new RepairGatherer()
    const edits: Proposal['edits'][number][] = []
    const before: Problem[] = []
    let written = 0
    let writtenAs = plan.format
    for (const { start, end } of this.#pieces) {
      const judged = judgePiece(this.#source.read(start, end), { ...plan, target })
      const repaired = repairPiece(judged, { ...plan, target }, options, written)
      gatherer.add(repaired, start)
      for (const edit of repaired.edits) edits.push(shiftEdit(edit, start))
      written += repaired.after.bytes
      if (repaired.writtenAs !== plan.format) writtenAs = repaired.writtenAs
      for (const problem of judged.inspection.problems) before.push(problem)
      yield end
    }
    const { changes, remaining, losses, untouched } = gatherer.report(this.#source.length)
    return {
      title: titleOfRepair(options),
      edits,
      changes,
      losses,
      untouched,
      format: writtenAs,
      before: countSeverities(before),
      after: countSeverities(remaining),
      added: addedProblems(before, remaining),
    }
  }

  /** The piece that holds a row, a problem or a byte. */
  #pieceOf(number: number, key: 'firstRow' | 'firstProblem' | 'start'): number {
    let low = 0
    let high = this.#pieces.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#pieces[middle]![key] <= number) low = middle
      else high = middle - 1
    }
    return low
  }

  #opened(at: number): OpenedPiece {
    const opened = this.#open.get(at) ?? this.#openPiece(at)
    this.#open.delete(at) // the newest is the last of the map
    this.#open.set(at, opened)
    const [oldest] = this.#open.keys()
    if (this.#open.size > KEPT_OPEN && oldest !== undefined) this.#open.delete(oldest)
    return opened
  }

  #openPiece(at: number): OpenedPiece {
    const { start, end, firstLine: line, firstConversation: conversation } = this.#pieces[at]!
    const judged = judgePiece(this.#source.read(start, end), this.#sequence.plan)
    return { judged, timeline: new Timeline(judged, { line, conversation }) }
  }
}
