import { parseJson } from '../../json/parse-json.ts'
import { skipWhitespace, valueEnd } from '../../json/scan.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { unescape } from './unescape.ts'
import type { Unwrapped } from './unwrapped.ts'

const QUOTE = 0x22
/** What a text can hold that was worth putting into a string. */
const PAYLOAD = /^[\s\ufeff]*(?:[[{"]|data: ?[[{]|event: ?\S)/

/** A JSON string that holds JSON: `"{\"messages\": …}"`. */
export function openString(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  if (bytes[start] !== QUOTE) return null
  const end = valueEnd(bytes, start)
  if (end < 0 || skipWhitespace(bytes, end) !== bytes.length) return null
  if (typeof parseJson(decode(bytes, start, end)) !== 'string') return null
  const inner = unescape(bytes, start + 1, end - 1)
  if (!PAYLOAD.test(decode(inner.bytes, 0, Math.min(inner.bytes.length, 1000)))) return null
  return {
    ...state,
    bytes: inner.bytes,
    containers: [...state.containers, 'string'],
    map: composeMaps(inner.map, state.map),
    rewritten: true,
    mended: [...state.mended, 'JSON inside a string was taken out of it'],
  }
}
