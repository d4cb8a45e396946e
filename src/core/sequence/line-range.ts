import type { SourceBytes } from '../source/source-bytes.ts'

const NEWLINE = 10
/** What is read at once while a line end is looked for. */
const STRIDE = 65_536

/** Bytes of whole lines, and where they stand in the source. */
export interface Piece {
  readonly start: number
  readonly bytes: Uint8Array
}

/**
 * The lines that begin between two offsets, the last one to its end: so a source can be divided anywhere, in any order,
 * and each line is read once.
 */
export function readLineRange(source: SourceBytes, from: number, to: number): Piece {
  const first = from === 0 ? 0 : lineStartFrom(source, from, to)
  if (first >= to) return { start: to, bytes: new Uint8Array(0) }
  const end = to >= source.length ? source.length : lineStartFrom(source, to, source.length)
  return { start: first, bytes: source.read(first, end) }
}

/** The first offset at or after `from` at which a line begins; `limit` when there is none before it. */
function lineStartFrom(source: SourceBytes, from: number, limit: number): number {
  // A line begins here if the byte before ends one.
  for (let at = from - 1; at < limit; at += STRIDE) {
    const found = source.read(at, Math.min(limit, at + STRIDE)).indexOf(NEWLINE)
    if (found >= 0) return at + found + 1
  }
  return limit
}
