import { isList, isObject, scanList, scanObject, skipWhitespace, valueEnd } from '../json/scan.ts'
import type { Group, Layout } from './layout.ts'
import { recordListOf } from './record-list.ts'

/**
 * A source that is one request of an API, or the list of its messages by itself, as the records in it; `null` for
 * anything else. `key`: the member of a request that holds the list.
 */
export function requestLayout(bytes: Uint8Array, key: string): Layout | null {
  const start = skipWhitespace(bytes, 0)
  const end = start < bytes.length ? valueEnd(bytes, start) : -1
  if (end < 0 || skipWhitespace(bytes, end) !== bytes.length) return null
  if (isList(bytes, start)) return layoutOf(bytes, start, end, null, [])
  if (!isObject(bytes, start)) return null
  const member = scanObject(bytes, start, end)?.findLast((own) => own.key === key && isList(bytes, own.start))
  return member ? layoutOf(bytes, member.start, member.end, { start, end, path: [] }, [key]) : null
}

function layoutOf(bytes: Uint8Array, start: number, end: number, body: Group['body'], path: readonly string[]): Layout | null {
  const scanned = scanList(bytes, start, end)
  if (!scanned) return null
  const list = recordListOf(bytes, scanned, 0, path)
  const group: Group = { id: null, path, line: null, slots: list.slots, body, kind: body ? 'request' : 'list' }
  return { container: 'json', lists: [list], groups: [group], lines: 0 }
}
