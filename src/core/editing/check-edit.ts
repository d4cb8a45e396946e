import { parseJson } from '../json/parse-json.ts'
import { firstFault } from '../json/first-fault.ts'
import type { Judged } from '../judge-source.ts'
import { faultOfId } from '../targets/id-fault.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { halves } from './editable-row.ts'
import { editedTexts } from './edited-texts.ts'
import { renameEdits } from './plan-edit.ts'
import type { EditCheck, RowEdit } from './row-edit.ts'
import { subjectOf, type RowSubject } from './row-subject.ts'

export const NOTHING_TO_SAY: EditCheck = { isUnchanged: false, idFault: null, takenBy: null, jsonFault: null }

/** What can be said of an edit while it is typed, without judging the source anew. */
export function checkEdit(judged: Judged, timeline: Timeline, row: number, edit: RowEdit): EditCheck {
  const ref = timeline.refOf(row)
  const subject = ref && subjectOf(judged, ref)
  if (!subject) return NOTHING_TO_SAY
  if (edit.type === 'rename-id') return checkRename(subject, timeline, edit.id)
  return edit.type === 'set-text' ? checkTexts(subject, edit.texts) : NOTHING_TO_SAY
}

function checkRename(subject: RowSubject, timeline: Timeline, id: string): EditCheck {
  return {
    ...NOTHING_TO_SAY,
    isUnchanged: renameEdits(subject, id).length === 0,
    idFault: faultOfId(id, subject.verdict.scope.target),
    takenBy: takenBy(subject, timeline, id),
  }
}

/** The first row outside of the pair that has the id; one that lacks its other half before one that has it. */
function takenBy(subject: RowSubject, timeline: Timeline, id: string): EditCheck['takenBy'] {
  const { call, result, conversation, verdict } = subject
  const { calls, results } = verdict.pairing
  const paired = call ?? (result?.call == null ? null : calls[result.call]!)
  const half = halves(conversation, timeline, subject)
  const wanted = id.trim()
  const hasId = (callId: string | null): boolean => callId?.trim() === wanted
  const isAlone = (paired?.results.length ?? 0) === 0
  const otherCalls = calls.filter((other) => other !== paired && hasId(other.call.callId))
  const otherResults = results.filter(
    (other) =>
      other !== result && (paired === null || other.call === null || calls[other.call] !== paired) && hasId(other.result.callId),
  )
  const openCall = paired === null ? otherCalls.find(({ results: answers }) => answers.length === 0) : undefined
  const openResult = paired !== null && isAlone ? otherResults.find((other) => other.call === null) : undefined
  const ties = openCall ? half.ofCalls([openCall]) : openResult ? half.ofResults([openResult]) : []
  const [found] = ties.length > 0 ? ties : [...half.ofCalls(otherCalls.slice(0, 1)), ...half.ofResults(otherResults.slice(0, 1))]
  return found ? { ...found, ties: ties.length > 0 } : null
}

function checkTexts(subject: RowSubject, texts: readonly string[]): EditCheck {
  const known = editedTexts(subject)
  if (typeof known === 'string') return NOTHING_TO_SAY
  const isUnchanged = known.fields.every(({ value }, i) => texts[i] === undefined || texts[i] === value)
  const field = known.fields.findIndex(({ isJson }, i) => isJson && parseJson(texts[i] ?? '') === undefined)
  const fault = field < 0 ? null : firstFault(texts[field] ?? '')
  return { ...NOTHING_TO_SAY, isUnchanged, jsonFault: fault && { ...fault, field } }
}
