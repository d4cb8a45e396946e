import { longestRising } from './rising.ts'

/** Replaces `start` to `end` by `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What a rebuild needs to know of the list as it stands; offsets in any one unit. */
export interface Sequence {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Between the brackets. */
  readonly innerStart: number
  readonly innerEnd: number
  /** What stands between two offsets. */
  slice: (start: number, end: number) => string
  /** Separator for a list that has fewer than two elements to copy one from. */
  readonly separator: string
}

/** An element to keep, by its index, or the text of a new or rewritten one. */
export type ListItem = number | string

/**
 * The splices that turn a list into `items`. Elements that stay in order are not touched; separators are those of their
 * neighbours, so that the list keeps its look. Moved elements are written as text: give `textOf` for them.
 */
export function rebuildList(sequence: Sequence, items: readonly ListItem[], textOf: (index: number) => string): Splice[] {
  const { starts, ends, innerStart, innerEnd } = sequence
  const anchors = new Set(longestRising(items.map((item) => (typeof item === 'number' ? item : null))))
  const written = (item: ListItem): string => (typeof item === 'number' ? textOf(item) : item)
  const last = starts.length - 1
  if (anchors.size === 0) {
    const separator = separatorNear(sequence, 0)
    const text = items.map(written).join(separator)
    if (items.length === 0 || last < 0) return text || innerEnd > innerStart ? [{ start: innerStart, end: innerEnd, text }] : []
    return [{ start: starts[0]!, end: ends[last]!, text }]
  }
  const splices: Splice[] = []
  let previous = -1
  let pending: string[] = []
  const flush = (next: number): void => {
    if (previous < 0) {
      const separator = separatorNear(sequence, 0)
      push(splices, starts[0]!, starts[next]!, pending.map((text) => text + separator).join(''))
    } else {
      const separator = separatorNear(sequence, previous)
      push(splices, ends[previous]!, ends[next - 1]!, pending.map((text) => separator + text).join(''))
    }
    pending = []
  }
  items.forEach((item, position) => {
    if (typeof item === 'number' && anchors.has(position)) {
      flush(item)
      previous = item
    } else pending.push(written(item))
  })
  flush(last + 1)
  return splices
}

function push(splices: Splice[], start: number, end: number, text: string): void {
  if (end > start || text) splices.push({ start, end, text })
}

function separatorNear({ starts, ends, slice, separator }: Sequence, index: number): string {
  if (starts.length < 2) return separator
  const before = Math.min(index, starts.length - 2)
  return slice(ends[before]!, starts[before + 1]!)
}
