import type { RuleId, Severity } from '../problem.ts'
import { openaiChat } from './openai-chat.ts'
import type { Target } from './target.ts'

/** What a target states that is made after another one; `drops` are rules of that one that it does not have. */
export interface Difference extends Partial<Omit<Target, 'id' | 'title' | 'kind' | 'source' | 'wordings'>> {
  readonly id: Target['id']
  readonly title: string
  readonly kind: Target['kind']
  readonly source: string
  readonly wordings: Target['wordings']
  readonly drops?: readonly RuleId[]
}

/**
 * A service that copies Chat Completions: it refuses what breaks pairs or shape as OpenAI does, often word for word. How
 * it takes OpenAI's limits and finer points nobody has reported, so they are no errors here.
 *
 * Source: provider-rules.md §8, "OpenAI-style bodies, own wordings", and §12.
 */
export function compatible(own: Difference): Target {
  const unknown = OWN_LIMITS.filter((rule) => own.rules?.[rule] === undefined)
  return derive(openaiChat, {
    like: openaiChat,
    ...NO_LIMITS,
    ...own,
    rules: { ...UNREPORTED, ...own.rules },
    drops: [...unknown, ...(own.drops ?? [])],
  })
}

/**
 * A service or a server that copies the endpoint, but neither its checks nor its words; for one that people run themselves
 * the template of the model decides. What was not reported is no error.
 *
 * Source: provider-rules.md §7, §9, §10.
 */
export function onlyReported(own: Difference): Target {
  const unknown = OWN_LIMITS.filter((rule) => own.rules?.[rule] === undefined)
  return derive(openaiChat, {
    ...NO_LIMITS,
    ...own,
    rules: { ...warned(openaiChat), ...own.rules },
    drops: [...unknown, ...(own.drops ?? [])],
  })
}

/** One target made after another: its rules and checks come first, what it does not speak of stays. */
export function derive(base: Target, { drops = [], ...own }: Difference): Target {
  const rules = Object.entries({ ...base.rules, ...own.rules }).filter(([rule]) => !drops.includes(rule))
  const held = new Set(rules.map(([rule]) => rule))
  const first = own.order ?? []
  const order = [...first, ...base.order.filter((rule) => !first.includes(rule))]
  const { alsoTakes, ...rest } = base
  return {
    ...rest,
    ...(alsoTakes && base.format === (own.format ?? base.format) && { alsoTakes }),
    ...own,
    rules: Object.fromEntries(rules),
    order: order.filter((rule) => held.has(rule)),
  }
}

/** Rules that speak of OpenAI's own limits and models. */
const OWN_LIMITS: readonly RuleId[] = [
  'call-id-too-long',
  'message-name-pattern',
  'too-many-tool-calls',
  'too-many-tools',
  'content-too-long',
  'image-not-allowed-for-role',
  'role-unsupported-by-model',
  'unknown-field',
]

const NO_LIMITS = { callId: {}, messages: {}, fields: {} } satisfies Partial<Target>

const UNREPORTED: Readonly<Record<RuleId, Severity>> = {
  'results-combined': 'warning',
  'duplicate-result': 'warning',
  'duplicate-call-id': 'warning',
  'function-name-pattern': 'warning',
  'missing-call-type': 'warning',
  'call-in-wrong-role': 'warning',
  'content-must-be-string': 'warning',
  'content-part-type': 'warning',
  'missing-part-type': 'warning',
  'result-content-not-string': 'warning',
  'wrong-endpoint': 'warning',
  'tool-definition-shape': 'warning',
  'empty-tool-calls': 'warning',
  'null-content': 'warning',
}

/** The same rules, none of them known to refuse anything. */
export function warned({ rules }: Target): Readonly<Record<RuleId, Severity>> {
  return Object.fromEntries(Object.entries(rules).map(([rule, severity]) => [rule, severity === 'error' ? 'warning' : severity]))
}
