import { byteOffsetsIn, byteOffsetsOf } from '../../source/line-index.ts'
import { SegmentMap, type OffsetMap } from '../../source/offset-map.ts'
import { encode } from '../../source/source.ts'

/** A state of a `Rewriter` to go back to. */
export interface Mark {
  readonly pieces: number
  readonly segments: number
  readonly length: number
  readonly lastLength: number
}

/** Writes a text anew, piece by piece, and remembers where each piece came from. Offsets are in UTF-16 units. */
export class Rewriter {
  readonly #text: string
  readonly #pieces: string[] = []
  #length = 0
  readonly #output: number[] = []
  readonly #source: number[] = []
  readonly #copied: number[] = []

  constructor(text: string) {
    this.#text = text
  }

  get length(): number {
    return this.#length
  }

  /** Takes a stretch over as it is; gives a handle for `change`. */
  copy(from: number, to: number): number {
    if (to <= from) return -1
    const last = this.#output.length - 1
    const joins =
      last >= 0 &&
      this.#copied[last]! > 0 &&
      this.#output[last]! + this.#copied[last]! === this.#length &&
      this.#source[last]! + this.#copied[last]! === from
    if (joins) this.#copied[last] = this.#copied[last]! + to - from
    else this.#segment(from, to - from)
    return this.#write(this.#text.slice(from, to))
  }

  /** Writes another text for what begins at `from`; gives a handle for `change`. */
  put(text: string, from: number): number {
    this.#segment(from, 0)
    return this.#write(text)
  }

  /** Another text of the same length for a piece. */
  change(handle: number, text: string): void {
    this.#pieces[handle] = text
  }

  /**
   * Takes over what another one wrote of a text that stands in this one in other words: `own` has the place of each of its
   * units, and of its end.
   */
  append(other: Rewriter, own: ArrayLike<number>): void {
    const written = other.text()
    other.#output.forEach((output, i) => {
      const next = other.#output[i + 1] ?? written.length
      const source = other.#source[i]!
      const copied = Math.min(other.#copied[i]!, next - output)
      if (copied === 0) this.put(written.slice(output, next), own[source]!)
      for (let at = 0; at < copied; ) {
        const from = own[source + at]!
        let end = at + 1
        const isSame = this.#text[from] === other.#text[source + at]
        while (
          isSame &&
          end < copied &&
          own[source + end] === from + end - at &&
          this.#text[from + end - at] === other.#text[source + end]
        )
          end++
        if (isSame) this.copy(from, from + end - at)
        else this.put(written.slice(output + at, output + end), from)
        at = end
      }
    })
  }

  /** Where each unit of what was written came from, and its end. */
  places(): Uint32Array {
    const places = new Uint32Array(this.#length + 1)
    this.#output.forEach((output, i) => {
      const next = this.#output[i + 1] ?? this.#length
      for (let at = output; at < next; at++) places[at] = this.#source[i]! + Math.min(at - output, this.#copied[i]!)
    })
    const last = this.#output.length - 1
    if (last >= 0) places[this.#length] = this.#source[last]! + this.#copied[last]!
    return places
  }

  /** What is written so far, or the end of it. */
  text(from = 0): string {
    let pieces = this.#pieces.length
    let length = 0
    while (pieces > 0 && this.#length - length > from) length += this.#pieces[--pieces]!.length
    return this.#pieces
      .slice(pieces)
      .join('')
      .slice(Math.max(0, from - (this.#length - length)))
  }

  mark(): Mark {
    const segments = this.#output.length
    return { pieces: this.#pieces.length, segments, length: this.#length, lastLength: this.#copied[segments - 1] ?? 0 }
  }

  back({ pieces, segments, length, lastLength }: Mark): void {
    this.#pieces.length = pieces
    this.#output.length = segments
    this.#source.length = segments
    this.#copied.length = segments
    if (segments > 0) this.#copied[segments - 1] = lastLength
    this.#length = length
  }

  /** What was written, and the way from its bytes to `bytes`, from which the text was decoded. */
  finish(bytes: Uint8Array): { bytes: Uint8Array; map: OffsetMap } {
    const text = this.#pieces.join('')
    const written = encode(text)
    const from = byteOffsetsIn(bytes, this.#text)
    const to = byteOffsetsOf(text, written.length)
    const map = new SegmentMap()
    const add = (output: number, source: number, length: number): void => {
      const start = to?.[output] ?? output
      const bytesCopied = length > 0 ? (to?.[output + length] ?? output + length) - start : 0
      map.add(start, from?.[source] ?? source, bytesCopied)
    }
    const odd = this.#text.includes('\ufffd')
    for (let i = 0; i < this.#output.length; i++) {
      const output = this.#output[i]!
      const source = this.#source[i]!
      const length = this.#copied[i]!
      let done = 0
      // A byte that was no UTF-8 became three: what follows it is a piece of its own.
      if (odd) {
        for (let at = this.#text.indexOf('\ufffd', source); at >= 0 && at < source + length; ) {
          const end = at + 1 - source
          add(output + done, source + done, end - done)
          done = end
          at = this.#text.indexOf('\ufffd', at + 1)
        }
      }
      if (length === 0 || done < length) add(output + done, source + done, length - done)
    }
    return { bytes: written, map }
  }

  #segment(source: number, length: number): void {
    this.#output.push(this.#length)
    this.#source.push(source)
    this.#copied.push(length)
  }

  #write(text: string): number {
    this.#length += text.length
    return this.#pieces.push(text) - 1
  }
}
