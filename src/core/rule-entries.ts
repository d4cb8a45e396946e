import type { RuleId, Severity, TargetId } from './problem.ts'
import { rules } from './rules/index.ts'
import { targets } from './targets/index.ts'
import { wordings } from './wordings.ts'

/** All there is to say about one rule: what it means, who holds it, and in which sentences it is told. */
export interface RuleEntry {
  readonly id: RuleId
  /** `null` for a rule that is only known from errors: nothing in a source shows it. */
  readonly about: { readonly what: string; readonly why: string } | null
  readonly heldBy: readonly { readonly target: TargetId; readonly title: string; readonly severity: Severity }[]
  readonly sentences: readonly RuleSentence[]
}

interface RuleSentence {
  readonly api: string
  /** Who says it, in words. */
  readonly title: string
  readonly text: string
  readonly status: number
  readonly code: string | null
  /** No longer said, or said by few. */
  readonly historic: boolean
  readonly evidence: string | null
}

/** `anthropic`, or an endpoint as `openai-chat (openai-responses)`; of what is no target only the id is known. */
function titleOf(api: string): string {
  const [, id = api, format = ''] = /^(.+) \((.+)\)$/.exec(api) ?? []
  const target = targets.find((known) => known.id === id)
  return target?.endpoints?.[format]?.title ?? target?.title ?? api
}

/** Every rule and every sentence, by rule, in the order of their names. */
export function ruleEntries(): readonly RuleEntry[] {
  const sentences = wordings.flatMap(({ api, wordings: own }) =>
    own.map(({ rule, text, status = 400, code = null, historic = false, evidence = null }) => ({
      rule,
      sentence: { api, title: titleOf(api), text, status, code, historic, evidence },
    })),
  )
  const ids = new Set([...rules.map(({ meta }) => meta.id), ...sentences.map(({ rule }) => rule)])
  return [...ids].sort().map((id): RuleEntry => {
    const meta = rules.find((rule) => rule.meta.id === id)?.meta
    return {
      id,
      about: meta ? { what: meta.what, why: meta.why } : null,
      heldBy: targets.flatMap(({ id: target, title, rules: held }) =>
        held[id] === undefined || !meta ? [] : [{ target, title, severity: held[id] }],
      ),
      sentences: sentences.filter(({ rule }) => rule === id).map(({ sentence }) => sentence),
    }
  })
}
