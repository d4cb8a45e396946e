import type { RowEdit } from './row-edit.ts'
import type { RowSubject } from './row-subject.ts'

/** The name of an edit in the list of changes, so that it is known again among twenty others. */
export function titleOf(subject: RowSubject, edit: RowEdit, number: number): string {
  const unit = unitOf(subject, number)
  switch (edit.type) {
    case 'rename-id':
      return renameTitle(subject, edit.id)
    case 'move':
      return `Move ${unit} ${edit.by < 0 ? 'up' : 'down'}`
    case 'duplicate':
      return `Duplicate ${unit}`
    case 'insert':
      return `Insert a ${edit.role} message ${edit.before ? 'before' : 'after'} message ${number}`
    case 'set-text':
      return `Edit ${fieldsOf(subject, number)}`
    case 'delete':
      return `Delete ${unit}`
  }
}

function renameTitle({ call, result, verdict: { pairing } }: RowSubject, id: string): string {
  const found = call ?? (result?.call == null ? null : pairing.calls[result.call]!)
  const old = found ? found.call.callId : (result?.result.callId ?? null)
  const sides = found && found.results.length > 0 ? ' on both sides' : ''
  if (old === id) return `Write ${id}${sides}`
  return old === null ? `Give ${found?.call.name ?? 'the result'} the id ${id}${sides}` : `Rename ${old} to ${id}${sides}`
}

function unitOf(subject: RowSubject, number: number): string {
  const { call, result, element, isEmbedded } = subject
  if (call && (element || isAlone(subject))) return `the call ${nameOf(call.call.name, call.call.callId)}`
  if (result && (element || isEmbedded || isAlone(subject)))
    return `the result ${nameOf(result.result.name, result.result.callId)}`
  return `message ${number}`
}

/** The message is this call or this result, and nothing besides. */
function isAlone({ message }: RowSubject): boolean {
  return message.parts.length === 1
}

function fieldsOf({ call, result }: RowSubject, number: number): string {
  if (call) return `the arguments of ${nameOf(call.call.name, call.call.callId)}`
  return result ? `the result ${nameOf(result.result.name, result.result.callId)}` : `the text of message ${number}`
}

function nameOf(name: string | null, id: string | null): string {
  if (name === null) return id === null ? 'without an id' : id
  return id === null ? name : `${name} (${id})`
}
