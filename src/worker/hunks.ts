import type { SourceBytes } from '../core/source/source-bytes.ts'
import type { TextEdit } from '../core/source/text-edit.ts'
import type { LineIndex } from './line-index.ts'
import type { TextHunk } from './protocol.ts'
import { isInsideCharacter, lineEnd, lineStart } from './text-window.ts'

/** More than this nobody reads one by one; the count of the rest is shown. */
const MAX_HUNKS = 100
/** Of longer stretches only the neighbourhood of the edits is shown. */
const MAX_BYTES = 4_000
const CONTEXT_BYTES = 160
const MAX_SHOWN = 20_000

interface Stretch {
  start: number
  end: number
  edits: TextEdit[]
}

/** The changed lines of a version, each with what they become; edits that touch the same lines share a hunk. */
export function textHunks(
  source: SourceBytes,
  edits: readonly TextEdit[],
  lines: LineIndex,
): { hunks: TextHunk[]; leftOut: number } {
  const stretches: Stretch[] = []
  let read = 0
  for (const edit of edits) {
    const { start, end } = linesAround(source, edit)
    const last = stretches.at(-1)
    if (last && start < last.end) {
      last.end = Math.max(last.end, end)
      last.edits.push(edit)
    } else if (stretches.length === MAX_HUNKS) {
      break
    } else {
      stretches.push({ start, end, edits: [edit] })
    }
    read += 1
  }
  return { hunks: stretches.flatMap((stretch) => hunksOf(source, stretch, lines)), leftOut: edits.length - read }
}

/** Whole lines, or as much of a very long one as makes it too long to be shown. */
function linesAround(source: SourceBytes, { start, end }: TextEdit): { start: number; end: number } {
  const from = Math.max(0, start - MAX_BYTES)
  const before = source.read(from, start)
  const last = Math.max(start, end - 1)
  const after = source.read(last, last + MAX_BYTES)
  return { start: from + lineStart(before, before.length), end: last + lineEnd(after, 0) }
}

/** One hunk for a stretch that can be shown whole; one for each edit of a very long line. */
function hunksOf(source: SourceBytes, stretch: Stretch, lines: LineIndex): TextHunk[] {
  if (stretch.end - stretch.start < MAX_BYTES) return [hunk(source, stretch, lines, false)]
  return stretch.edits.slice(0, MAX_HUNKS).map((edit) => {
    const start = betweenCharacters(source, Math.max(stretch.start, edit.start - CONTEXT_BYTES))
    const end = betweenCharacters(source, Math.min(stretch.end, edit.end + CONTEXT_BYTES))
    return hunk(source, { start, end, edits: [edit] }, lines, true)
  })
}

function hunk(source: SourceBytes, { start, end, edits }: Stretch, lines: LineIndex, clipped: boolean): TextHunk {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // A record may be larger than anybody could look at: its first part then stands for it.
  const text = (from: number, to: number) =>
    to - from <= MAX_SHOWN ? decoder.decode(source.read(from, to)) : `${decoder.decode(source.read(from, from + MAX_SHOWN))}…`
  let after = ''
  let read = start
  for (const edit of edits) {
    after += text(read, edit.start) + (edit.text.length > MAX_SHOWN ? `${edit.text.slice(0, MAX_SHOWN)}…` : edit.text)
    read = edit.end
  }
  return { line: lines.lineAt(start), before: text(start, end), after: after + text(read, end), clipped }
}

function betweenCharacters(source: SourceBytes, offset: number): number {
  let at = offset
  while (at > 0 && isInsideCharacter(source.read(at, at + 1)[0])) at -= 1
  return at
}
