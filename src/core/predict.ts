import type { Verdict } from './judge.ts'
import { describeFound } from './problems.ts'
import type { Prediction, Problem } from './problem.ts'
import type { Reading } from './reading.ts'
import type { Found } from './rules/check.ts'
import { rules } from './rules/index.ts'
import { wordingOf } from './targets/fill-wording.ts'
import type { Target } from './targets/target.ts'

/**
 * What the target would answer first: it reads the shape of the request from top to bottom, and only then asks who
 * answers whom, in the order its table gives. Where it would refuse nothing for sure, what some of its models or
 * versions refuse. `problems` in the order of the source.
 */
export function predict(problems: readonly Problem[], target: Target): Prediction | null {
  // What is no JSON is refused before anybody looks at a message; the words for that we have not seen.
  if (problems.some(({ rule }) => rule === 'invalid-json')) return null
  const said = problems.filter(({ providerError }) => providerError !== null)
  return (
    firstOf(
      said.filter((problem) => isRefused(problem, target)),
      target,
    ) ??
    firstOf(
      said.filter((problem) => mayBeRefused(problem, target)),
      target,
    )
  )
}

function firstOf(problems: readonly Problem[], target: Target): Prediction | null {
  const [first] = problems.toSorted((a, b) => rankOf(a.rule, target) - rankOf(b.rule, target))
  return first ? predictionOf(first, target) : null
}

/** More findings of one kind than this are not put into words to see which comes first: the first messages have it. */
const MOST_WORDED = 100

/** The same from findings, of which only those that may come first are put into words. */
export function predictFound(reading: Reading, verdicts: readonly Verdict[], target: Target): Prediction | null {
  if (reading.unwrapped.problems.some(({ rule }) => rule === 'invalid-json')) return null
  return firstFound(reading, verdicts, target, isRefused) ?? firstFound(reading, verdicts, target, mayBeRefused)
}

type Told = Pick<Problem, 'rule' | 'severity'>

function firstFound(
  reading: Reading,
  verdicts: readonly Verdict[],
  target: Target,
  isMeant: (told: Told, target: Target) => boolean,
): Prediction | null {
  const meant = verdicts.map(({ found }) =>
    found.filter(({ rule, severity }) => isMeant({ rule: rule.meta.id, severity }, target)),
  )
  const ranks = new Set(meant.flatMap((found) => found.map(({ rule }) => rankOf(rule.meta.id, target))))
  for (const rank of [...ranks].sort((a, b) => a - b)) {
    const alike = verdicts.flatMap(({ scope }, at) => {
      const own = meant[at]!.filter(({ rule }) => rankOf(rule.meta.id, target) === rank)
      return describeFound(reading, at, scope, own.sort(byMessage).slice(0, MOST_WORDED), target)
    })
    const said = alike.map(({ problem }) => problem).filter(({ providerError }) => providerError !== null)
    const [first] = said.sort((a, b) => a.span.start - b.span.start)
    if (first) return predictionOf(first, target)
  }
  return null
}

function byMessage(a: Found, b: Found): number {
  return (a.finding.at.message ?? -1) - (b.finding.at.message ?? -1)
}

/** Named by what the sentence tells: for an API a result that comes too late is a call without one. */
function predictionOf({ rule, severity, providerError }: Problem, target: Target): Prediction {
  const error = providerError ?? ''
  const wording = wordingOf(target, rule, error)
  const isSure = severity !== 'warning' || rule === PENDING
  return { status: wording?.status ?? 400, error, rule: wording?.rule ?? rule, ...(isSure ? {} : { depends: true as const }) }
}

function rankOf(rule: string, { order, checksBy }: Target): number {
  const at = order.indexOf(rule)
  const pairs = order.findIndex((own) => RESULTS.has(own))
  // What the table puts behind the pairs is asked after them, whatever it is about.
  return PAIRING.has(rule) || at > pairs || checksBy === 'rule' ? 1 + (at < 0 ? order.length : at) : 0
}

const RESULTS: ReadonlySet<string> = new Set(rules.filter(({ meta }) => meta.phase === 'results').map(({ meta }) => meta.id))

/** Rules of the pairs, which an API looks at when the shape of everything is sound. */
const PAIRING: ReadonlySet<string> = new Set(
  rules.filter(({ meta: { phase } }) => phase === 'ids' || phase === 'results').map(({ meta: { id } }) => id),
)

/** Nothing is wrong with an open call, but sent as it is the API refuses it. */
const PENDING = 'pending-call'

function isRefused({ severity, rule }: Told, target: Target): boolean {
  return (severity === 'error' && target.rules[rule] !== undefined) || rule === PENDING
}

/** Some models or versions of the API refuse it, and nothing tells which one is asked. */
function mayBeRefused({ severity, rule }: Told, target: Target): boolean {
  return severity === 'warning' && target.rules[rule] !== undefined
}
