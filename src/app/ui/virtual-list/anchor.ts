/**
 * Where a long list stands, without a table of sizes: the row at the top and how much of it is hidden. Heights of rows
 * that were drawn are remembered; all others count as the estimate. Browsers clip elements at some 33 million pixels, so
 * the scrolled element stays below `LONGEST` and stands for the real length (`stack.md` §8).
 */
export interface Anchor {
  readonly row: number
  /** Pixels of the row above the top edge, from 0 to its height. */
  readonly offset: number
}

export interface Geometry {
  readonly count: number
  /** Height of a row nobody has drawn yet. */
  readonly estimate: number
  readonly viewport: number
  readonly heights: ReadonlyMap<number, number>
}

export const top: Anchor = { row: 0, offset: 0 }

const LONGEST = 8_000_000

export function heightOf({ heights, estimate }: Geometry, row: number): number {
  return heights.get(row) ?? estimate
}

export function contentHeight(list: Geometry): number {
  return positionOf(list, { row: list.count, offset: 0 })
}

/** Height of the scrolled element. */
export function spacerHeight(list: Geometry): number {
  return Math.max(list.viewport, Math.min(contentHeight(list), LONGEST))
}

/** Pixels from the top of the first row. */
export function positionOf({ heights, estimate }: Geometry, { row, offset }: Anchor): number {
  let position = row * estimate + offset
  for (const [measured, height] of heights) if (measured < row) position += height - estimate
  return position
}

export function anchorAt(list: Geometry, position: number): Anchor {
  const { heights, estimate, count } = list
  let row = 0
  let left = Math.max(0, position)
  for (const measured of [...heights.keys()].toSorted((a, b) => a - b)) {
    const plain = (measured - row) * estimate
    if (left < plain) break
    left -= plain
    row = measured
    const height = heightOf(list, measured)
    if (left < height) return clamp(list, { row, offset: left })
    left -= height
    row += 1
  }
  const rows = Math.floor(left / estimate)
  return clamp(list, { row: Math.min(row + rows, count), offset: left - rows * estimate })
}

/** Moves by exactly this many pixels, however wrong the estimates are. */
export function moveBy(list: Geometry, anchor: Anchor, pixels: number): Anchor {
  let { row } = anchor
  let offset = anchor.offset + pixels
  while (offset < 0 && row > 0) {
    row -= 1
    offset += heightOf(list, row)
  }
  while (row < list.count && offset >= heightOf(list, row)) {
    offset -= heightOf(list, row)
    row += 1
  }
  return clamp(list, { row, offset })
}

/** No emptiness above the first row, and none below the last unless the list is shorter than the view. */
export function clamp(list: Geometry, anchor: Anchor): Anchor {
  const last = bottom(list)
  if (anchor.row < 0 || (anchor.row === 0 && anchor.offset < 0)) return top
  return isAfter(anchor, last) ? last : anchor
}

/** The anchor that shows the last row at the lower edge. */
export function bottom(list: Geometry): Anchor {
  let row = list.count
  let room = list.viewport
  while (row > 0 && room > 0) {
    row -= 1
    room -= heightOf(list, row)
  }
  return room > 0 ? top : { row, offset: -room }
}

/** Two anchors of one position can differ, when an offset is a whole row. */
function isAfter(a: Anchor, b: Anchor): boolean {
  return a.row > b.row || (a.row === b.row && a.offset > b.offset)
}

export function scrollTopOf(list: Geometry, anchor: Anchor): number {
  const hidden = contentHeight(list) - list.viewport
  const span = spacerHeight(list) - list.viewport
  return hidden <= 0 ? 0 : Math.min(span, (positionOf(list, anchor) / hidden) * span)
}

export function anchorAtScrollTop(list: Geometry, scrollTop: number): Anchor {
  const span = spacerHeight(list) - list.viewport
  if (scrollTop <= 0 || span <= 0) return top
  if (scrollTop >= span - 1) return bottom(list)
  return anchorAt(list, (scrollTop / span) * (contentHeight(list) - list.viewport))
}

/** What is in view, in rows and parts of rows. */
export function rowsInView(list: Geometry, anchor: Anchor): { readonly top: number; readonly bottom: number } {
  const partOf = (row: number, pixels: number) => row + Math.min(1, pixels / heightOf(list, row))
  let y = -anchor.offset
  let row = anchor.row
  while (row < list.count && y + heightOf(list, row) <= list.viewport) {
    y += heightOf(list, row)
    row += 1
  }
  return {
    top: partOf(anchor.row, anchor.offset),
    bottom: row < list.count ? partOf(row, Math.max(0, list.viewport - y)) : list.count,
  }
}

export type Align = 'nearest' | 'center'

/** The smallest move that shows a row with something of its neighbours, or one that puts it into the upper third. */
export function anchorToShow(list: Geometry, anchor: Anchor, row: number, align: Align): Anchor {
  const height = heightOf(list, row)
  const room = list.viewport - height
  if (align === 'center') return moveBy(list, { row, offset: 0 }, -Math.max(0, room / 3))
  if (room < 0) return clamp(list, { row, offset: 0 })
  const margin = Math.min(list.estimate, room / 2)
  if (row < anchor.row) return moveBy(list, { row, offset: 0 }, -margin)
  let y = -anchor.offset
  for (let above = anchor.row; above < row && y <= list.viewport; above++) y += heightOf(list, above)
  if (y < margin) return moveBy(list, { row, offset: 0 }, -margin)
  return y + height + margin <= list.viewport
    ? clamp(list, anchor)
    : moveBy(list, { row, offset: 0 }, height + margin - list.viewport)
}

export interface Drawn {
  /** First row drawn, and the first after them that is not. */
  readonly from: number
  readonly to: number
  /** Where the first one stands, in pixels below the upper edge; negative for what is hidden above. */
  readonly shift: number
}

/** The rows in view with some on both sides, so that a step of the wheel finds them measured. */
export function rowsToDraw(list: Geometry, anchor: Anchor, extra: number): Drawn {
  const from = Math.max(0, anchor.row - extra)
  let shift = 0 - anchor.offset
  for (let row = from; row < anchor.row; row++) shift -= heightOf(list, row)
  let to = anchor.row
  for (let y = -anchor.offset; to < list.count && y < list.viewport; to++) y += heightOf(list, to)
  return { from, to: Math.min(list.count, to + extra), shift }
}
