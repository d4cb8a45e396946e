import { locate } from '../place-problems.ts'
import type { Steps } from '../json/path.ts'
import type { Judged } from '../judge-source.ts'
import type { Proposal } from '../repair/proposal.ts'
import { proposeEdits } from '../repair/propose.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { editableRow } from './editable-row.ts'
import { neighbour, planEdit } from './plan-edit.ts'
import type { RowAction, RowEdit } from './row-edit.ts'
import { subjectOf, type RowSubject } from './row-subject.ts'

/** The name under which a change by hand stands among those that rules ask for. */
const BY_HAND = 'by-hand'

/** What an edit of a row would do. What cannot be done, or changes nothing, is a proposal without edits; `null`: no such row. */
export function proposeEdit(judged: Judged, timeline: Timeline, row: number, edit: RowEdit): Proposal | null {
  const ref = timeline.refOf(row)
  if (!ref) return null
  const subject = subjectOf(judged, ref)
  const refused = editableRow(judged, timeline, row)?.refusals[actionOf(edit)]
  const at = { message: subject?.message.index ?? 0, steps: subject?.element ?? [] }
  if (!subject || refused) return proposeEdits(judged, 0, { rule: BY_HAND, title: '', safety: 'review', at, edits: [] })
  const number = timeline.rows(row, row + 1)[0]?.number ?? at.message
  const proposal = proposeEdits(judged, subject.conversation, { rule: BY_HAND, at, ...planEdit(subject, edit, number) })
  return edit.type === 'move' ? { ...proposal, movedTo: placeAfter(judged, subject, edit.by) } : proposal
}

/** Two neighbours change places, and what is between them stays: the second one begins where the lengths put it. */
function placeAfter({ reading }: Judged, { element, message, read, call, result }: RowSubject, by: -1 | 1): number {
  const spanOf = (index: number, steps: Steps) => locate(reading, read, { message: index, steps }).span
  const own = spanOf(message.index, element ?? [])
  const other = element ? spanOf(message.index, neighbour(element, by)) : spanOf(message.index + by, [])
  // Some APIs keep the part under a key of its entry: that is where its row begins.
  const part = call?.call ?? result?.result
  const inside = element && part ? spanOf(message.index, part.steps).start - own.start : 0
  return inside + (by < 0 ? other.start : other.end - (own.end - own.start))
}

function actionOf(edit: RowEdit): RowAction {
  switch (edit.type) {
    case 'rename-id':
      return 'rename'
    case 'move':
      return edit.by < 0 ? 'move-up' : 'move-down'
    default:
      return edit.type
  }
}
