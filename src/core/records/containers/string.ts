import { skipWhitespace, valueEnd } from '../../json/scan.ts'
import { composeMaps, SegmentMap } from '../../source/offset-map.ts'
import { decode, encode } from '../../source/source.ts'
import type { Unwrapped } from './unwrapped.ts'

const QUOTE = 0x22

/** A JSON string that holds JSON: `"{\"messages\": …}"`. */
export function openString(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  if (bytes[start] !== QUOTE) return null
  const end = valueEnd(bytes, start)
  if (end < 0 || skipWhitespace(bytes, end) !== bytes.length) return null
  const text = decode(bytes, start, end)
  let inner: string
  try {
    inner = JSON.parse(text) as string
  } catch {
    return null
  }
  if (!/^[\s\ufeff]*[[{"]/.test(inner)) return null
  const map = new SegmentMap()
  let output = 0
  let at = start + 1
  while (at < end - 1) {
    if (bytes[at] !== 0x5c) {
      const stop = Math.min(nextBackslash(bytes, at), end - 1)
      map.add(output, at, stop - at)
      output += stop - at
      at = stop
      continue
    }
    map.add(output, at, 0)
    if (bytes[at + 1] !== 0x75) {
      output += 1
      at += 2
      continue
    }
    const unit = Number.parseInt(decode(bytes, at + 2, at + 6), 16)
    const pair = unit >= 0xd800 && unit < 0xdc00 && bytes[at + 6] === 0x5c && bytes[at + 7] === 0x75
    output += unit < 0x80 ? 1 : unit < 0x800 ? 2 : pair ? 4 : 3
    at += pair ? 12 : 6
  }
  map.add(output, end - 1, 0)
  return {
    ...state,
    bytes: encode(inner),
    containers: [...state.containers, 'string'],
    map: composeMaps(map, state.map),
    rewritten: true,
    mended: [...state.mended, 'JSON inside a string was taken out of it'],
  }
}

function nextBackslash(bytes: Uint8Array, from: number): number {
  const found = bytes.indexOf(0x5c, from)
  return found < 0 ? bytes.length : found
}
