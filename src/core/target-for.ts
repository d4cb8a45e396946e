/** Which target a source is judged by, and what that target holds against a source of another format. */
import type { ApiShape, Format } from './formats/format.ts'
import type { TargetId } from './problem.ts'
import { targets } from './targets/index.ts'
import type { Target } from './targets/target.ts'

/** The target with this id; an id nobody knows is judged as the format's own API. */
export function targetOf(id: TargetId | undefined, format: Format | null): Target {
  const own = targets.find((target) => target.id === (format?.target ?? 'openai-chat'))
  return targets.find((target) => target.id === id) ?? own ?? targets[0]!
}

/** The target takes another format than the source is written in. */
export function isForeign(target: Target, format: Format): boolean {
  return format.reads === 'document' || (target.format !== format.id && target.id !== format.target)
}

/**
 * What a target holds against a source of another format. Shape and order are judged as the source's own API does, for
 * the writer reads from there; ids, names and limits are the target's. What the writer settles is no error.
 */
export function acrossFormats(target: Target, format: Format): Target {
  if (format.reads === 'document') return format.api ? asApi(target, format.api) : aloneInPairs(target)
  const home = targetOf(format.target, format)
  const shape = Object.fromEntries(
    Object.entries(home.rules).map(([rule, severity]) => [
      rule,
      target.rules[rule] ?? (severity === 'error' ? 'warning' : severity),
    ]),
  )
  return { ...target, roles: home.roles, resultsIn: home.resultsIn, rules: { ...target.rules, ...shape } }
}

/**
 * Rules that speak of calls and results alone, however they are written down. A log or an export is not sent anywhere:
 * what an API holds against shape and order is judged when its conversation is written for that API.
 */
const PAIR_RULES = [
  'orphaned-call',
  'pending-call',
  'orphaned-result',
  'duplicate-result',
  'mismatched-call-id',
  'malformed-entry',
  'arguments-invalid-json',
  'arguments-truncated',
  'retried-call',
  'repeated-call',
]

function aloneInPairs(target: Target): Target {
  const held = Object.entries(target.rules).filter(([rule]) => PAIR_RULES.includes(rule))
  return { ...target, rules: Object.fromEntries(held) }
}

/** What any API that takes calls and results refuses, told from ids, names, kinds and places alone. */
const API_RULES = [
  'result-before-call',
  'duplicate-call-id',
  'call-id-pattern',
  'call-id-too-long',
  'call-id-whitespace',
  'call-id-not-string',
  'missing-function-name',
  'empty-function-name',
  'function-name-pattern',
  'missing-arguments',
  'arguments-not-object',
  'arguments-not-string',
  'call-in-wrong-role',
  'invalid-role',
  'empty-text-block',
  'empty-message-content',
]
const ORDER_RULES = ['result-not-adjacent', 'results-split']
const ID_RULES = ['missing-call-id', 'missing-result-id']

function asApi(target: Target, { needsIds, needsOrder, ...shape }: ApiShape): Target {
  const held = [...API_RULES, ...(needsOrder ? ORDER_RULES : []), ...(needsIds ? ID_RULES : [])].map(
    (rule) => [rule, 'error'] as const,
  )
  const rules = { ...aloneInPairs(target).rules, ...Object.fromEntries(held), 'empty-result': 'info' as const }
  return { ...target, ...shape, rules }
}
