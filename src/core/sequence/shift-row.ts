import type { EditableRow, EditCheck } from '../editing/row-edit.ts'
import type { Change } from '../problem.ts'
import type { TextEdit } from '../source/text-edit.ts'
import type { RowDetail, TimelineRow } from '../timeline/row.ts'
import { shiftSpan } from './gather.ts'

/** How many rows, problems, conversations and bytes stand before a piece. */
export interface PieceStart {
  readonly start: number
  readonly firstRow: number
  readonly firstProblem: number
  readonly firstConversation: number
}

/** A row of a piece as a row of the whole source. */
export function shiftRow<T extends TimelineRow>(row: T, piece: PieceStart): T {
  const shifted = {
    ...row,
    index: row.index + piece.firstRow,
    key: `${piece.firstConversation}+${row.key}`,
    conversation: row.conversation + piece.firstConversation,
    span: shiftSpan(row.span, piece.start),
    problems: row.problems.map((problem) => problem + piece.firstProblem),
  }
  if (row.type !== 'call' && row.type !== 'result') return shifted
  return { ...shifted, partners: row.partners.map((partner) => partner + piece.firstRow) }
}

export function shiftDetail(detail: RowDetail, piece: PieceStart): RowDetail {
  const { partner } = detail
  return {
    ...detail,
    row: shiftRow(detail.row, piece),
    partner: partner && { ...partner, row: partner.row + piece.firstRow },
  }
}

export function shiftEdit({ start, end, text }: TextEdit, by: number): TextEdit {
  return { start: start + by, end: end + by, text }
}

export function shiftChange(change: Change, by: number): Change {
  return { ...change, span: shiftSpan(change.span, by) }
}

export function shiftEditable(editable: EditableRow, { firstRow }: PieceStart): EditableRow {
  const shifted = <T extends { readonly row: number }>(one: T): T => ({ ...one, row: one.row + firstRow })
  const { id } = editable
  return {
    ...shifted(editable),
    id: id && { ...id, halves: id.halves.map(shifted), candidates: id.candidates.map(shifted) },
  }
}

export function shiftCheck(check: EditCheck, { firstRow }: PieceStart): EditCheck {
  const { takenBy } = check
  return { ...check, takenBy: takenBy && { ...takenBy, row: takenBy.row + firstRow } }
}
