import { joinBytes } from '../source/join-bytes.ts'

const NEWLINE = 10

/** Cuts bytes that arrive in chunks into pieces of whole lines, each at least `size` bytes long but for the last. */
export class LineCutter {
  readonly #size: number
  #chunks: Uint8Array[] = []
  #length = 0

  constructor(size: number) {
    this.#size = size
  }

  /** Takes a chunk; gives the pieces that are complete now. */
  *add(chunk: Uint8Array): Generator<Uint8Array> {
    let rest = chunk
    while (this.#length + rest.length >= this.#size) {
      const newline = rest.indexOf(NEWLINE, Math.max(0, this.#size - this.#length - 1))
      if (newline < 0) break
      this.#keep(rest.subarray(0, newline + 1))
      yield this.rest()
      rest = rest.subarray(newline + 1)
    }
    this.#keep(rest)
  }

  /** What is left, as one piece. */
  rest(): Uint8Array {
    const [first, ...others] = this.#chunks
    const piece = first && others.length === 0 ? first : joinBytes(this.#chunks, this.#length)
    this.#chunks = []
    this.#length = 0
    return piece
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#chunks.push(bytes)
    this.#length += bytes.length
  }
}
