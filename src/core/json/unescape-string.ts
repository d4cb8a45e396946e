import { SegmentMap, type OffsetMap } from '../source/offset-map.ts'
import { decode, encode } from '../source/source.ts'

const BACKSLASH = 0x5c
const LETTER_U = 0x75

/**
 * The text of a JSON string literal, with the way back from its bytes to those of the literal; `null` when it is none.
 * `start` and `end` take in the quotes.
 */
export function unescapeString(
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly text: string; readonly bytes: Uint8Array; readonly map: OffsetMap } | null {
  let text: unknown
  try {
    text = JSON.parse(decode(bytes, start, end))
  } catch {
    return null
  }
  if (typeof text !== 'string') return null
  const map = new SegmentMap()
  // Looked at alone: the next backslash of a large source may be a long way off.
  const literal = bytes.subarray(0, end - 1)
  let output = 0
  let at = start + 1
  while (at < end - 1) {
    if (bytes[at] !== BACKSLASH) {
      const found = literal.indexOf(BACKSLASH, at)
      const stop = found < 0 ? end - 1 : found
      map.add(output, at, stop - at)
      output += stop - at
      at = stop
      continue
    }
    map.add(output, at, 0)
    if (bytes[at + 1] !== LETTER_U) {
      output += 1
      at += 2
      continue
    }
    const unit = Number.parseInt(decode(bytes, at + 2, at + 6), 16)
    const isPair = unit >= 0xd800 && unit < 0xdc00 && bytes[at + 6] === BACKSLASH && bytes[at + 7] === LETTER_U
    output += unit < 0x80 ? 1 : unit < 0x800 ? 2 : isPair ? 4 : 3
    at += isPair ? 12 : 6
  }
  map.add(output, end - 1, 0)
  return { text, bytes: encode(text), map }
}
