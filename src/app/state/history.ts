import type { FormatId } from '../../core/problem.ts'
import type { TextEdit } from '../../core/source/text-edit.ts'
import type { Step } from '../../worker/protocol.ts'
import { takeOut, type Tie } from './take-out.ts'

/** Where a change came from; the list of changes shows it as a word. */
export type ChangeKind = 'fix' | 'repair' | 'edit' | 'typing' | 'format' | 'taking-back'

/** One step of the undo list: edits of the text, or another way of reading it. */
export interface Change extends Step {
  readonly kind: ChangeKind
  /** What the source is read as from here on, where that changes; `null` is detection. */
  readonly format?: FormatId | null
  /** Where what it moved begins now; what was selected moved with it. */
  readonly movedTo?: number
  /** The id of an earlier step that no longer counts. To undo this is to have that step back. */
  readonly takesBack?: number
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

/** The steps that count: without those taken back, each later one with its edits where they then belong. */
export function countingSteps(done: readonly Change[]): readonly Change[] {
  if (done.every(({ takesBack }) => takesBack === undefined)) return done
  let counting: readonly Change[] = []
  for (const change of done) {
    if (change.takesBack === undefined) {
      counting = [...counting, change]
      continue
    }
    const left = withoutStep(counting, change.takesBack)
    if (typeof left === 'string') throw new Error(`history: step ${change.takesBack} cannot be taken back (${left})`)
    counting = left
  }
  return counting
}

/** Whether a step can be taken back by itself; `gone` are those taken back already, and the taking back. */
export function tieOf(done: readonly Change[], id: number): Tie | 'gone' | null {
  const left = withoutStep(countingSteps(done), id)
  return typeof left === 'string' ? left : null
}

function withoutStep(counting: readonly Change[], id: number): readonly Change[] | Tie | 'gone' {
  const index = counting.findIndex((step) => step.id === id)
  return index === -1 ? 'gone' : takeOut(counting, index)
}

/** What the source is read as after these steps; `null` is detection. */
export function formatAfter(done: readonly Change[]): FormatId | null {
  return countingSteps(done).findLast((change) => change.format !== undefined)?.format ?? null
}

/** The steps the worker applies: those that change text. */
export function textSteps(done: readonly Change[]): readonly Step[] {
  return countingSteps(done)
    .filter(({ edits, packed }) => edits.length > 0 || packed)
    .map(({ id, title, edits, packed }) => ({ id, title, edits, ...(packed && { packed }) }))
}

/**
 * Follows a byte from one state of the history to another, so that what was selected stays selected.
 * A byte inside a replaced stretch goes to the beginning of what replaced it. Packed steps are not looked at: after
 * thousands of edits a place nearby has to do.
 */
export function followOffset(offset: number, before: History, after: History): number {
  const old = countingSteps(before.done)
  const next = countingSteps(after.done)
  const common = old.findIndex((change, i) => change.id !== next[i]?.id)
  const shared = common === -1 ? old.length : common
  const back = old.slice(shared).toReversed()
  const taken = back.reduce((at, { edits }) => offsetBefore(at, edits), offset)
  return next.slice(shared).reduce((at, { edits }) => offsetAfter(at, edits), taken)
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
