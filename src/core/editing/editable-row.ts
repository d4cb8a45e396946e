import { valueAt } from '../conversation/value-at.ts'
import type { PairedCall, PairedResult } from '../conversation/pairing.ts'
import type { Judged } from '../judge-source.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { editedTexts } from './edited-texts.ts'
import { neighbour, newMessage } from './plan-edit.ts'
import type { EditableRow, EditedId, Half, IdCandidate, InsertRole, Refusal, RowAction } from './row-edit.ts'
import { subjectOf, type RowSubject } from './row-subject.ts'

const ACTIONS: readonly RowAction[] = ['rename', 'move-up', 'move-down', 'duplicate', 'insert', 'set-text', 'delete']
const ROLES: readonly InsertRole[] = ['user', 'assistant', 'system']

/** What can be done with a row by hand, and why the rest cannot; `null` when there is no such row. */
export function editableRow(judged: Judged, timeline: Timeline, row: number): EditableRow | null {
  const ref = timeline.refOf(row)
  if (!ref) return null
  const { reading } = judged
  const unit = ref.kind === 'call' || ref.kind === 'result' ? ref.kind : 'message'
  const all = (why: Refusal, id: EditedId | null = null): EditableRow => ({
    row,
    unit,
    refusals: Object.fromEntries(ACTIONS.filter((action) => action !== 'rename' || id === null).map((action) => [action, why])),
    id,
    texts: null,
    roles: [],
  })
  if (ref.kind === 'lane') return all('no-entry')
  if (reading.unwrapped.rewritten) return all('rewritten')
  const subject = subjectOf(judged, ref)
  if (!subject) return all('log')
  const id = editedId(subject, timeline)
  if (ref.kind === 'slot-call' || ref.kind === 'slot-result') return all('no-entry', id)
  const texts = editedTexts(subject)
  const roles = rolesFor(subject)
  return {
    row,
    unit: subject.element === null ? 'message' : unit,
    id,
    texts: typeof texts === 'string' ? null : texts,
    roles,
    refusals: present({
      rename: id === null ? 'no-id' : undefined,
      'move-up': moveRefusal(subject, -1),
      'move-down': moveRefusal(subject, 1),
      duplicate: unitRefusal(subject),
      insert: subject.isSingle ? 'single' : roles.length === 0 ? 'records' : undefined,
      'set-text': typeof texts === 'string' ? texts : undefined,
      delete: subject.element === null && subject.isSingle ? 'single' : undefined,
    }),
  }
}

function present(refusals: Record<RowAction, Refusal | undefined>): EditableRow['refusals'] {
  return Object.fromEntries(Object.entries(refusals).filter(([, why]) => why !== undefined))
}

function unitRefusal({ element, isEmbedded, isSingle }: RowSubject): Refusal | undefined {
  if (element === null) return isSingle ? 'single' : undefined
  return isEmbedded ? 'embedded' : undefined
}

function moveRefusal(subject: RowSubject, by: -1 | 1): Refusal | undefined {
  const refusal = unitRefusal(subject)
  if (refusal) return refusal
  const { element, message, verdict } = subject
  const isThere = element
    ? valueAt(verdict.scope.valueOf(message.index), neighbour(element, by)) !== undefined
    : verdict.scope.conversation.messages[message.index + by] !== undefined
  return isThere ? undefined : by < 0 ? 'first' : 'last'
}

/** Stored calls stand in no conversation that a message could join. */
function rolesFor({ read, format, isSingle }: RowSubject): readonly InsertRole[] {
  if (isSingle || read.conversation.kind === 'records') return []
  return ROLES.filter((role) => newMessage(format, role, 'text') !== undefined)
}

/** Both sides of the pair a row belongs to; `null` where one of them has no place for an id. */
function editedId(subject: RowSubject, timeline: Timeline): EditedId | null {
  const { call, result, conversation, verdict } = subject
  const { calls, results } = verdict.pairing
  const paired = call ?? (result?.call == null ? null : calls[result.call]!)
  const answers = paired ? paired.results.map((index) => results[index]!) : result ? [result] : []
  if (!paired && !result) return null
  if ((paired && !hasIdPlace(paired.call)) || answers.some((answer) => !hasIdPlace(answer.result))) return null
  const id = paired ? paired.call.callId : result!.result.callId
  const half = halves(conversation, timeline, subject)
  return {
    id,
    halves: [...(paired ? half.ofCalls([paired]) : []), ...half.ofResults(answers)],
    others: id === null ? 0 : calls.filter((other) => other !== paired && other.call.callId === id).length,
    candidates: paired && answers.length > 0 ? [] : candidatesFor(subject, half),
  }
}

/** An id that is missing is written where the API has it; what has no such place is tied by name or order. */
function hasIdPlace({ style, steps, idSteps }: PairedCall['call'] | PairedResult['result']): boolean {
  return style !== 'legacy' && idSteps.length > 0 && idSteps.join('\n') !== steps.join('\n')
}

interface Halves {
  ofCalls: (found: readonly PairedCall[]) => Half[]
  ofResults: (found: readonly PairedResult[]) => Half[]
}

/** Halves as the timeline shows them. */
export function halves(conversation: number, timeline: Timeline, { verdict }: Pick<RowSubject, 'verdict'>): Halves {
  const { calls, results } = verdict.pairing
  // A call that was retried without end has as many results.
  const indexOfCall = new Map(calls.map((one, index) => [one, index]))
  const indexOfResult = new Map(results.map((one, index) => [one, index]))
  const halfAt = (type: Half['type'], row: number): Half[] => {
    const [shown] = timeline.rows(row, row + 1)
    if (shown?.type !== 'call' && shown?.type !== 'result') return []
    const { callId: id, number, path, tool, summary } = shown
    return [{ type, id, row, number, path, tool, summary }]
  }
  return {
    ofCalls: (found) => found.flatMap((one) => halfAt('call', timeline.rowOfCall(conversation, indexOfCall.get(one)!))),
    ofResults: (found) => found.flatMap((one) => halfAt('result', timeline.rowOfResult(conversation, indexOfResult.get(one)!))),
  }
}

/** More than anybody reads through in a list. */
const MOST_CANDIDATES = 20

/** Halves without the other one, the nearest first: a call for a result, a result for a call. */
function candidatesFor({ call, message, verdict }: RowSubject, half: Halves): IdCandidate[] {
  const { calls, results } = verdict.pairing
  const near = <T extends { readonly message: number }>(found: readonly T[]): T[] =>
    found.toSorted((a, b) => Math.abs(a.message - message.index) - Math.abs(b.message - message.index)).slice(0, MOST_CANDIDATES)
  if (call) {
    const open = near(results.filter((one) => one.call === null && one.result.callId))
    return open.flatMap((one) => half.ofResults([one]).map((shown) => ({ ...shown, id: one.result.callId! })))
  }
  const open = near(calls.filter((one) => one.results.length === 0 && one.call.callId && one.call.style !== 'hosted'))
  return open.flatMap((one) => half.ofCalls([one]).map((shown) => ({ ...shown, id: one.call.callId! })))
}
