import { isObject, scanObject } from '../../json/scan.ts'
import { composeMaps, shiftMap } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { Joined } from './joined.ts'
import { relabelled, type Unwrapped } from './unwrapped.ts'

/** The body of a request among what a client logs of it. */
const BODY_KEYS = ['json_data', 'parsed_body'] as const
const NAMES_BODY = /"(?:json_data|parsed_body)"/

/**
 * `Request options: {'method': 'post', 'url': …, 'headers': …, 'json_data': {…}}`: of such a line only the body stays.
 * Headers hold keys: a line with headers and no body is left out.
 */
export function openLoggedRequests(state: Unwrapped): Unwrapped {
  const { bytes } = state
  const text = decode(bytes.subarray(0, 1_000_000))
  if (!NAMES_BODY.test(text) && !/"headers"/i.test(text)) return state
  const joined = new Joined()
  const labels: (string | null)[] = []
  let changed = 0
  let line = 0
  for (let at = 0; at < bytes.length; line++) {
    const found = bytes.indexOf(10, at)
    const end = found < 0 ? bytes.length : found
    const place = bodyIn(bytes, at, end)
    if (place && (place.start !== at || place.end !== end)) changed++
    if (place) {
      joined.add(bytes.subarray(place.start, place.end), composeMaps(shiftMap(place.start), state.map))
      joined.endLine()
      labels.push(state.labels?.[line] ?? null)
    } else changed++
    at = end + 1
  }
  if (changed === 0 || labels.length === 0) return state
  const inner = joined.bytes()
  const opened: Unwrapped = {
    ...state,
    bytes: inner.subarray(0, -1),
    map: joined,
    mended: [...state.mended, 'the bodies were taken out of the logged requests, without their headers'],
  }
  return relabelled(opened, labels)
}

/** The stretch of a line to keep; `null` for none of it. */
function bodyIn(bytes: Uint8Array, start: number, end: number): { start: number; end: number } | null {
  if (!isObject(bytes, start)) return { start, end }
  const members = scanObject(bytes, start, end)
  if (!members) return { start, end }
  const body = members.find(({ key, start: at }) => BODY_KEYS.some((name) => name === key) && isObject(bytes, at))
  if (body) return body
  const has = (key: string): boolean => members.some((member) => member.key === key)
  const isRequest = has('headers') && (has('method') || has('url') || has('args'))
  const isClass = has('__class__') && /"__class__":\s*"Headers"/.test(decode(bytes, start, Math.min(end, start + 60)))
  return isRequest || isClass ? null : { start, end }
}
