export interface LineColumn {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number
}

const NEWLINE = 10

/**
 * Finds line and column of byte offsets. Asked in ascending order it reads the source once, however long a line is;
 * an offset before the last one starts again from the top.
 */
export class LineIndex {
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
    for (; at < end; at++) this.#column += unitsStartedBy(bytes[at]!)
    this.#offset = end
    return { line: this.#line, column: this.#column }
  }
}

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

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000
