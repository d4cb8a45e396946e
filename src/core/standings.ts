import { pairToolCalls } from './conversation/pair-tool-calls.ts'
import { Judge, type Verdict } from './judge.ts'
import { withOthers } from './judge-source.ts'
import { predictFound } from './predict.ts'
import { sourceProblems } from './problems.ts'
import type { InspectOptions, Prediction, TargetId } from './problem.ts'
import { readSource, type Reading } from './reading.ts'
import type { Found } from './rules/check.ts'
import type { Scope } from './rules/rule.ts'
import { toSource } from './source/source.ts'
import { isForeign, targetOf } from './target-for.ts'
import { targets } from './targets/index.ts'
import type { Target } from './targets/target.ts'

/** How a source stands with one target: what it would say first, and how much is wrong. */
export interface Standing {
  readonly target: TargetId
  readonly errors: number
  readonly warnings: number
  /** `null`: it would accept the source, or cannot be asked before the source is written in its format. */
  readonly prediction: Prediction | null
  /** The source is written in another format than the target takes: a repair writes it anew. */
  readonly foreign: boolean
}

/** Messages looked at between two moments in which other work may be done. */
const STEP = 200

/**
 * Asks all targets in a single pass: each message is read once and each conversation paired once. Yields between steps,
 * so that a page stays free. The answers are those of `inspect` with each target.
 */
export function* standInSteps(reading: Reading): Generator<undefined, readonly Standing[], undefined> {
  const { format } = reading
  const seats = targets.map(({ id }) => new Seat(reading, targetOf(id, format)))
  let looked = 0
  if (format) {
    for (const read of reading.conversations) {
      const opened = seats.map((seat) => seat.judge!.scopeOf(read))
      const inMessages = seats.map((): (readonly Found[])[] => [])
      for (let index = 0; index < read.records.count; index++) {
        const message = read.messageAt(index)
        const value = read.records.value(index)
        for (const [at, seat] of seats.entries()) {
          const found = seat.judge!.judgeMessage(message, value, opened[at] as Scope)
          if (found.length > 0) inMessages[at]!.push(found)
        }
        if (++looked % STEP === 0) yield
      }
      // Now all messages were asked for and are there.
      const pairing = pairToolCalls(read.conversation, (message, steps) => read.records.textAt(message, steps))
      for (const [at, seat] of seats.entries()) seat.verdicts.push(seat.judge!.judgeWith(pairing, read, inMessages[at]!))
    }
  }
  return seats.map((seat) => seat.standing())
}

/**
 * What every API and library we know would answer to one source, in the order of `targets`: `inspect` with each of them, in
 * a single pass. Never throws.
 */
export function standings(
  source: string | Uint8Array,
  options: Pick<InspectOptions, 'format' | 'name'> = {},
): readonly Standing[] {
  const steps = standInSteps(readSource(toSource(source, options?.name), options?.format))
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** One target while all are asked. */
class Seat {
  readonly judge: Judge | null
  readonly verdicts: Verdict[] = []
  readonly #reading: Reading
  readonly #target: Target

  constructor(reading: Reading, target: Target) {
    this.#reading = reading
    this.#target = target
    this.judge = reading.format && new Judge(reading.format, target)
  }

  standing(): Standing {
    const { format } = this.#reading
    const verdicts = withOthers(this.verdicts)
    const severities = [
      ...Array.from(sourceProblems(this.#reading), ({ problem }) => problem.severity),
      ...verdicts.flatMap(({ found }) => found.map(({ severity }) => severity)),
    ]
    return {
      target: this.#target.id,
      errors: severities.filter((severity) => severity === 'error').length,
      warnings: severities.filter((severity) => severity === 'warning').length,
      prediction: predictFound(this.#reading, verdicts, this.#target),
      foreign: format !== null && isForeign(this.#target, format),
    }
  }
}
