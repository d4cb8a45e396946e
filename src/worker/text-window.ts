import type { SourceBytes } from '../core/source/source-bytes.ts'
import type { LineIndex } from './line-index.ts'
import type { TextLimit, TextWindow } from './protocol.ts'

/** Beyond these the editor would freeze for seconds (`stack.md` §4: 10 MB in one line, 3.4 s). */
export const WHOLE_BYTES = 5_000_000
export const LINE_CHARACTERS = 20_000

/** A slice has whole lines around the asked place, about this much on each side… */
const SLICE_BYTES = 60_000
/** …and of a line that is too long, this much on each side. */
const LONG_LINE_BYTES = 8_000
/** More than any slice reaches to one side, so that a large source is read around the place only. */
const REACH_BYTES = 128_000

const NEWLINE = 10

/** The text the editor may show: all of it, or a slice around a byte. Offsets are bytes of the version. */
export function textWindow(source: SourceBytes, around: number, lines: LineIndex): TextWindow {
  const place = Math.min(Math.max(around, 0), source.length)
  const from = source.length > WHOLE_BYTES ? Math.max(0, place - REACH_BYTES) : 0
  const bytes = source.read(from, source.length > WHOLE_BYTES ? place + REACH_BYTES : source.length)
  const limit = source.length > WHOLE_BYTES ? 'big' : whyNotWhole(bytes)
  const [start, end] = limit ? sliceAround(bytes, place - from) : [0, bytes.length]
  const { text, exact } = decode(bytes.subarray(start, end))
  return {
    start: from + start,
    end: from + end,
    line: lines.lineAt(from + start),
    text,
    whole: limit === null,
    limit: exact ? limit : 'encoding',
  }
}

function whyNotWhole(bytes: Uint8Array): TextLimit | null {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start)
    const end = newline === -1 ? bytes.length : newline
    if (end - start > LINE_CHARACTERS && decode(bytes.subarray(start, end)).text.length > LINE_CHARACTERS) return 'long-line'
    start = end + 1
  }
  return null
}

function sliceAround(bytes: Uint8Array, around: number): [start: number, end: number] {
  let start = lineStart(bytes, around)
  if (around - start > LONG_LINE_BYTES) return cutLine(bytes, around)
  let end = lineEnd(bytes, around)
  if (end - around > LONG_LINE_BYTES) return cutLine(bytes, around)

  for (;;) {
    const previous = lineStart(bytes, start - 1)
    if (start === 0 || around - previous > SLICE_BYTES || start - previous > LINE_CHARACTERS) break
    start = previous
  }
  for (;;) {
    const next = lineEnd(bytes, end)
    if (end === bytes.length || next - around > SLICE_BYTES || next - end > LINE_CHARACTERS) break
    end = next
  }
  return [start, end]
}

/** A piece of one long line that begins and ends between characters. */
function cutLine(bytes: Uint8Array, around: number): [start: number, end: number] {
  let start = Math.max(lineStart(bytes, around), around - LONG_LINE_BYTES)
  while (start > 0 && isInsideCharacter(bytes[start])) start -= 1
  let end = Math.min(lineEnd(bytes, around), around + LONG_LINE_BYTES)
  while (end < bytes.length && isInsideCharacter(bytes[end])) end += 1
  return [start, end]
}

export function isInsideCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}

/** First byte of the line that holds `offset`. */
export function lineStart(bytes: Uint8Array, offset: number): number {
  return offset <= 0 ? 0 : bytes.lastIndexOf(NEWLINE, offset - 1) + 1
}

/** The byte after the line that holds `offset`, its newline included. */
export function lineEnd(bytes: Uint8Array, offset: number): number {
  const newline = bytes.indexOf(NEWLINE, offset)
  return newline === -1 ? bytes.length : newline + 1
}

/** Keeps a byte-order mark, because offsets count it. `exact`: encoding the text again gives the same bytes. */
function decode(bytes: Uint8Array): { text: string; exact: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), exact: true }
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), exact: false }
  }
}
