import type { Repair, RepairOptions, StreamedRepair } from './problem.ts'
import { inspectOptions, kept, repairBytes, repairWhole } from './repair/repair-whole.ts'
import { joinBytes } from './source/join-bytes.ts'
import { judgePiece } from './sequence/piece-report.ts'
import { openBytes, openStream } from './sequence/pieces.ts'
import { RepairGatherer } from './sequence/repair-gatherer.ts'
import { repairPiece } from './sequence/repair-piece.ts'
import type { Sequence } from './sequence/sequence.ts'
import { decode, toSource } from './source/source.ts'
import { applyTextEdits } from './source/text-edit.ts'

/** Repairs a source for a target. Never throws; what cannot be read comes back as it is. */
export function repair(content: string | Uint8Array, options: RepairOptions): Repair {
  const asked: RepairOptions = typeof options === 'object' && options !== null ? options : { target: '' }
  const { bytes } = toSource(content)
  const opened = openBytes(bytes, inspectOptions(asked))
  if (!opened.sequence) return repairWhole(bytes, asked)
  const repairer = new SequenceRepairer(opened.sequence, asked)
  const output = Array.from(opened.pieces, (piece) => repairer.add(piece))
  const { changes, remaining, losses, untouched } = repairer.report()
  return { output: decode(joinBytes(output)), changes, remaining, losses, untouched }
}

/** Where a repaired stream goes; the next piece is read when the promise is settled. */
export type Write = (bytes: Uint8Array) => void | Promise<void>

/**
 * The same for bytes that arrive in chunks. With `write`, the output goes there piece by piece, `output` stays empty, and
 * memory does not grow with a sequence of requests, one a line, but for what is told of it. Throws what the source or
 * `write` throws.
 */
export async function repairStream(
  content: AsyncIterable<Uint8Array>,
  options: RepairOptions & { readonly write?: Write },
): Promise<StreamedRepair> {
  const { write, ...asked } = options
  const opened = await openStream(content, inspectOptions(asked))
  const output: Uint8Array[] = []
  const take: Write = write ?? ((bytes) => void output.push(bytes))
  if (!opened.sequence) {
    const { bytes, report, before, after } = repairBytes(opened.whole, asked)
    await take(bytes)
    return {
      ...report,
      output: decode(joinBytes(output)),
      format: before.format,
      before: before.totals,
      after,
    }
  }
  const repairer = new SequenceRepairer(opened.sequence, asked)
  for await (const piece of opened.pieces) await take(repairer.add(piece))
  return { ...repairer.report(), output: decode(joinBytes(output)), format: opened.sequence.plan.format }
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

  report(): Omit<StreamedRepair, 'output' | 'format'> {
    const report = this.#gatherer.report(this.#read)
    return { ...report, remaining: kept(report.remaining, this.#options) }
  }
}
