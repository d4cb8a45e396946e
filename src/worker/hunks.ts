import type { TextEdit } from '../core/source/text-edit.ts'
import type { LineIndex } from './line-index.ts'
import type { TextHunk } from './protocol.ts'
import { isInsideCharacter, lineEnd, lineStart } from './text-window.ts'

/** More than this nobody reads one by one; the count of the rest is shown. */
const MAX_HUNKS = 100
/** Of longer stretches only the neighbourhood of the edits is shown. */
const MAX_BYTES = 4_000
const CONTEXT_BYTES = 160

interface Stretch {
  start: number
  end: number
  edits: TextEdit[]
}

/** The changed lines of a version, each with what they become; edits that touch the same lines share a hunk. */
export function textHunks(
  bytes: Uint8Array,
  edits: readonly TextEdit[],
  lines: LineIndex,
): { hunks: TextHunk[]; leftOut: number } {
  const stretches: Stretch[] = []
  for (const edit of edits) {
    const start = lineStart(bytes, edit.start)
    const end = lineEnd(bytes, Math.max(edit.start, edit.end - 1))
    const last = stretches.at(-1)
    if (last && start < last.end) {
      last.end = Math.max(last.end, end)
      last.edits.push(edit)
    } else {
      stretches.push({ start, end, edits: [edit] })
    }
  }
  const hunks = stretches.slice(0, MAX_HUNKS).flatMap((stretch) => hunksOf(bytes, stretch, lines))
  return { hunks, leftOut: Math.max(0, stretches.length - MAX_HUNKS) }
}

/** One hunk for a stretch that can be shown whole; one for each edit of a very long line. */
function hunksOf(bytes: Uint8Array, stretch: Stretch, lines: LineIndex): TextHunk[] {
  if (stretch.end - stretch.start <= MAX_BYTES) return [hunk(bytes, stretch, lines, false)]
  return stretch.edits.slice(0, MAX_HUNKS).map((edit) => {
    const start = betweenCharacters(bytes, Math.max(stretch.start, edit.start - CONTEXT_BYTES))
    const end = betweenCharacters(bytes, Math.min(stretch.end, edit.end + CONTEXT_BYTES))
    return hunk(bytes, { start, end, edits: [edit] }, lines, true)
  })
}

function hunk(bytes: Uint8Array, { start, end, edits }: Stretch, lines: LineIndex, clipped: boolean): TextHunk {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const text = (from: number, to: number) => decoder.decode(bytes.subarray(from, to))
  let after = ''
  let read = start
  for (const edit of edits) {
    after += text(read, edit.start) + edit.text
    read = edit.end
  }
  return { line: lines.lineAt(start), before: text(start, end), after: after + text(read, end), clipped }
}

function betweenCharacters(bytes: Uint8Array, offset: number): number {
  let at = offset
  while (at > 0 && isInsideCharacter(bytes[at])) at -= 1
  return at
}
