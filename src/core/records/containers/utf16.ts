import { composeMaps, SegmentMap } from '../../source/offset-map.ts'
import { encode } from '../../source/source.ts'
import type { Unwrapped } from './unwrapped.ts'

export const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

/** UTF-16 with a byte order mark, either way round. */
export function openUtf16(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  if (!isUtf16(bytes)) return null
  const bigEndian = bytes[0] === 0xfe
  const units = new Uint16Array((bytes.length - 2) >> 1)
  for (let i = 0; i < units.length; i++) {
    const at = 2 + 2 * i
    units[i] = bigEndian ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]! | (bytes[at + 1]! << 8)
  }
  let text = ''
  for (let i = 0; i < units.length; i += 8192) text += String.fromCharCode(...units.subarray(i, i + 8192))
  const map = new SegmentMap()
  let output = 0
  // Each character has its own width in UTF-8, so each is a piece; equal widths do not merge because UTF-16 takes two.
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const pair = unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length
    map.add(output, 2 + 2 * i, 0)
    output += unit < 0x80 ? 1 : unit < 0x800 ? 2 : pair ? 4 : 3
    if (pair) i++
  }
  map.add(output, bytes.length, 0)
  return {
    ...state,
    bytes: encode(text),
    map: composeMaps(map, state.map),
    rewritten: true,
    mended: [...state.mended, 'UTF-16 was written as UTF-8'],
  }
}
