import { renameCall } from '../conversation/call-ids.ts'
import type { Edit } from '../conversation/edit.ts'
import { valueAt } from '../conversation/value-at.ts'
import { printJson, styleOf } from '../json/print.ts'
import type { Steps } from '../json/path.ts'
import type { Safety } from '../problem.ts'
import type { RecordFormat } from '../formats/format.ts'
import { textEdits } from './edited-texts.ts'
import { titleOf } from './edit-titles.ts'
import type { InsertRole, RowEdit } from './row-edit.ts'
import type { RowSubject } from './row-subject.ts'

/** An edit of a row as edits of its conversation, with a name for the list of changes. */
export interface PlannedEdit {
  readonly title: string
  readonly safety: Safety
  readonly edits: readonly Edit[]
}

/** `number` is what the row's message is called on screen. Nothing to do, or nothing that can be done: no edits. */
export function planEdit(subject: RowSubject, edit: RowEdit, number: number): PlannedEdit {
  const title = titleOf(subject, edit, number)
  switch (edit.type) {
    case 'rename-id':
      return { title, safety: 'review', edits: renameEdits(subject, edit.id) }
    case 'move':
      return { title, safety: 'review', edits: moveEdits(subject, edit.by) }
    case 'duplicate':
      return { title, safety: 'review', edits: copyEdits(subject) }
    case 'insert':
      return { title, safety: 'review', edits: insertEdits(subject, edit) }
    case 'set-text':
      return { title, safety: 'review', edits: textEdits(subject, edit.texts) ?? [] }
    case 'delete':
      return { title, safety: 'destructive', edits: deleteEdits(subject) }
  }
}

/** Call and results together; a result without a call by itself. */
export function renameEdits({ call, result, message, verdict: { pairing, scope } }: RowSubject, id: string): Edit[] {
  const found = call ?? (result?.call == null ? null : pairing.calls[result.call]!)
  if (found) return found.call.callId === id && isOneId(found, pairing) ? [] : renameCall(scope, found, id)
  if (!result || result.result.callId === id) return []
  return [{ type: 'set', at: { message: message.index, steps: result.result.idSteps }, json: JSON.stringify(id) }]
}

type Pairing = RowSubject['verdict']['pairing']

function isOneId({ call, results }: NonNullable<RowSubject['call']>, pairing: Pairing): boolean {
  return results.every((index) => pairing.results[index]!.result.callId === call.callId)
}

/** A message changes places with its neighbour; a part with the next entry of its list. */
function moveEdits({ element, message, verdict: { scope } }: RowSubject, by: -1 | 1): Edit[] {
  if (!element) {
    const second = message.index + by
    const isThere = second >= 0 && second < scope.conversation.messages.length
    return isThere ? [{ type: 'swap-messages', first: message.index, second }] : []
  }
  const other = neighbour(element, by)
  const [own, beside] = [scope.textAt(message.index, element), scope.textAt(message.index, other)]
  if (own === null || beside === null) return []
  return [
    { type: 'set', at: { message: message.index, steps: element }, json: beside },
    { type: 'set', at: { message: message.index, steps: other }, json: own },
  ]
}

export function neighbour(element: Steps, by: -1 | 1): Steps {
  return [...element.slice(0, -1), Number(element.at(-1)) + by]
}

function copyEdits({ element, message, verdict: { scope } }: RowSubject): Edit[] {
  if (!element) return [{ type: 'copy-message', message: message.index }]
  const steps = element.slice(0, -1)
  const list = valueAt(scope.valueOf(message.index), steps)
  const text = scope.textAt(message.index, element)
  if (!Array.isArray(list) || text === null) return []
  const behind = Number(element.at(-1)) + 1
  const positions = [...list.keys()]
  const items = [...positions.slice(0, behind), text, ...positions.slice(behind)]
  return [{ type: 'list', at: { message: message.index, steps }, items }]
}

function insertEdits(
  { message, format, read }: RowSubject,
  { before, role, text }: Extract<RowEdit, { type: 'insert' }>,
): Edit[] {
  const written = newMessage(format, role, text)
  if (written === undefined) return []
  const json = printJson(written, styleOf(read.records.text(message.index)))
  return [{ type: 'insert-message', before: message.index + (before ? 0 : 1), json, like: message.index }]
}

/** A message with one text; `undefined` where such a message does not stand in the list: some keep the system text elsewhere. */
export function newMessage(format: RecordFormat, role: InsertRole, text: string): unknown {
  const [written] = format.writePlain([{ role, parts: [{ type: 'text', text }] }]).messages
  // What stands around a message is the neighbour's to say (`inEnvelope`).
  return format.messageIn ? valueAt(written, format.messageIn) : written
}

/** What a call or a result leaves empty around it goes with it; one that stands in its other half leaves that alone. */
function deleteEdits({ element, isEmbedded, message, call, result }: RowSubject): Edit[] {
  if (!element) return [{ type: 'remove', at: { message: message.index, steps: [] } }]
  if (result && isEmbedded) return [{ type: 'remove', at: { message: message.index, steps: result.result.steps } }]
  if (call) return [{ type: 'remove-call', call: { message: message.index, part: call.part } }]
  return result ? [{ type: 'remove-result', result: { message: message.index, part: result.part } }] : []
}
