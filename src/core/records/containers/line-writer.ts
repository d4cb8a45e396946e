import { SegmentMap } from '../../source/offset-map.ts'

/** Puts lines together out of stretches of the bytes they were read from. */
export class LineWriter {
  readonly map = new SegmentMap()
  readonly #bytes: Uint8Array
  readonly #parts: Uint8Array[] = []
  #length = 0
  lines = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  add(start: number, end: number): void {
    if (end <= start) return
    this.map.add(this.#length, start, end - start)
    this.#push(this.#bytes.subarray(start, end))
  }

  /** Bytes that stand for something at `at`. */
  put(written: Uint8Array, at: number): void {
    this.map.add(this.#length, at, 0)
    this.#push(written)
  }

  endLine(at: number): void {
    this.put(NEWLINE, at)
    this.lines++
  }

  /** All lines; the last one does not end. */
  finish(): Uint8Array {
    const all = this.finishAll()
    return all.at(-1) === 10 ? all.subarray(0, -1) : all
  }

  /** All that was written. */
  finishAll(): Uint8Array {
    const all = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      all.set(part, at)
      at += part.length
    }
    return all
  }

  #push(part: Uint8Array): void {
    this.#parts.push(part)
    this.#length += part.length
  }
}

const NEWLINE = Uint8Array.of(10)

export interface Line {
  readonly start: number
  /** Without the line break. */
  readonly end: number
  /** Where the next line begins. */
  readonly next: number
}

/** The line that begins at `start`. */
export function lineAt(bytes: Uint8Array, start: number): Line {
  const found = bytes.indexOf(10, start)
  const next = found < 0 ? bytes.length : found + 1
  const end = found < 0 ? bytes.length : found
  return { start, end: end > start && bytes[end - 1] === 13 ? end - 1 : end, next }
}
