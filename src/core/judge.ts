import { pairToolCalls, type PairingOptions } from './conversation/pair-tool-calls.ts'
import type { Conversation } from './conversation/conversation.ts'
import type { Pairing } from './conversation/pairing.ts'
import type { Format } from './formats/format.ts'
import type { TargetId } from './problem.ts'
import type { Records } from './records/records.ts'
import { check, type Found } from './rules/check.ts'
import { rules } from './rules/index.ts'
import type { Scope } from './rules/rule.ts'
import { targets } from './targets/index.ts'
import type { Target } from './targets/target.ts'

export interface Verdict {
  readonly scope: Scope
  readonly pairing: Pairing
  readonly found: readonly Found[]
}

/** Pairs one conversation and runs the rules of a target over it. */
export function judge(
  conversation: Conversation,
  records: Records,
  format: Format,
  target: Target,
  options: PairingOptions = {},
): Verdict {
  const pairing = pairToolCalls(conversation, options)
  const foreign = isForeign(target, format)
  const scope: Scope = {
    conversation,
    pairing,
    target: foreign ? acrossFormats(target, format) : target,
    format,
    foreign,
    valueOf: (message) => records.value(message),
    textAt: (message, steps) => records.textAt(message, steps),
  }
  return { scope, pairing, found: check(scope, rules) }
}

/** The target with this id; an id nobody knows is judged as the format's own API. */
export function targetOf(id: TargetId | undefined, format: Format | null): Target {
  const own = targets.find((target) => target.id === (format?.target ?? 'openai-chat'))
  return targets.find((target) => target.id === id) ?? own ?? targets[0]!
}

/** The target takes another format than the source is written in. */
export function isForeign(target: Target, format: Format): boolean {
  return target.format !== format.id && target.id !== format.target
}

/**
 * What a target holds against a source of another format. Shape and order are judged as the source's own API does, for
 * the writer reads from there; ids, names and limits are the target's. What the writer settles is no error.
 */
function acrossFormats(target: Target, format: Format): Target {
  const home = targetOf(format.target, format)
  const shape = Object.fromEntries(
    Object.entries(home.rules).map(([rule, severity]) => [
      rule,
      target.rules[rule] ?? (severity === 'error' ? 'warning' : severity),
    ]),
  )
  return { ...target, roles: home.roles, resultsIn: home.resultsIn, rules: { ...target.rules, ...shape } }
}
