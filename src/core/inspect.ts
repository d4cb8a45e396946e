import { judgeSource } from './judge-source.ts'
import { openLong } from './long/long-reader.ts'
import type { InspectOptions, Inspection } from './problem.ts'
import { Gatherer } from './sequence/gather.ts'
import { readLineRange } from './sequence/line-range.ts'
import { judgePiece, reportOf } from './sequence/piece-report.ts'
import { headOf, openBytes, openStream } from './sequence/pieces.ts'
import { inspectionOf } from './sequence/sequence-inspection.ts'
import { findSequence, PIECE_SIZE, SMALLEST_SEQUENCE, type Sequence } from './sequence/sequence.ts'
import type { SourceBytes } from './source/source-bytes.ts'
import { toSource } from './source/source.ts'

/** Everything we can say about one source. Never throws: what cannot be read is a problem. */
export function inspect(content: string | Uint8Array, options: InspectOptions = {}): Inspection {
  const { bytes, name } = toSource(content, options?.name)
  const opened = openBytes(bytes, options ?? {})
  if (!opened.sequence) return judgeSource(bytes, options).inspection
  const inspector = new SequenceInspector(opened.sequence)
  for (const piece of opened.pieces) inspector.add(piece)
  return inspector.inspection(name)
}

/**
 * The same for bytes that arrive in chunks. Memory does not grow with a sequence of requests, one a line, but for what is
 * told of it; any other source is collected first. Throws what the source throws.
 */
export async function inspectStream(content: AsyncIterable<Uint8Array>, options: InspectOptions = {}): Promise<Inspection> {
  const opened = await openStream(content, options)
  if (!opened.sequence) return judgeSource(opened.whole, options).inspection
  const inspector = new SequenceInspector(opened.sequence)
  for await (const piece of opened.pieces) inspector.add(piece)
  return inspector.inspection(options.name)
}

/**
 * The same for a source that can be read at any place, like a file: sequences and long conversations are read in
 * windows, any other source at once. Throws what the source throws.
 */
export function inspectSource(source: SourceBytes, options: InspectOptions = {}): Inspection {
  const head = source.length < SMALLEST_SEQUENCE ? null : source.read(0, SMALLEST_SEQUENCE)
  const sequence = head && findSequence(headOf(head), options)
  if (sequence) {
    const inspector = new SequenceInspector(sequence)
    for (let from = 0; from < source.length; from += PIECE_SIZE)
      inspector.add(readLineRange(source, from, Math.min(source.length, from + PIECE_SIZE)).bytes)
    return inspector.inspection(options.name)
  }
  const long = head && openLong(source, head, options)
  while (long?.step());
  return long?.inspection ?? judgeSource(source.read(0, source.length), options).inspection
}

class SequenceInspector {
  readonly #sequence: Sequence
  readonly #gatherer = new Gatherer()
  #bytes = 0

  constructor(sequence: Sequence) {
    this.#sequence = sequence
  }

  add(piece: Uint8Array): void {
    this.#gatherer.add(reportOf(judgePiece(piece, this.#sequence.plan), this.#bytes))
    this.#bytes += piece.length
  }

  inspection(name: string | undefined): Inspection {
    return inspectionOf(this.#sequence, this.#gatherer, { name, bytes: this.#bytes })
  }
}
