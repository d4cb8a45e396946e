import type { Change, Loss, Repair } from '../problem.ts'
import { shiftSpan, Gatherer } from './gather.ts'
import type { PieceRepair } from './repair-piece.ts'

/** Puts the repairs of pieces together, in the order of the source. */
export class RepairGatherer {
  readonly #changes: Change[] = []
  readonly #losses: Loss[] = []
  readonly #after = new Gatherer()
  readonly #untouched = { messages: 0, of: 0 }
  /** Written in another format: that is one change of the whole, however many pieces it has. */
  #rewrite: Change | null = null

  /** `start`: offset of the piece in the source. */
  add({ changes, losses, untouched, rewritten, after }: PieceRepair, start: number): void {
    const [first] = changes
    if (rewritten && first && this.#rewrite?.safety !== 'destructive') this.#rewrite = first
    for (const change of rewritten ? changes.slice(1) : changes)
      this.#changes.push({ ...change, span: shiftSpan(change.span, start) })
    this.#losses.push(...losses)
    this.#untouched.messages += untouched.messages
    this.#untouched.of += untouched.of
    this.#after.add(after)
  }

  /** `bytes`: length of the source. */
  repair(output: string, bytes: number): Repair {
    const rewrite = this.#rewrite ? [{ ...this.#rewrite, span: { start: 0, end: bytes } }] : []
    return {
      output,
      changes: [...rewrite, ...this.#changes],
      remaining: this.#after.gathered().problems,
      losses: this.#losses,
      untouched: { ...this.#untouched },
    }
  }
}
