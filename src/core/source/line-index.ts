export interface LineColumn {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number
}

/** Finds line and column of byte offsets; quick when asked in ascending order. */
export interface LineIndex {
  at: (offset: number) => LineColumn
}

const NEWLINE = 10

export function lineIndexOf(bytes: Uint8Array): LineIndex {
  const littleEndian = bytes[0] === 0xff && bytes[1] === 0xfe
  return littleEndian || (bytes[0] === 0xfe && bytes[1] === 0xff) ? new Utf16Lines(bytes, littleEndian) : new Utf8Lines(bytes)
}

/**
 * Finds line and column of byte offsets. Asked in ascending order it reads the source once, however long a line is;
 * an offset before the last one starts again from the top.
 */
class Utf8Lines implements LineIndex {
  readonly #bytes: Uint8Array
  #offset = 0
  #line = 1
  #column = 1
  /** The next line end, -1 for none: asked for once a line, not once an offset. */
  #newline: number

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#newline = bytes.indexOf(NEWLINE)
  }

  at(offset: number): LineColumn {
    const bytes = this.#bytes
    const end = Math.min(offset, bytes.length)
    if (end < this.#offset) {
      this.#offset = 0
      this.#line = 1
      this.#column = 1
      this.#newline = bytes.indexOf(NEWLINE)
    }
    let at = this.#offset
    while (this.#newline >= 0 && this.#newline < end) {
      this.#line++
      this.#column = 1
      at = this.#newline + 1
      this.#newline = bytes.indexOf(NEWLINE, at)
    }
    this.#column += unitsBetween(bytes, at, end)
    this.#offset = end
    return { line: this.#line, column: this.#column }
  }
}

/** Two bytes a unit, behind a byte order mark, which is no column. */
class Utf16Lines implements LineIndex {
  readonly #bytes: Uint8Array
  readonly #low: number
  #offset = 2
  #line = 1
  #column = 1

  constructor(bytes: Uint8Array, littleEndian: boolean) {
    this.#bytes = bytes
    this.#low = littleEndian ? 0 : 1
  }

  at(offset: number): LineColumn {
    if (offset < this.#offset) {
      this.#offset = 2
      this.#line = 1
      this.#column = 1
    }
    const end = Math.min(offset, this.#bytes.length) - 1
    for (; this.#offset < end; this.#offset += 2) {
      const isNewline = this.#bytes[this.#offset + this.#low] === NEWLINE && this.#bytes[this.#offset + 1 - this.#low] === 0
      this.#line += isNewline ? 1 : 0
      this.#column = isNewline ? 1 : this.#column + 1
    }
    return { line: this.#line, column: this.#column }
  }
}

/** UTF-16 units that begin in a stretch of UTF-8, four bytes at a time: lines can be long, and each problem asks. */
export function unitsBetween(bytes: Uint8Array, start: number, end: number): number {
  let units = 0
  let at = start
  while (at < end && (bytes.byteOffset + at) % 4 !== 0) units += unitsStartedBy(bytes[at++]!)
  const count = (end - at) >> 2
  if (count > 0) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, count)
    let sum = 0
    for (let i = 0; i < count; i++) {
      const word = words[i]!
      // Bytes that go on (10xxxxxx) count nothing, those that begin four (1111xxxx) count twice, all others once.
      const goOn = (word >>> 7) & ~(word >>> 6) & ONES
      const four = (word >>> 7) & (word >>> 6) & (word >>> 5) & (word >>> 4) & ONES
      if ((goOn | four) === 0) continue
      sum += (Math.imul(four, ONES) >>> 24) - (Math.imul(goOn, ONES) >>> 24)
    }
    units += 4 * count + sum
    at += 4 * count
  }
  while (at < end) units += unitsStartedBy(bytes[at++]!)
  return units
}

const ONES = 0x01010101

/** UTF-16 units of the character whose first UTF-8 byte this is; 0 for the bytes after the first. */
function unitsStartedBy(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc0) return 0
  return byte < 0xf0 ? 1 : 2
}

/** Byte offset of each UTF-16 unit of a text, one more for its end; `null` where they are the same (ASCII). */
export function byteOffsetsOf(text: string, byteLength: number): Uint32Array | null {
  if (text.length === byteLength) return null
  const offsets = new Uint32Array(text.length + 1)
  let byte = 0
  for (let i = 0; i < text.length; i++) {
    offsets[i] = byte
    const unit = text.charCodeAt(i)
    if (unit < 0x80) byte += 1
    else if (unit < 0x800) byte += 2
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      offsets[++i] = byte
      byte += 4
    } else byte += 3
  }
  offsets[text.length] = byte
  return offsets
}

/** The same for a text that was decoded from these bytes, where some may be no UTF-8 and became `�`. */
export function byteOffsetsIn(bytes: Uint8Array, text: string): Uint32Array | null {
  if (!text.includes('\ufffd')) return byteOffsetsOf(text, bytes.length)
  const offsets = new Uint32Array(text.length + 1)
  let unit = 0
  for (let at = 0; at < bytes.length; ) {
    const end = characterEnd(bytes, at)
    offsets[unit++] = at
    if (end - at === 4) offsets[unit++] = at
    at = end
  }
  offsets[text.length] = bytes.length
  return offsets
}

/** Where a decoder goes on: after a whole character, or after as much of one as could have become one. */
function characterEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start]!
  const length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1
  let end = start + 1
  for (; end < start + length; end++) {
    const byte = bytes[end]
    if (byte === undefined || byte < lowest(first, end - start) || byte > highest(first, end - start)) return end
  }
  return end
}

const lowest = (first: number, at: number): number => (at > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80)
const highest = (first: number, at: number): number => (at > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf)

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000
