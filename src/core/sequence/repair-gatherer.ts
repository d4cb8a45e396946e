import { addCounts, NO_COUNTS } from '../conversation/pairing.ts'
import type { Change, Loss, StreamedRepair } from '../problem.ts'
import { shiftSpan, Gatherer } from './gather.ts'
import type { PieceRepair } from './repair-piece.ts'

/** Puts the repairs of pieces together, in the order of the source. */
export class RepairGatherer {
  readonly #changes: Change[] = []
  readonly #losses: Loss[] = []
  readonly #before = { ...NO_COUNTS }
  readonly #after = new Gatherer()
  readonly #untouched = { messages: 0, of: 0 }
  /** Written in another format: that is one change of the whole, however many pieces it has. */
  #rewrite: Change | null = null

  /** `start`: offset of the piece in the source. */
  add({ changes, losses, untouched, rewritten, before, after }: PieceRepair, start: number): void {
    addCounts(this.#before, before)
    const [first] = changes
    if (rewritten && first && this.#rewrite?.safety !== 'destructive') this.#rewrite = first
    for (const change of rewritten ? changes.slice(1) : changes)
      this.#changes.push({ ...change, span: shiftSpan(change.span, start) })
    for (const loss of losses) this.#losses.push(loss)
    this.#untouched.messages += untouched.messages
    this.#untouched.of += untouched.of
    this.#after.add(after)
  }

  /** `bytes`: length of the source. */
  report(bytes: number): Omit<StreamedRepair, 'output' | 'format'> {
    const rewrite = this.#rewrite ? [{ ...this.#rewrite, span: { start: 0, end: bytes } }] : []
    const { problems, totals } = this.#after.gathered()
    return {
      changes: [...rewrite, ...this.#changes],
      remaining: problems,
      losses: this.#losses,
      untouched: { ...this.#untouched },
      before: { ...this.#before },
      after: totals,
    }
  }
}
