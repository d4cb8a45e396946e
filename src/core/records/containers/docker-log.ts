import { scanObject, skipWhitespace } from '../../json/scan.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { Joined } from './joined.ts'
import { lineAt } from './line-writer.ts'
import { unescape } from './unescape.ts'
import type { Unwrapped } from './unwrapped.ts'

const BEGINS = /^\{"log":"(?:[^"\\]|\\.){0,3000}"?/
const NAMES = /"(?:stream|time)":"/

/** What Docker keeps of a container: each line that was printed is a string in JSON. What was printed is put together again. */
export function openDockerLog(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  if (bytes[start] !== 0x7b || bytes[start + 2] !== 0x6c) return null
  const head = decode(bytes, start, Math.min(bytes.length, start + 4096))
  const line = lineAt(bytes, start)
  if (!BEGINS.test(head) || !NAMES.test(decode(bytes, Math.max(start, line.end - 200), line.end))) return null
  const joined = new Joined()
  let others = 0
  for (let at = start; at < bytes.length; ) {
    const { start: from, end, next } = lineAt(bytes, at)
    at = next
    const printed = scanObject(bytes, from, end)?.find(({ key }) => key === 'log')
    if (printed && bytes[printed.start] === 0x22) {
      const inner = unescape(bytes, printed.start + 1, printed.end - 1)
      joined.add(inner.bytes, composeMaps(inner.map, state.map))
    } else if (end > from) others++
  }
  if (joined.length === 0 || others > 1) return null
  return {
    ...state,
    bytes: joined.bytes(),
    containers: [...state.containers, 'log'],
    map: joined,
    rewritten: true,
    mended: [...state.mended, 'what was printed was taken out of the log that Docker kept'],
  }
}
