import { readInput } from '../../conversation/facts.ts'
import type { CallDraft, PartDraft, ResultDraft } from '../transcript.ts'

/**
 * Remembers the calls that no result was seen for. Some logs write a call twice, whole, before its result comes; the
 * second is no call of its own. Where ids are never used again (`ids: 'unique'`) it is none behind its result either.
 */
export class OpenCalls {
  readonly #open = new Map<string, string>()
  readonly #ids: 'unique' | 'reused'

  constructor(ids: 'unique' | 'reused' = 'reused') {
    this.#ids = ids
  }

  /** Parts in order, without calls that stand open already; says how many those were. */
  withoutRepeats(parts: readonly PartDraft[]): { parts: PartDraft[]; repeats: number } {
    const kept = parts.filter((part) => {
      if (part.type === 'result') this.#close(part)
      return part.type !== 'call' || this.#isNew(part)
    })
    return { parts: kept, repeats: parts.length - kept.length }
  }

  #isNew(part: CallDraft): boolean {
    const id = part.id?.text
    if (!id) return true
    const says = `${part.name?.text ?? ''}\n${readInput(part.input?.value).fingerprint}`
    if (this.#open.get(id) === says) return false
    this.#open.set(id, says)
    return true
  }

  #close({ id }: ResultDraft): void {
    if (id?.text && this.#ids === 'reused') this.#open.delete(id.text)
  }
}
