import { describeDetection } from '../judge-source.ts'
import { formats } from '../formats/index.ts'
import { targetOf } from '../target-for.ts'
import type { Inspection } from '../problem.ts'
import { predict } from '../predict.ts'
import type { Gatherer } from './gather.ts'
import type { Sequence } from './sequence.ts'

/** The inspection of a sequence, as far as it was read. */
export function inspectionOf(
  { plan, detected }: Sequence,
  gatherer: Gatherer,
  source: { readonly name?: string | undefined; readonly bytes: number },
): Inspection {
  const format = formats.find(({ id }) => id === plan.format) ?? null
  const { conversations, totals, problems } = gatherer.gathered()
  return {
    source: { ...(source.name === undefined ? {} : { name: source.name }), bytes: source.bytes, container: ['jsonl'] },
    ...describeDetection(format, detected),
    target: plan.target,
    conversations,
    totals,
    problems,
    prediction: predict(problems, targetOf(plan.target, format)),
  }
}
