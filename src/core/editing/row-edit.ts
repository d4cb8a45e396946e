/** Edits of one row by hand, as data: what a user may ask of a row, and what there is to know before asking. */
import type { IdFault } from '../targets/id-fault.ts'
import type { JsonFault } from '../json/first-fault.ts'

export type InsertRole = 'system' | 'user' | 'assistant'

export type RowEdit =
  /** Of a call and all its results, or of a result that has no call. */
  | { readonly type: 'rename-id'; readonly id: string }
  | { readonly type: 'move'; readonly by: -1 | 1 }
  | { readonly type: 'duplicate' }
  | { readonly type: 'insert'; readonly before: boolean; readonly role: InsertRole; readonly text: string }
  /** The texts of a message, the arguments of a call, or the output of a result: as many as the row has fields. */
  | { readonly type: 'set-text'; readonly texts: readonly string[] }
  | { readonly type: 'delete' }

export type RowAction = 'rename' | 'move-up' | 'move-down' | 'duplicate' | 'insert' | 'set-text' | 'delete'

/** Why something cannot be done with a row. */
export type Refusal =
  /** It was read through cursors: nobody knows how to write it back. */
  | 'log'
  /** What was read is not what stands in the source: a container was taken off, or broken JSON was mended. */
  | 'rewritten'
  /** It stands for something that is not there, or for a conversation. */
  | 'no-entry'
  /** A line that is no JSON. */
  | 'unparsed'
  /** A response has room for its one message. */
  | 'single'
  /** Stored calls are no messages. */
  | 'records'
  | 'first'
  | 'last'
  /** Call and result have no id of their own: name, order or structure tie them. */
  | 'no-id'
  | 'no-text'
  | 'long'
  /** It is no entry of a list. */
  | 'embedded'

/** One side of a pair, as the dialog shows it. */
export interface Half {
  readonly type: 'call' | 'result'
  readonly id: string | null
  readonly row: number
  readonly number: number | null
  readonly path: string
  readonly tool: string | null
  /** One line of its arguments or its output. */
  readonly summary: string
}

/** An id of another row that would make a pair of the two. */
export interface IdCandidate extends Half {
  readonly id: string
}

export interface EditedId {
  readonly id: string | null
  /** The call first. */
  readonly halves: readonly Half[]
  /** Other calls of the conversation with this id: they keep it. */
  readonly others: number
  readonly candidates: readonly IdCandidate[]
}

export interface EditedTexts {
  readonly of: 'text' | 'arguments' | 'output'
  readonly fields: readonly { readonly value: string /** The text has to be JSON. */; readonly isJson: boolean }[]
}

/** What can be done with a row by hand. */
export interface EditableRow {
  readonly row: number
  /** What moves, is doubled or goes: the whole message, or a part of it. */
  readonly unit: 'message' | 'call' | 'result'
  readonly refusals: Readonly<Partial<Record<RowAction, Refusal>>>
  readonly id: EditedId | null
  readonly texts: EditedTexts | null
  /** Roles a new message beside it may have. */
  readonly roles: readonly InsertRole[]
}

/** What can be said of an edit before it is made; a fault is no refusal unless it says so. */
export interface EditCheck {
  readonly isUnchanged: boolean
  readonly idFault: IdFault | null
  /** Who has the new id already. `ties`: it becomes the other half. */
  readonly takenBy: (Half & { readonly ties: boolean }) | null
  /** The first field that is no JSON. */
  readonly jsonFault: (JsonFault & { readonly field: number }) | null
}
