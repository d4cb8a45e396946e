import type { OffsetMap } from '../../source/offset-map.ts'

/** Puts stretches of bytes that come from several places one behind the other, each with its own way back. */
export class Joined implements OffsetMap {
  readonly #parts: Uint8Array[] = []
  readonly #starts: number[] = []
  readonly #maps: OffsetMap[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  add(bytes: Uint8Array, map: OffsetMap): void {
    if (bytes.length === 0) return
    this.#starts.push(this.#length)
    this.#parts.push(bytes)
    this.#maps.push(map)
    this.#length += bytes.length
  }

  /** The line end after what was added last; it stands where that ended. */
  endLine(): void {
    const last = this.#maps.length - 1
    if (last < 0) return
    const map = this.#maps[last]!
    const at = map.toSource(this.#length - this.#starts[last]!)
    this.add(NEWLINE, { toSource: () => at })
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length)
    this.#parts.forEach((part, i) => all.set(part, this.#starts[i]))
    return all
  }

  toSource(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    if (high < 0) return offset
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return this.#maps[low]!.toSource(offset - this.#starts[low]!)
  }
}

const NEWLINE = Uint8Array.of(10)

/** JSON over several lines as one line: a line break in JSON stands between tokens only, so a blank does as well. */
export function onOneLine(bytes: Uint8Array): Uint8Array {
  if (bytes.indexOf(10) < 0 && bytes.indexOf(13) < 0) return bytes
  return bytes.map((byte) => (byte === 10 || byte === 13 ? 0x20 : byte))
}
