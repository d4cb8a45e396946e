import type { Message } from '../conversation/message.ts'
import type { Severity } from '../problem.ts'
import type { Target } from '../targets/target.ts'
import type { Finding, Report, Rule, Scope } from './rule.ts'

export interface Found {
  readonly rule: Rule
  readonly finding: Finding
  readonly severity: Severity
}

interface HeldRule {
  readonly rule: Rule
  readonly severity: Severity
}

const NOTHING: readonly Found[] = []

/**
 * The rules a target holds, ready to be run over many messages and conversations. A rule that breaks is told as a
 * remark; the others go on.
 */
export class Checker {
  readonly #ofMessages: readonly HeldRule[]
  readonly #ofPlainMessages: readonly HeldRule[]
  readonly #ofConversations: readonly HeldRule[]
  readonly #ofSoundConversations: readonly HeldRule[]

  constructor(target: Target, rules: readonly Rule[]) {
    const held = rules.flatMap((rule): HeldRule[] => {
      const severity = target.rules[rule.meta.id]
      return severity ? [{ rule, severity }] : []
    })
    this.#ofMessages = held.filter(({ rule }) => rule.checkMessage)
    this.#ofPlainMessages = this.#ofMessages.filter(({ rule }) => !rule.passesPlain)
    this.#ofConversations = held.filter(({ rule }) => rule.checkConversation)
    this.#ofSoundConversations = this.#ofConversations.filter(({ rule }) => !rule.passesSound)
  }

  message(message: Message, value: unknown, scope: Scope): readonly Found[] {
    const held = message.plain ? this.#ofPlainMessages : this.#ofMessages
    return this.#collect(held, scope, (rule, report) => rule.checkMessage!(message, value, scope, report))
  }

  conversation(scope: Scope): readonly Found[] {
    const held = scope.pairing.sound ? this.#ofSoundConversations : this.#ofConversations
    return this.#collect(held, scope, (rule, report) => rule.checkConversation!(scope, report))
  }

  /** One report for all rules: made anew for each, it would be most of what checking a sound message costs. */
  #collect(held: readonly HeldRule[], { target }: Scope, run: (rule: Rule, report: Report<string>) => void): readonly Found[] {
    let found: Found[] | null = null
    let under = held[0]!
    const report: Report<string> = (finding) => {
      found ??= []
      // The model of this request may weigh it otherwise than the target does.
      const severity = finding.severity ?? target.rules[under.rule.meta.id] ?? under.severity
      found.push({ rule: under.rule, finding, severity })
    }
    for (const one of held) {
      under = one
      if (target.rules[one.rule.meta.id] === undefined) continue
      try {
        run(one.rule, report)
      } catch (error) {
        found ??= []
        found.push(crash(one.rule, error))
      }
    }
    return found ?? NOTHING
  }
}

function crash(rule: Rule, error: unknown): Found {
  const data = { rule: rule.meta.id, why: String(error) }
  return { rule: crashed, severity: 'info', finding: { messageId: 'crashed', at: { message: null, steps: [] }, data } }
}

/** Runs the rules that look at all conversations of a source: what each found, by conversation. */
export function checkSource(scopes: readonly Scope[], rules: readonly Rule[]): Found[][] {
  const found: Found[][] = scopes.map(() => [])
  if (scopes.length < 2) return found
  for (const rule of rules) {
    rule.checkSource?.(scopes, (conversation, finding) => {
      const severity = scopes[conversation]?.target.rules[rule.meta.id]
      if (severity) found[conversation]!.push({ rule, finding, severity: finding.severity ?? severity })
    })
  }
  return found
}

const crashed: Rule = {
  meta: {
    id: 'rule-crashed',
    phase: 'request',
    severity: 'info',
    what: 'A rule could not run.',
    why: 'This is our mistake; the other rules went on.',
    messages: { crashed: 'The rule `{rule}` could not run: {why}' },
  },
}
