const NEWLINE = 10
const CHECKPOINT_EVERY = 1 << 18

export interface LineIndex {
  /** Number of the line, from 1, that holds the byte. */
  lineAt: (offset: number) => number
}

/** Counts lines from the nearest checkpoint, and leaves checkpoints behind: nothing is scanned before somebody asks. */
export function createLineIndex(bytes: Uint8Array): LineIndex {
  const checkpoints = [1] // line at i * CHECKPOINT_EVERY

  function extendTo(wanted: number): number {
    let last = checkpoints.length - 1
    let line = checkpoints[last] ?? 1
    while (last < wanted) {
      line += countNewlines(bytes, last * CHECKPOINT_EVERY, (last + 1) * CHECKPOINT_EVERY)
      checkpoints.push(line)
      last += 1
    }
    return checkpoints[wanted] ?? 1
  }

  return {
    lineAt(offset) {
      const at = Math.min(Math.max(offset, 0), bytes.length)
      const checkpoint = Math.floor(at / CHECKPOINT_EVERY)
      return extendTo(checkpoint) + countNewlines(bytes, checkpoint * CHECKPOINT_EVERY, at)
    },
  }
}

function countNewlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE, from); at !== -1 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) count += 1
  return count
}
