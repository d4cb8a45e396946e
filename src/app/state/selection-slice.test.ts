import { describe, expect, test } from 'vitest'
import { problem } from '../problems/testing/problems.ts'
import { message } from '../timeline/testing/rows.ts'
import { problemKey } from './problem-key.ts'
import { nextProblem, steppedProblems } from './selection-slice.ts'
import type { View } from './view-slice.ts'

const at = (row: number, severity: 'error' | 'warning' | 'info' = 'error') =>
  problem(`rule-${row}`, { row, severity, span: { start: row * 10, end: row * 10 + 5 } })

/** Rows 0 to 9, ten bytes each. */
function view(problems: ReturnType<typeof at>[], selected: Partial<View> = {}): View {
  const opened = { problems, rows: 10 } as unknown as View['opened'] // nothing else of it is looked at
  const pages = new Map([[0, Array.from({ length: 10 }, (_, i) => message(i))]])
  return { revision: 1, opened, pages, details: new Map(), row: 0, problem: null, lastGood: null, ...selected }
}
const none = new Set<string>()

describe('the next problem', () => {
  const three = [at(5), at(2), at(8, 'warning'), at(3, 'info')]
  test.each([
    ['below the selected row', { row: 3 }, 1, 0],
    ['above the selected row', { row: 3 }, -1, 1],
    ['after the selected problem', { row: 5, problem: 0 }, 1, 2],
    ['before the selected problem', { row: 5, problem: 0 }, -1, 1],
    ['after the last is the first', { row: 8, problem: 2 }, 1, 1],
    ['before the first is the last', { row: 2, problem: 1 }, -1, 2],
    ['below everything is the first', { row: 9 }, 1, 1],
    ['above everything is the last', { row: 0 }, -1, 2],
  ] as const)('%s', (_name, selected, direction, expected) => {
    expect(nextProblem(view(three, selected), none, direction)).toBe(expected)
  })

  test('is not one that was set aside', () => {
    const first = three[0]
    expect(nextProblem(view(three, { row: 3 }), new Set(first ? [problemKey(first)] : []), 1)).toBe(2)
  })

  test('is a remark only where there is nothing else', () => {
    expect(steppedProblems(view(three), none).map(({ index }) => index)).toEqual([1, 0, 2])
    expect(nextProblem(view([at(3, 'info')]), none, 1)).toBe(0)
    expect(nextProblem(view([]), none, 1)).toBeNull()
  })
})
