import type { MarkedRow } from '../../worker/protocol.ts'

/**
 * For each row the difference it belongs to; `null`: none. Rows that stay divide a side into stretches, and what stands
 * in the same stretch on both sides is one difference: its number is that of the rows that stay before it.
 */
export function differencesOf(rows: readonly MarkedRow[]): (number | null)[] {
  let before = 0
  return rows.map(({ mark }) => {
    if (mark !== 'same') return before
    before += 1
    return null
  })
}

/** The differences of both sides, from top to bottom. */
export function allDifferences(before: readonly MarkedRow[], after: readonly MarkedRow[]): number[] {
  const numbers = [...differencesOf(before), ...differencesOf(after)].filter((number) => number !== null)
  return [...new Set(numbers)].toSorted((a, b) => a - b)
}
