import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anchorAt,
  anchorAtScrollTop,
  anchorToShow,
  bottom,
  clamp,
  contentHeight,
  heightOf,
  moveBy,
  positionOf,
  rowsInView,
  rowsToDraw,
  scrollTopOf,
  spacerHeight,
  top,
  type Geometry,
} from './anchor.ts'

const list = (count: number, heights: [number, number][] = [], viewport = 600): Geometry => ({
  count,
  estimate: 32,
  viewport,
  heights: new Map(heights),
})
const half = list(500_000)

test('half a million rows fit into an element browsers can draw, and all can be reached', () => {
  expect(spacerHeight(half)).toBe(8_000_000)
  expect(anchorAtScrollTop(half, 8_000_000 - 600)).toEqual(bottom(half))
  expect(rowsToDraw(half, bottom(half), 0).to).toBe(500_000)
  expect(anchorAtScrollTop(half, 4_000_000 - 300).row).toBeCloseTo(250_000, -2)
})

test('a list shorter than the view does not scroll', () => {
  const short = list(3)
  expect(spacerHeight(short)).toBe(600)
  expect(moveBy(short, top, 100)).toEqual(top)
  expect(rowsToDraw(short, top, 5)).toEqual({ from: 0, to: 3, shift: 0 })
  expect(scrollTopOf(short, top)).toBe(0)
})

test('an empty list', () => {
  const none = list(0)
  expect(bottom(none)).toEqual(top)
  expect(rowsToDraw(none, top, 5)).toEqual({ from: 0, to: 0, shift: 0 })
})

describe('anchorToShow', () => {
  test.each([
    ['a row in view stays where it is', 105, { row: 100, offset: 5 }],
    ['a row above comes to the upper edge, with its neighbour', 90, { row: 89, offset: 0 }],
    ['a row that is half hidden above', 100, { row: 99, offset: 0 }],
    ['a row below comes to the lower edge, with its neighbour', 200, { row: 183, offset: 8 }],
  ])('%s', (_name, row, expected) => {
    expect(anchorToShow(half, { row: 100, offset: 5 }, row, 'nearest')).toEqual(expected)
  })

  test('a row taller than the view begins at the upper edge', () => {
    expect(anchorToShow(list(100, [[50, 2000]]), top, 50, 'nearest')).toEqual({ row: 50, offset: 0 })
  })

  test('the last row never leaves emptiness below it', () => {
    expect(anchorToShow(half, top, 499_999, 'center')).toEqual(bottom(half))
  })
})

describe('rowsInView', () => {
  test.each([
    ['at the top', half, top, { top: 0, bottom: 18.75 }],
    ['in parts', half, { row: 100, offset: 8 }, { top: 100.25, bottom: 119 }],
    ['at the end', half, bottom(half), { top: 499_981.25, bottom: 500_000 }],
    ['in a row taller than the view', list(100, [[50, 2000]]), { row: 50, offset: 500 }, { top: 50.25, bottom: 50.55 }],
    ['of a list shorter than the view', list(3), top, { top: 0, bottom: 3 }],
    ['of an empty list', list(0), top, { top: 0, bottom: 0 }],
  ])('%s', (_name, geometryOf, anchor, expected) => expect(rowsInView(geometryOf, anchor)).toEqual(expected))
})

const geometry = fc
  .record({
    count: fc.integer({ min: 0, max: 2000 }),
    viewport: fc.integer({ min: 50, max: 900 }),
    heights: fc.array(fc.tuple(fc.integer({ min: 0, max: 1999 }), fc.integer({ min: 20, max: 900 })), { maxLength: 60 }),
  })
  .map(({ count, viewport, heights }) =>
    list(
      count,
      heights.filter(([row]) => row < count),
      viewport,
    ),
  )

test('a position and its anchor say the same', () => {
  fc.assert(
    fc.property(geometry, fc.double({ min: 0, max: 1, noNaN: true }), (g, part) => {
      const position = part * Math.max(0, contentHeight(g) - g.viewport)
      expect(positionOf(g, anchorAt(g, position))).toBeCloseTo(position, 3)
    }),
  )
})

test('moving down and up again ends where it began, unless an edge stopped it', () => {
  fc.assert(
    fc.property(geometry, fc.integer({ min: 0, max: 1999 }), fc.integer({ min: 0, max: 1200 }), (g, row, pixels) => {
      const start = clamp(g, { row: Math.min(row, Math.max(0, g.count - 1)), offset: 0 })
      const there = moveBy(g, start, pixels)
      if (positionOf(g, there) !== positionOf(g, start) + pixels) return
      expect(positionOf(g, moveBy(g, there, -pixels))).toBeCloseTo(positionOf(g, start), 3)
    }),
  )
})

test('the drawn rows cover the view, and a shown row is in it', () => {
  fc.assert(
    fc.property(geometry, fc.nat(1999), fc.nat(1999), fc.constantFrom('nearest', 'center'), (g, from, to, align) => {
      if (g.count === 0) return
      const row = Math.min(to, g.count - 1)
      const anchor = anchorToShow(g, clamp(g, { row: Math.min(from, g.count - 1), offset: 0 }), row, align)
      const drawn = rowsToDraw(g, anchor, 3)
      let y = drawn.shift
      let place = Number.NaN
      for (let i = drawn.from; i < drawn.to; i++) {
        if (i === row) place = y
        y += heightOf(g, i)
      }
      expect(y).toBeGreaterThanOrEqual(Math.min(g.viewport, contentHeight(g)) - 0.001)
      expect(place).toBeLessThan(g.viewport)
      expect(place + heightOf(g, row)).toBeGreaterThan(0)
    }),
  )
})
