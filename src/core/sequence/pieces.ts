import type { InspectOptions } from '../problem.ts'
import { joinBytes } from '../source/join-bytes.ts'
import { LineCutter } from './line-cutter.ts'
import { findSequence, PIECE_SIZE, SMALLEST_SEQUENCE, type Sequence } from './sequence.ts'

/** A large source divided into pieces of whole lines, or all of it where it is no sequence. */
export type Opened<Pieces> =
  | { readonly sequence: Sequence; readonly pieces: Pieces }
  | { readonly sequence: null; readonly whole: Uint8Array }

/** Divides a source that is in memory. */
export function openBytes(bytes: Uint8Array, options: InspectOptions): Opened<Iterable<Uint8Array>> {
  const sequence = bytes.length < SMALLEST_SEQUENCE ? null : findSequence(headOf(bytes), options)
  return sequence ? { sequence, pieces: cut(bytes) } : { sequence: null, whole: bytes }
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  const cutter = new LineCutter(PIECE_SIZE)
  yield* cutter.add(bytes)
  yield cutter.rest()
}

/** Divides a source that arrives in chunks. What is no sequence is collected: it can be read only as a whole. */
export async function openStream(
  chunks: AsyncIterable<Uint8Array>,
  options: InspectOptions,
): Promise<Opened<AsyncIterable<Uint8Array>>> {
  const iterator = chunks[Symbol.asyncIterator]()
  const read: Uint8Array[] = []
  let length = 0
  const readUntil = async (enough: number): Promise<boolean> => {
    while (length < enough) {
      const { done, value } = await iterator.next()
      if (done) return false
      read.push(value)
      length += value.length
    }
    return true
  }
  const large = await readUntil(SMALLEST_SEQUENCE)
  const begun = joinBytes(read, length)
  const sequence = large ? findSequence(headOf(begun), options) : null
  if (sequence) return { sequence, pieces: cutStream(begun, iterator) }
  await readUntil(Infinity)
  return { sequence: null, whole: joinBytes(read, length) }
}

async function* cutStream(begun: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const cutter = new LineCutter(PIECE_SIZE)
  yield* cutter.add(begun)
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield* cutter.add(next.value)
  yield cutter.rest()
}

/** The whole lines among the first bytes: the same, however the rest will come. */
export function headOf(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(10, PIECE_SIZE) + 1
  return bytes.subarray(0, end > 0 ? end : bytes.lastIndexOf(10, SMALLEST_SEQUENCE - 1) + 1)
}
