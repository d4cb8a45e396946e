/** Which target a source is judged by, and what that target holds against a source of another format. */
import type { Format } from './formats/format.ts'
import type { FormatId, RuleId, Severity, TargetId } from './problem.ts'
import { targets } from './targets/index.ts'
import type { Target } from './targets/target.ts'

/**
 * The target with this id, by the endpoint that takes the format; an id nobody knows is judged as the format's own API.
 */
export function targetOf(id: TargetId | undefined, format: Format | null): Target {
  const own = targets.find((target) => target.id === (format?.target ?? 'openai-chat'))
  const asked = targets.find((target) => target.id === id) ?? own ?? targets[0]!
  return endpointOf(asked, format?.id) ?? endpointOf(asked, format?.reads === 'records' ? own?.format : undefined) ?? asked
}

function endpointOf({ endpoints = {} }: Target, format: FormatId = ''): Target | undefined {
  return Object.hasOwn(endpoints, format) ? endpoints[format] : undefined
}

/** The target takes the format as it is. */
function takes({ format, alsoTakes = [] }: Target, id: string): boolean {
  return format === id || alsoTakes.includes(id)
}

/** The target takes another format than the source is written in. */
export function isForeign(target: Target, format: Format): boolean {
  if (takes(target, format.id)) return false
  // Data sets, batches and older forms of an API are written as it takes them; a log or an export is not.
  return format.reads === 'document' || !takes(target, apiFormatOf(format))
}

/** The format in which the API of a format takes its messages. */
function apiFormatOf({ id, target }: Format): FormatId {
  const home = targets.find((known) => known.id === target)
  return (home && endpointOf(home, id)?.format) ?? home?.format ?? id
}

/**
 * What a target holds against a source of another format. Shape and order are judged as the source's own API does, for
 * the writer reads from there; ids, names and limits are the target's. What the writer settles is no error.
 */
export function acrossFormats(target: Target, format: Format): Target {
  const home = targetOf(format.target, format)
  if (format.reads === 'document' && !takes(home, format.id)) return aloneInPairs(target)
  const shape = Object.fromEntries(
    Object.entries(home.rules).map(([rule, severity]) => [
      rule,
      target.rules[rule] ?? (severity === 'error' ? 'warning' : severity),
    ]),
  )
  const seen = { ...target, roles: home.roles, resultsIn: home.resultsIn, rules: { ...target.rules, ...shape } }
  if (format.reads === 'records' && !format.ofDocument) return seen
  const held = heldBy(seen, (rule) => PAIR_RULES.has(rule) || HANDED_ON.has(rule))
  // Where the source's own API wants no ids, they are given on the way.
  return home.callIds === 'required'
    ? held
    : { ...held, rules: { ...held.rules, 'missing-call-id': 'info', 'missing-result-id': 'info' } }
}

/** Rules about what a writer hands on as it is: whatever the shape of the source, the target will see it. */
const HANDED_ON: ReadonlySet<RuleId> = new Set([
  'missing-call-id',
  'missing-result-id',
  'call-id-empty',
  'call-id-not-string',
  'result-before-call',
  'result-not-adjacent',
  'results-split',
  'call-id-pattern',
  'call-id-too-long',
  'call-id-whitespace',
  'duplicate-call-id',
  'function-name-pattern',
  'unknown-tool',
  'unused-result',
  'arguments-schema-mismatch',
])

/**
 * Rules that speak of calls and results alone, however they are written down. A log or an export is not sent anywhere:
 * what an API holds against shape and order is judged when its conversation is written for that API.
 */
const PAIR_RULES: ReadonlySet<RuleId> = new Set([
  'orphaned-call',
  'pending-call',
  'orphaned-result',
  'duplicate-result',
  'mismatched-call-id',
  'malformed-entry',
  'arguments-invalid-json',
  'arguments-truncated',
  'arguments-duplicate-key',
  'slow-call',
  'mixed-session',
  'retried-call',
  'repeated-call',
])

/** What a target holds against messages that are told by their parts, and stand nowhere as an API would have them. */
export function aloneInPairs(target: Target): Target {
  return heldBy(target, (rule) => PAIR_RULES.has(rule))
}

function heldBy(target: Target, isHeld: (rule: RuleId) => boolean): Target {
  return { ...target, rules: Object.fromEntries(Object.entries(target.rules).filter(([rule]) => isHeld(rule))) }
}

/** The same target as it treats the model that the request names. */
export function forModel(target: Target, model: unknown): Target {
  const { models = [] } = target
  if (typeof model !== 'string' || models.length === 0) return target
  const own: Record<RuleId, Severity> = {}
  for (const { rule, model: name, severity } of models) if (name.test(model)) own[rule] ??= severity
  return Object.keys(own).length > 0 ? { ...target, rules: { ...target.rules, ...own } } : target
}
