import { composeMaps, shiftMap } from '../../source/offset-map.ts'
import type { Unwrapped } from './unwrapped.ts'

/** A UTF-8 byte order mark, or several: passed over, and still there in what a repair gives back. */
export function openByteOrderMark(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  let marks = 0
  while (bytes[marks] === 0xef && bytes[marks + 1] === 0xbb && bytes[marks + 2] === 0xbf) marks += 3
  return marks ? { ...state, bytes: bytes.subarray(marks), map: composeMaps(shiftMap(marks), state.map) } : null
}
