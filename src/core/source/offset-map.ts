/**
 * Leads from the bytes we work on back to the bytes we were given. A container that was taken off, an escape that was
 * undone, a missing bracket that was added: each is a piece of this map, so that every span points into the user's file.
 */
export interface OffsetMap {
  toSource: (offset: number) => number
}

export const identityMap: OffsetMap = { toSource: (offset) => offset }

export function shiftMap(by: number): OffsetMap {
  return by === 0 ? identityMap : { toSource: (offset) => offset + by }
}

/** First `inner`, then `outer`: for containers in containers. */
export function composeMaps(inner: OffsetMap, outer: OffsetMap): OffsetMap {
  if (inner === identityMap) return outer
  if (outer === identityMap) return inner
  return { toSource: (offset) => outer.toSource(inner.toSource(offset)) }
}

/** Collects copied stretches while a text is rewritten. */
export class SegmentMap implements OffsetMap {
  readonly #output: number[] = []
  readonly #source: number[] = []
  readonly #length: number[] = []

  /** `length` bytes at `output` are those at `source`; 0 for text that was added at this place. */
  add(output: number, source: number, length: number): void {
    const last = this.#output.length - 1
    if (
      last >= 0 &&
      this.#output[last]! + this.#length[last]! === output &&
      this.#source[last]! + this.#length[last]! === source
    ) {
      this.#length[last] = this.#length[last]! + length
      return
    }
    this.#output.push(output)
    this.#source.push(source)
    this.#length.push(length)
  }

  toSource(offset: number): number {
    let low = 0
    let high = this.#output.length - 1
    if (high < 0) return offset
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#output[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return this.#source[low]! + Math.min(Math.max(0, offset - this.#output[low]!), this.#length[low]!)
  }
}
