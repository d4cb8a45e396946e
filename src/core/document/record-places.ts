import { isList, scanList, skipWhitespace, valueEnd } from '../json/scan.ts'
import type { Steps } from '../json/path.ts'
import { Region } from './region.ts'
import type { Span } from '../problem.ts'
import type { Layout, RecordList, Slot } from '../records/layout.ts'
import { recordListOf } from '../records/record-list.ts'

const NEWLINE = 10

/**
 * Finds the lists of records of a source by their paths, as a reader of documents has told them. The first step is the line
 * where the source has several. What stands inside a string has such a path too, and no place here.
 */
export class RecordPlaces {
  readonly container: Layout['container']
  readonly lists: RecordList[] = []
  readonly #bytes: Uint8Array
  readonly #region: Region
  readonly #known = new Map<string, RecordList | null>()
  readonly #root: Span | null
  #lines: ReadonlyMap<number, Span> | null = null

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#region = new Region(bytes)
    const start = skipWhitespace(bytes, 0)
    const end = start < bytes.length ? valueEnd(bytes, start) : -1
    this.#root = end >= 0 && skipWhitespace(bytes, end) === bytes.length ? { start, end } : null
    this.container = this.#root ? 'json' : 'jsonl'
  }

  /** The value at the end of a path. */
  valueAt(path: Steps): Span | null {
    const [line, ...inLine] = path
    let at = this.#root ?? (typeof line === 'number' ? (this.#lineSpans().get(line) ?? null) : null)
    for (const step of this.#root ? path : inLine) at = at && this.#region.child(at, step)
    return at
  }

  /** The list at the end of a path; the lines themselves where that is empty. */
  list(path: Steps): RecordList | null {
    const key = JSON.stringify(path)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = path.length === 0 && !this.#root ? this.#lineList() : this.#jsonList(path)
    if (found) this.lists.push(found)
    this.#known.set(key, found)
    return found
  }

  /** A value that stands where there is room for one: the message of a response. */
  single(path: Steps): Slot | null {
    const at = this.valueAt(path)
    if (!at) return null
    const slot: Slot = { ...at, list: this.lists.length, position: 0, path }
    this.lists.push({ innerStart: at.start, innerEnd: at.end, separator: null, slots: [slot] })
    return slot
  }

  #jsonList(path: Steps): RecordList | null {
    const at = this.valueAt(path)
    const scanned = at && isList(this.#bytes, at.start) ? scanList(this.#bytes, at.start, at.end) : null
    return scanned && recordListOf(this.#bytes, scanned, this.lists.length, path)
  }

  #lineList(): RecordList {
    const bytes = this.#bytes
    const newline = bytes.indexOf(NEWLINE)
    const separator = newline > 0 && bytes[newline - 1] === 13 ? '\r\n' : '\n'
    const list = this.lists.length
    const slots = [...this.#lineSpans()].map(([line, span], position): Slot => ({ ...span, list, position, path: [line] }))
    return { innerStart: 0, innerEnd: bytes.length, separator, slots }
  }

  /** Lines that are not blank, by their numbers. */
  #lineSpans(): ReadonlyMap<number, Span> {
    if (this.#lines) return this.#lines
    const bytes = this.#bytes
    const lines = new Map<number, Span>()
    for (let at = 0, line = 0; at < bytes.length; line++) {
      const found = bytes.indexOf(NEWLINE, at)
      const stop = found < 0 ? bytes.length : found
      const start = skipWhitespace(bytes, at, stop)
      let end = stop
      while (end > start && bytes[end - 1]! <= 0x20) end--
      if (end > start) lines.set(line, { start, end })
      at = stop + 1
    }
    return (this.#lines = lines)
  }
}
