// Core is synchronous and knows no `DecompressionStream`; this one also reads files of several members, as rotated logs are.
// oxlint-disable-next-line no-restricted-imports
import { Gunzip, Inflate } from 'fflate'

/** Why packed bytes were not read to their end. */
export type Unpacked = Uint8Array | 'too-large' | 'broken'

const CHUNK = 65_536
/** A text packs to a tenth, what repeats itself to a hundredth; a bomb to a thousandth. */
const MOST_RATIO = 200
/** Nobody minds this much. */
const HARMLESS = 50_000_000

/** Unpacks a gzip file, and stops when it has `most` bytes or grows as only a bomb does. A cut file gives what it had. */
export function gunzip(bytes: Uint8Array, most: number): Unpacked {
  const collector = new Collector(bytes.length, most)
  return collector.run(new Gunzip((chunk) => collector.take(chunk)), bytes)
}

/** The same for an entry of an archive. */
export function inflate(bytes: Uint8Array, most: number): Unpacked {
  const collector = new Collector(bytes.length, most)
  return collector.run(new Inflate((chunk) => collector.take(chunk)), bytes)
}

class TooLarge extends Error {}

class Collector {
  readonly #chunks: Uint8Array[] = []
  readonly #most: number
  #length = 0

  constructor(packed: number, most: number) {
    this.#most = Math.min(most, Math.max(HARMLESS, packed * MOST_RATIO))
  }

  take(chunk: Uint8Array): void {
    this.#length += chunk.length
    if (this.#length > this.#most) throw new TooLarge()
    this.#chunks.push(chunk)
  }

  run(stream: Gunzip | Inflate, bytes: Uint8Array): Unpacked {
    try {
      for (let at = 0; at < bytes.length; at += CHUNK) {
        stream.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length)
      }
    } catch (error) {
      // The library throws for what is broken; what came before it is worth having.
      if (error instanceof TooLarge) return 'too-large'
      if (this.#length === 0) return 'broken'
    }
    return this.#length === 0 && bytes.length > 40 ? 'broken' : this.#all()
  }

  #all(): Uint8Array {
    const all = new Uint8Array(this.#length)
    let at = 0
    for (const chunk of this.#chunks) {
      all.set(chunk, at)
      at += chunk.length
    }
    return all
  }
}
