import type { Problem } from '../problem.ts'

/**
 * Errors that were not there before. Places move, so rule, id and words tell which is which; where an id was changed, as
 * many problems of that rule as are gone are the same ones in other words.
 */
export function addedProblems(before: readonly Problem[], after: readonly Problem[]): Problem[] {
  const known = new Known(before)
  const unknown = after.filter((problem) => problem.severity === 'error' && !known.take(problem))
  return unknown.filter((problem) => !known.takeAlike(problem))
}

/** A call that is open because the conversation ends with it stays open when one beside it is answered. */
const ruleOf = ({ rule }: Problem): string => (rule === 'pending-call' ? 'orphaned-call' : rule)

/** Problems to be taken off one by one. */
class Known {
  readonly #exact = new Map<string, number>()
  readonly #alike = new Map<string, number>()

  constructor(problems: readonly Problem[]) {
    for (const problem of problems) {
      count(this.#exact, this.#keyOf(problem), 1)
      count(this.#alike, ruleOf(problem), 1)
    }
  }

  take(problem: Problem): boolean {
    if (!take(this.#exact, this.#keyOf(problem))) return false
    return take(this.#alike, ruleOf(problem))
  }

  takeAlike(problem: Problem): boolean {
    return take(this.#alike, ruleOf(problem))
  }

  #keyOf(problem: Problem): string {
    return `${ruleOf(problem)}\n${problem.callId ?? problem.message}`
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0
  if (left > 0) count(counts, key, -1)
  return left > 0
}
