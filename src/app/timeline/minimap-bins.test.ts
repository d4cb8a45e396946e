import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowBins } from '../../core/timeline/row-marks.ts'
import {
  binsFor,
  countInView,
  currentRow,
  MARK_PX,
  nextRow,
  problemMarks,
  roleStretches,
  topForBox,
  viewBox,
  yOfRow,
} from './minimap-bins.ts'

/** Bins of a list in which these rows have problems: what the worker answers, made the slow way. */
function binsOf(rows: number, count: number, problems: readonly [row: number, severity: 1 | 2 | 3][]): RowBins {
  const worst = new Uint8Array(count)
  for (const [row, severity] of problems) {
    const bin = Math.floor((row * count) / rows)
    worst[bin] = Math.max(worst[bin] ?? 0, severity)
  }
  return { worst, role: new Uint8Array(count) }
}

test('a short list has a bin for each row, a long one a bin for each pixel', () => {
  expect([binsFor(600, 31), binsFor(600.7, 500_000), binsFor(0, 31)]).toEqual([31, 600, 0])
})

test('equal roles beside each other are one stretch, and nothing is nothing', () => {
  const role = Uint8Array.from([0, 2, 2, 3, 0, 5])
  expect(roleStretches({ worst: new Uint8Array(6), role }, 60)).toEqual([
    { y: 10, height: 20, role: 'user' },
    { y: 30, height: 10, role: 'assistant' },
    { y: 50, height: 10, role: 'result' },
  ])
})

describe('problemMarks', () => {
  test('one error among half a million rows has its mark, where it is', () => {
    const marks = problemMarks(binsOf(500_000, 600, [[250_000, 3]]), 600)
    expect(marks).toEqual([{ y: 305, severity: 'error' }])
  })

  test('the worst of a place is shown', () => {
    const bins = binsOf(600, 600, [
      [100, 1],
      [101, 3],
      [102, 2],
      [300, 2],
      [400, 1],
    ])
    expect(problemMarks(bins, 600).map(({ severity }) => severity)).toEqual(['error', 'warning', 'info'])
  })

  test('no row with a problem is without a mark of at least its severity near it, and marks do not overlap', () => {
    const problem = fc.tuple(fc.nat(9999), fc.constantFrom(1 as const, 2 as const, 3 as const))
    fc.assert(
      fc.property(fc.array(problem, { maxLength: 40 }), fc.integer({ min: 40, max: 900 }), (problems, height) => {
        const marks = problemMarks(binsOf(10_000, binsFor(height, 10_000), problems), height)
        const codes = { info: 1, warning: 2, error: 3 }
        for (const [row, severity] of problems) {
          const near = marks.filter(({ y }) => Math.abs(y - yOfRow(row, 10_000, height)) <= 2 * MARK_PX)
          expect(Math.max(0, ...near.map((mark) => codes[mark.severity]))).toBeGreaterThanOrEqual(severity)
        }
        const places = marks.map(({ y }) => y).toSorted((a, b) => a - b)
        for (const [i, y] of places.slice(1).entries()) expect(y - (places[i] ?? 0)).toBeGreaterThanOrEqual(MARK_PX - 1e-6)
      }),
    )
  })
})

describe('the box', () => {
  test.each([
    ['at the top', { top: 0, bottom: 20 }, { y: 0, height: 60 }],
    ['in the middle', { top: 90, bottom: 110 }, { y: 270, height: 60 }],
    ['at the end', { top: 180, bottom: 200 }, { y: 540, height: 60 }],
    ['around everything', { top: 0, bottom: 200 }, { y: 0, height: 600 }],
    ['around more than there is', { top: 0, bottom: 300 }, { y: 0, height: 600 }],
  ])('%s', (_name, inView, expected) => expect(viewBox(inView, 200, 600)).toEqual(expected))

  test('stays large enough to grab, and inside', () => {
    expect(viewBox({ top: 499_980, bottom: 500_000 }, 500_000, 600)).toEqual({ y: 588, height: 12 })
  })

  test('dragged to where it is, it leaves the list where it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 31, max: 500_000 }), (part, rows) => {
        const top = part * (rows - 20)
        const inView = { top, bottom: top + 20 }
        const { y } = viewBox(inView, rows, 600)
        expect(Math.abs(topForBox(y, inView, rows, 600) - top)).toBeLessThan(1e-6 * rows)
      }),
    )
  })

  test('dragged beyond the ends, it stays at them', () => {
    const inView = { top: 10, bottom: 30 }
    expect([topForBox(-50, inView, 1000, 600), topForBox(5000, inView, 1000, 600)]).toEqual([0, 1000])
  })
})

describe('currentRow', () => {
  test.each([
    ['the selected row where it is in view', { top: 10.5, bottom: 20.5 }, 10, 10],
    ['the middle where the selected row is elsewhere', { top: 40, bottom: 60 }, 10, 50],
    ['the first row at the top', { top: 0, bottom: 20 }, null, 0],
    ['the last row at the end', { top: 80, bottom: 100 }, 3, 99],
  ])('%s', (_name, inView, selected, expected) => expect(currentRow(inView, 100, selected)).toBe(expected))
})

test('problems in view are counted, those half in view too', () => {
  expect(countInView([3, 5, 5, 9], { top: 3.5, bottom: 5.2 })).toBe(3)
  expect(countInView([], { top: 0, bottom: 9 })).toBe(0)
})

describe('nextRow', () => {
  const rows = [3, 5, 9]
  test.each([
    ['down', 3, 1, 5],
    ['down from between', 4, 1, 5],
    ['around at the end', 9, 1, 3],
    ['up', 5, -1, 3],
    ['up from between', 4, -1, 3],
    ['around at the top', 3, -1, 9],
  ] as const)('%s', (_name, current, direction, expected) => expect(nextRow(rows, current, direction)).toBe(expected))
  test('of none is none', () => expect(nextRow([], 0, 1)).toBeNull())
})
