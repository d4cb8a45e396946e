import { skipWhitespace, valueEnd } from '../json/scan.ts'
import type { SourceBytes } from '../source/source-bytes.ts'

const COMMA = 0x2c
const CLOSE_LIST = 0x5d

/** An element of a long list, as its place in the source and its bytes. */
export interface ScannedElement {
  readonly start: number
  readonly end: number
  readonly bytes: Uint8Array
}

/** How a list goes on behind what was scanned. */
export type ListState = 'open' | 'closed' | 'broken'

/**
 * Walks over the elements of a list that may be far larger than memory: a window of the source at a time, and a wider one
 * where an element does not fit.
 */
export class ElementScanner {
  readonly #source: SourceBytes
  readonly #window: number
  readonly #onRead: (bytes: Uint8Array) => void
  /** The next byte to look at. */
  #at: number
  /** Up to here the source was handed to `onRead`. */
  #seen: number
  #any = false
  state: ListState = 'open'

  /** `start`: offset after the opening bracket. `onRead` gets every byte from there once, in order. */
  constructor(source: SourceBytes, start: number, window: number, onRead: (bytes: Uint8Array) => void) {
    this.#source = source
    this.#window = window
    this.#onRead = onRead
    this.#at = start
    this.#seen = start
  }

  /** Bytes that are behind us. When the list is closed: the offset of its closing bracket. */
  get position(): number {
    return this.#at
  }

  /** The elements that end in the next window; at least one, unless the list ends. */
  next(): ScannedElement[] {
    for (let size = this.#window; ; size *= 2) {
      const from = this.#at
      const to = Math.min(this.#source.length, from + size)
      const bytes = this.#source.read(from, to)
      // A source that has become shorter than it said ends where it ends.
      const isEnd = to === this.#source.length || bytes.length < to - from
      const elements = this.#scan(from, bytes, isEnd)
      if (elements.length === 0 && this.state === 'open' && !isEnd) continue
      if (elements.length === 0 && this.state === 'open') this.state = 'broken'
      this.#pass(from, bytes)
      return elements
    }
  }

  #scan(from: number, bytes: Uint8Array, isEnd: boolean): ScannedElement[] {
    const elements: ScannedElement[] = []
    let at = skipWhitespace(bytes, 0)
    while (at < bytes.length) {
      if (bytes[at] === CLOSE_LIST && !this.#any) return this.#close(from + at, elements)
      if (this.#any) {
        // Behind an element: a comma and another one, or the end.
        if (bytes[at] === CLOSE_LIST) return this.#close(from + at, elements)
        if (bytes[at] !== COMMA) return this.#break(elements)
        at = skipWhitespace(bytes, at + 1)
      }
      const end = valueEnd(bytes, at)
      // A number or a word at the edge of the window may go on behind it.
      if (end < 0 || (end === bytes.length && !isEnd)) break
      elements.push({ start: from + at, end: from + end, bytes: bytes.subarray(at, end) })
      this.#any = true
      this.#at = from + end
      at = skipWhitespace(bytes, end)
    }
    return elements
  }

  #close(at: number, elements: ScannedElement[]): ScannedElement[] {
    this.#at = at
    this.state = 'closed'
    return elements
  }

  #break(elements: ScannedElement[]): ScannedElement[] {
    this.state = 'broken'
    return elements
  }

  #pass(from: number, bytes: Uint8Array): void {
    const fresh = bytes.subarray(Math.max(0, this.#seen - from), Math.max(0, this.#at - from))
    if (fresh.length === 0) return
    this.#onRead(fresh)
    this.#seen += fresh.length
  }
}
