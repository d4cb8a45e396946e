import { isList, isObject, scanObject, skipWhitespace, valueEnd } from '../json/scan.ts'
import { joinBytes } from '../source/join-bytes.ts'

const QUOTE = 0x22
const COLON = 0x3a
const COMMA = 0x2c

/** A list of which only the beginning was seen. */
export interface LongList {
  /** Offset after its bracket. */
  readonly innerStart: number
  /** Offset of the object around it; `null` for a list by itself. */
  readonly objectStart: number | null
}

/**
 * Finds the list that is still open at the end of the first bytes of a JSON document: the whole document, or a member of
 * the object that is. `null` when there is none, or when it is nested deeper.
 */
export function findLongList(head: Uint8Array): LongList | null {
  const start = skipWhitespace(head, 0)
  if (isList(head, start)) return { innerStart: start + 1, objectStart: null }
  if (!isObject(head, start)) return null
  for (let at = skipWhitespace(head, start + 1); head[at] === QUOTE; ) {
    const colon = skipWhitespace(head, valueEnd(head, at))
    if (head[colon] !== COLON) return null
    const value = skipWhitespace(head, colon + 1)
    const end = valueEnd(head, value)
    if (end < 0) return isList(head, value) ? { innerStart: value + 1, objectStart: start } : null
    at = skipWhitespace(head, end)
    if (head[at] !== COMMA) return null
    at = skipWhitespace(head, at + 1)
  }
  return null
}

const encoder = new TextEncoder()

/** The first elements as a document by itself: what is open is closed. `end`: offset after the last element. */
export function closedPrefix(head: Uint8Array, { objectStart }: LongList, end: number): Uint8Array {
  return joinBytes([head.subarray(0, end), encoder.encode(objectStart === null ? ']' : ']}')])
}

/** Members of the object around a list, the list itself among them; offsets are those of the source. */
export function membersAround(before: Uint8Array, after: Uint8Array, { objectStart }: LongList, innerEnd: number) {
  if (objectStart === null) return null
  const skipped = innerEnd - before.length
  const place = (offset: number): number => (offset <= before.length ? offset : offset + skipped)
  return (
    scanObject(joinBytes([before, after]), objectStart)?.map(({ key, keyStart, start, end }) => {
      return { key, keyStart: place(keyStart), start: place(start), end: place(end) }
    }) ?? null
  )
}
