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

  /** Takes a stretch over as it is. */
  copy(from: number, to: number): void {
    if (to <= from) return
    const last = this.#output.length - 1
    const joins =
      last >= 0 &&
      this.#copied[last]! > 0 &&
      this.#output[last]! + this.#copied[last]! === this.#length &&
      this.#source[last]! + this.#copied[last]! === from
    if (joins) this.#copied[last] = this.#copied[last]! + to - from
    else this.#segment(from, to - from)
    this.#write(this.#text.slice(from, to))
  }

  /** Writes another text for what begins at `from`; gives a handle for `change`. */
  put(text: string, from: number): number {
    this.#segment(from, 0)
    this.#write(text)
    return this.#pieces.length - 1
  }

  /** Another text of the same length where `put` wrote one. */
  change(handle: number, text: string): void {
    this.#pieces[handle] = text
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

  #write(text: string): void {
    this.#pieces.push(text)
    this.#length += text.length
  }
}
