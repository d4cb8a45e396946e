import {
  isList,
  isObject,
  scanList,
  scanObject,
  skipWhitespace,
  valueEnd,
  type ScannedList,
  type ScannedMember,
} from '../json/scan.ts'
import { unescape } from '../records/containers/unescape.ts'
import type { Span } from '../problem.ts'
import { composeMaps, identityMap, type OffsetMap } from '../source/offset-map.ts'

const QUOTE = 0x22
/** So many members are worth an index. */
const WIDE = 40

/**
 * Bytes that hold JSON: those of a document, or of a string inside it that holds JSON again. It finds values on their
 * path and remembers what it scanned, so that a place is looked for only where somebody asks for it.
 */
export class Region {
  readonly bytes: Uint8Array
  readonly #map: OffsetMap
  readonly #lists = new Map<number, ScannedList | null>()
  readonly #objects = new Map<number, readonly ScannedMember[] | null>()
  readonly #indexes = new Map<number, ReadonlyMap<string, ScannedMember>>()

  constructor(bytes: Uint8Array, map: OffsetMap = identityMap) {
    this.bytes = bytes
    this.#map = map
  }

  /** In bytes of the document. */
  outside({ start, end }: Span): Span {
    const from = this.#map.toSource(start)
    return { start: from, end: Math.max(from, this.#map.toSource(end)) }
  }

  /** The value inside an object or a list; `null` when it is not there. Of repeated keys the last one counts. */
  child({ start, end }: Span, step: string | number): Span | null {
    if (isList(this.bytes, start)) {
      const list = remember(this.#lists, start, () => scanList(this.bytes, start, end))
      const from = typeof step === 'number' ? list?.starts[step] : undefined
      return from === undefined ? null : { start: from, end: list!.ends[step as number]! }
    }
    if (!isObject(this.bytes, start)) return null
    const members = remember(this.#objects, start, () => scanObject(this.bytes, start, end))
    const member = members && this.#memberOf(start, members, String(step))
    return member ? { start: member.start, end: member.end } : null
  }

  /** In a wide object, such as attributes by their full names, members are found by an index. */
  #memberOf(start: number, members: readonly ScannedMember[], key: string): ScannedMember | undefined {
    if (members.length < WIDE) return members.findLast((member) => member.key === key)
    return remember(this.#indexes, start, () => new Map(members.map((member) => [member.key, member]))).get(key)
  }

  /** The text of a string as bytes of its own. */
  inside({ start, end }: Span): Region | null {
    if (this.bytes[start] !== QUOTE) return null
    const inner = unescape(this.bytes, start + 1, end - 1)
    return new Region(inner.bytes, composeMaps(inner.map, this.#map))
  }

  /** The value that begins in a stretch of it. */
  value({ start, end }: Span): Span {
    const from = skipWhitespace(this.bytes, start, end)
    const to = valueEnd(this.bytes, from, end)
    return { start: from, end: to < 0 ? end : to }
  }
}

function remember<T>(known: Map<number, T>, key: number, find: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = find()
  known.set(key, made)
  return made
}
