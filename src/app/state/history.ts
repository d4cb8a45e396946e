import type { FormatId } from '../../core/problem.ts'
import type { TextEdit } from '../../core/source/text-edit.ts'
import type { Step } from '../../worker/protocol.ts'

/** Where a change came from; the list of changes shows it as a word. */
export type ChangeKind = 'fix' | 'repair' | 'typing' | 'format'

/** One step of the undo list: edits of the text, or another way of reading it. */
export interface Change extends Step {
  readonly kind: ChangeKind
  /** What the source is read as from here on, where that changes; `null` is detection. */
  readonly format?: FormatId | null
}

/** What the user did to one source. The original is never touched, so going back is a matter of leaving steps out. */
export interface History {
  readonly done: readonly Change[]
  /** Steps taken back, the next one to redo last. */
  readonly undone: readonly Change[]
}

export const emptyHistory: History = { done: [], undone: [] }

export function pushChange(history: History, change: Change): History {
  return { done: [...history.done, change], undone: [] }
}

/** Goes to the state after the first `count` steps, those taken back included. */
export function jumpTo({ done, undone }: History, count: number): History {
  const all = [...done, ...undone.toReversed()]
  const kept = Math.min(Math.max(count, 0), all.length)
  return { done: all.slice(0, kept), undone: all.slice(kept).toReversed() }
}

/** What the source is read as after these steps; `null` is detection. */
export function formatAfter(done: readonly Change[]): FormatId | null {
  return done.findLast((change) => change.format !== undefined)?.format ?? null
}

/** The steps the worker applies: those that change text. */
export function textSteps(done: readonly Change[]): readonly Step[] {
  return done
    .filter(({ edits, packed }) => edits.length > 0 || packed)
    .map(({ id, title, edits, packed }) => ({ id, title, edits, ...(packed && { packed }) }))
}

/**
 * Follows a byte from one state of the history to another, so that what was selected stays selected.
 * A byte inside a replaced stretch goes to the beginning of what replaced it. Packed steps are not looked at: after
 * thousands of edits a place nearby has to do.
 */
export function followOffset(offset: number, before: History, after: History): number {
  const common = before.done.findIndex((change, i) => change.id !== after.done[i]?.id)
  const shared = common === -1 ? before.done.length : common
  const back = before.done.slice(shared).toReversed()
  const taken = back.reduce((at, { edits }) => offsetBefore(at, edits), offset)
  return after.done.slice(shared).reduce((at, { edits }) => offsetAfter(at, edits), taken)
}

function offsetAfter(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0
  for (const { start, end, text } of edits) {
    if (start > offset || (start === offset && end > start)) break
    if (offset < end) return start + shift
    shift += byteLength(text) - (end - start)
  }
  return offset + shift
}

function offsetBefore(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0
  for (const { start, end, text } of edits) {
    const length = byteLength(text)
    const placed = start + shift
    if (placed >= offset) break
    if (offset < placed + length) return start
    shift += length - (end - start)
  }
  return offset - shift
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
