import { difference } from '../editor/text-map.ts'

export interface DiffLine {
  readonly type: 'removed' | 'added' | 'same'
  /** Line number of the version before; `null` for what was not there. */
  readonly number: number | null
  readonly text: string
  /** What differs inside the line: start and end, or `null` when all of it does. */
  readonly changed: readonly [start: number, end: number] | null
}

/** A hunk as lines: what is the same at both ends, and between them what goes and what comes. */
export function diffLines(before: string, after: string, firstLine: number): DiffLine[] {
  const old = lines(before)
  const next = lines(after)
  let head = 0
  while (head < old.length && head < next.length && old[head] === next[head]) head += 1
  let tail = 0
  const room = Math.min(old.length, next.length) - head
  while (tail < room && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1

  const removed = old.slice(head, old.length - tail)
  const added = next.slice(head, next.length - tail)
  const same = (text: string, i: number): DiffLine => ({ type: 'same', number: firstLine + i, text, changed: null })
  return [
    ...old.slice(0, head).map(same),
    ...removed.map(
      (text, i): DiffLine => ({ type: 'removed', number: firstLine + head + i, text, changed: changedIn(text, added[i]) }),
    ),
    ...added.map((text, i): DiffLine => ({ type: 'added', number: null, text, changed: changedIn(text, removed[i]) })),
    ...old.slice(old.length - tail).map((text, i) => same(text, old.length - tail + i)),
  ]
}

/** The stretch of a line that its counterpart does not have; `null` when they have little in common. */
function changedIn(text: string, other: string | undefined): readonly [number, number] | null {
  if (other === undefined) return null
  const { from, insert } = difference(other, text)
  const common = text.length - insert.length
  return common * 3 < text.length ? null : [from, from + insert.length]
}

function lines(text: string): string[] {
  if (text === '') return []
  const all = text.replaceAll('\r\n', '\n').split('\n')
  if (all.at(-1) === '') all.pop()
  return all
}
