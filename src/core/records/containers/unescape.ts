import type { OffsetMap } from '../../source/offset-map.ts'
import { decode, encode } from '../../source/source.ts'
import { LineWriter } from './line-writer.ts'

const SIMPLE: Readonly<Record<number, number>> = { 0x62: 8, 0x66: 12, 0x6e: 10, 0x72: 13, 0x74: 9 }

/** What stands between the quotes of a JSON string, its escapes undone, with the way back to each. Takes what is no escape as it is. */
export function unescape(bytes: Uint8Array, start: number, end: number): { bytes: Uint8Array; map: OffsetMap } {
  const writer = new LineWriter(bytes)
  let at = start
  while (at < end) {
    if (bytes[at] !== 0x5c) {
      const found = bytes.indexOf(0x5c, at)
      const stop = found < 0 ? end : Math.min(found, end)
      writer.add(at, stop)
      at = stop
      continue
    }
    const next = bytes[at + 1] ?? 0x5c
    if (next === 0x75) {
      const read = readUnits(bytes, at)
      if (read) {
        writer.put(encode(read.text), at)
        at = read.end
        continue
      }
    }
    writer.put(Uint8Array.of(SIMPLE[next] ?? next), at)
    at += 2
  }
  writer.put(NOTHING, end)
  return { bytes: writer.finishAll(), map: writer.map }
}

const NOTHING = new Uint8Array(0)

/** `\\u00e9`, or two of them for one character. */
function readUnits(bytes: Uint8Array, at: number): { text: string; end: number } | null {
  const hex = decode(bytes, at, at + 12)
  const first = /^\\u([0-9a-fA-F]{4})/.exec(hex)
  if (!first) return null
  const unit = Number.parseInt(first[1]!, 16)
  const second = unit >= 0xd800 && unit < 0xdc00 ? /^\\u(d[c-f][0-9a-f]{2})/i.exec(hex.slice(6)) : null
  if (second) return { text: String.fromCharCode(unit, Number.parseInt(second[1]!, 16)), end: at + 12 }
  return { text: String.fromCharCode(unit), end: at + 6 }
}
