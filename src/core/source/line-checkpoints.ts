import { unitsBetween, type LineColumn, type LineIndex } from './line-index.ts'
import type { SourceBytes } from './source-bytes.ts'

const NEWLINE = 10

/**
 * Lines of a source that is read piece by piece: the bytes that pass by leave a checkpoint at each stretch, and a place is
 * counted from the one before it, however long its line is.
 */
export class LineCheckpoints implements LineIndex {
  readonly #source: SourceBytes
  readonly #stretch: number
  /** At the start of each stretch: line ends before it, and UTF-16 units of the line that is open there. */
  readonly #lines: number[] = [0]
  readonly #units: number[] = [0]
  #passed = 0
  #line = 0
  #unit = 0
  /** The stretch asked last: places are asked for in order. */
  #last: { readonly index: number; readonly bytes: Uint8Array } | null = null

  constructor(source: SourceBytes, stretch = 65_536) {
    this.#source = source
    this.#stretch = stretch
  }

  /** Takes bytes that begin where the last ones ended. */
  pass(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const room = this.#stretch - (this.#passed % this.#stretch)
      const end = Math.min(bytes.length, at + room)
      const { line, unit } = advance(bytes, at, end, this.#line, this.#unit)
      this.#line = line
      this.#unit = unit
      this.#passed += end - at
      at = end
      if (this.#passed % this.#stretch !== 0) continue
      this.#lines.push(line)
      this.#units.push(unit)
    }
  }

  at(offset: number): LineColumn {
    const index = Math.min(Math.floor(offset / this.#stretch), this.#lines.length - 1)
    const start = index * this.#stretch
    if (this.#last?.index !== index) {
      this.#last = { index, bytes: this.#source.read(start, Math.min(this.#source.length, start + this.#stretch)) }
    }
    const { bytes } = this.#last
    const end = Math.min(offset - start, bytes.length)
    const { line, unit } = advance(bytes, 0, end, this.#lines[index]!, this.#units[index]!)
    return { line: line + 1, column: unit + 1 }
  }
}

/** Line ends and units of the open line after some bytes, from those before them. */
function advance(bytes: Uint8Array, start: number, end: number, line: number, unit: number): { line: number; unit: number } {
  let lines = line
  let open = -1
  for (let at = bytes.indexOf(NEWLINE, start); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) {
    lines++
    open = at + 1
  }
  return { line: lines, unit: open < 0 ? unit + unitsBetween(bytes, start, end) : unitsBetween(bytes, open, end) }
}
