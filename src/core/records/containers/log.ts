import { composeMaps, SegmentMap } from '../../source/offset-map.ts'
import { decode, encode } from '../../source/source.ts'
import type { Unwrapped } from './unwrapped.ts'

/** Date and time, then perhaps milliseconds, a level, a logger's name and a colon. */
const PREFIX =
  /^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?(?:[ \t]+(?:\[[^\]]*\]|[A-Z]{3,8}|[\w./-]+:|-|\|))*[ \t]?/
const NEWLINE = 10

/** Log lines: a prefix with a time before each. What is left must look like JSON, or nothing is taken off. */
export function openLog(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  if (!PREFIX.test(decode(bytes, 0, Math.min(200, bytes.length)))) return null
  const map = new SegmentMap()
  const pieces: Uint8Array[] = []
  let output = 0
  let prefixed = 0
  let lines = 0
  for (let at = 0; at < bytes.length; lines++) {
    const found = bytes.indexOf(NEWLINE, at)
    const end = found < 0 ? bytes.length : found + 1
    const prefix = PREFIX.exec(decode(bytes, at, Math.min(end, at + 200)))?.[0] ?? ''
    if (prefix) prefixed++
    const start = Math.min(end, at + encode(prefix).length)
    map.add(output, start, end - start)
    pieces.push(bytes.subarray(start, end))
    output += end - start
    at = end
  }
  const first = pieces.find((piece) => piece.some((byte) => byte > 0x20))?.find((byte) => byte > 0x20)
  if (prefixed < lines * 0.8 || (first !== 0x7b && first !== 0x5b)) return null
  const inner = new Uint8Array(output)
  let at = 0
  for (const piece of pieces) {
    inner.set(piece, at)
    at += piece.length
  }
  return {
    ...state,
    bytes: inner,
    containers: [...state.containers, 'log'],
    map: composeMaps(map, state.map),
    rewritten: true,
    mended: [...state.mended, 'the prefix of each log line was left out'],
  }
}
