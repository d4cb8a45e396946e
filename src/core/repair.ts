import type { Repair, RepairOptions } from './problem.ts'
import { kept, inspectOptions, repairWhole } from './repair/repair-whole.ts'
import { judgePiece } from './sequence/piece-report.ts'
import { openBytes, openStream } from './sequence/pieces.ts'
import { RepairGatherer } from './sequence/repair-gatherer.ts'
import { repairPiece } from './sequence/repair-piece.ts'
import type { Sequence } from './sequence/sequence.ts'
import { decode, encode, toSource } from './source/source.ts'
import { applyTextEdits } from './source/text-edit.ts'
import { joinBytes } from './sequence/line-cutter.ts'

/** Repairs a source for a target. Never throws; what cannot be read comes back as it is. */
export function repair(content: string | Uint8Array, options: RepairOptions): Repair {
  const asked: RepairOptions = typeof options === 'object' && options !== null ? options : { target: '' }
  const { bytes } = toSource(content)
  const opened = openBytes(bytes, inspectOptions(asked))
  if (!opened.sequence) return repairWhole(bytes, asked)
  const repairer = new SequenceRepairer(opened.sequence, asked)
  const output: Uint8Array[] = []
  for (const piece of opened.pieces) output.push(repairer.add(piece))
  return repairer.repair(decode(joinBytes(output)))
}

/** Where a repaired stream goes; the next piece is read when the promise is settled. */
export type Write = (bytes: Uint8Array) => void | Promise<void>

/**
 * The same for bytes that arrive in chunks. With `write`, the output goes there piece by piece, `output` stays empty, and
 * memory does not grow with a sequence of requests, one a line. Throws what the source or `write` throws.
 */
export async function repairStream(
  content: AsyncIterable<Uint8Array>,
  options: RepairOptions & { readonly write?: Write },
): Promise<Repair> {
  const { write, ...asked } = options
  const opened = await openStream(content, inspectOptions(asked))
  if (!opened.sequence) {
    const repaired = repairWhole(opened.whole, asked)
    if (!write) return repaired
    await write(repaired.changes.length === 0 ? opened.whole : encode(repaired.output))
    return { ...repaired, output: '' }
  }
  const repairer = new SequenceRepairer(opened.sequence, asked)
  const output: Uint8Array[] = []
  for await (const piece of opened.pieces) {
    const repaired = repairer.add(piece)
    if (write) await write(repaired)
    else output.push(repaired)
  }
  return repairer.repair(write ? '' : decode(joinBytes(output)))
}

class SequenceRepairer {
  readonly #sequence: Sequence
  readonly #options: RepairOptions
  readonly #gatherer = new RepairGatherer()
  #read = 0
  #written = 0

  constructor(sequence: Sequence, options: RepairOptions) {
    this.#sequence = sequence
    this.#options = options
  }

  /** The bytes of a piece after its repair. */
  add(piece: Uint8Array): Uint8Array {
    const { plan } = this.#sequence
    const repaired = repairPiece(judgePiece(piece, plan), plan, this.#options, this.#written)
    this.#gatherer.add(repaired, this.#read)
    const output = repaired.edits.length === 0 ? piece : applyTextEdits(piece, repaired.edits)
    this.#read += piece.length
    this.#written += output.length
    return output
  }

  repair(output: string): Repair {
    const repaired = this.#gatherer.repair(output, this.#read)
    return { ...repaired, remaining: kept(repaired.remaining, this.#options) }
  }
}
