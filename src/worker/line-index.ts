import type { SourceBytes } from '../core/source/source-bytes.ts'

const NEWLINE = 10
const CHECKPOINT_EVERY = 1 << 18

export interface LineIndex {
  /** Number of the line, from 1, that holds the byte. */
  lineAt: (offset: number) => number
  /** Whoever reads the source tells how many line ends stand before an offset; offsets come in ascending order. */
  learn: (offset: number, newlines: number) => void
}

/** Counts lines from the nearest checkpoint, and leaves checkpoints behind: nothing is scanned before somebody asks. */
export function createLineIndex(bytes: SourceBytes): LineIndex {
  const offsets = [0]
  const lines = [1]

  function extendTo(wanted: number): void {
    for (let last = offsets.length - 1; offsets[last]! + CHECKPOINT_EVERY <= wanted; last += 1) {
      const from = offsets[last]!
      offsets.push(from + CHECKPOINT_EVERY)
      lines.push(lines[last]! + countNewlines(bytes.read(from, from + CHECKPOINT_EVERY)))
    }
  }

  return {
    lineAt(offset) {
      const at = Math.min(Math.max(offset, 0), bytes.length)
      extendTo(at)
      const last = lastUpTo(offsets, at)
      return lines[last]! + countNewlines(bytes.read(offsets[last]!, at))
    },
    learn(offset, newlines) {
      if (offset <= offsets.at(-1)!) return
      offsets.push(offset)
      lines.push(newlines + 1)
    },
  }
}

function countNewlines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1
  return count
}

/** The last of the ascending numbers that is not beyond a limit. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (numbers[middle]! <= limit) low = middle
    else high = middle - 1
  }
  return low
}
