import type { Cursor } from '../../document/cursor.ts'

/** What a value gives: itself, what it wraps, or both. `deeper` unfolds what it wraps. */
export type Open = (at: Cursor, deeper: (inner: readonly Cursor[]) => Cursor[]) => Cursor[]

/** More than any product nests its runs; a file of a hundred thousand brackets nests them deeper than a stack goes. */
const MOST_LEVELS = 200

/** Records in wrappers inside wrappers, in the order of the source. What is nested too deeply is left out. */
export function unfold(roots: readonly Cursor[], open: Open, levels = MOST_LEVELS): Cursor[] {
  const deeper = (inner: readonly Cursor[]): Cursor[] => (levels > 0 ? unfold(inner, open, levels - 1) : [])
  return roots.flatMap((at) => open(at, deeper))
}
