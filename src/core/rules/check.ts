import type { Severity } from '../problem.ts'
import type { Finding, Rule, Scope } from './rule.ts'

export interface Found {
  readonly rule: Rule
  readonly finding: Finding
  readonly severity: Severity
}

/** Runs every rule the target holds over one conversation. A rule that breaks is told as a remark; the others go on. */
export function check(scope: Scope, rules: readonly Rule[]): Found[] {
  const found: Found[] = []
  const held = rules.flatMap((rule) => {
    const severity = scope.target.rules[rule.meta.id]
    return severity ? [{ rule, severity }] : []
  })
  const guarded = (rule: Rule, severity: Severity, run: (report: (finding: Finding) => void) => void): void => {
    try {
      run((finding) => found.push({ rule, finding, severity: finding.severity ?? severity }))
    } catch (error) {
      found.push({
        rule: crashed,
        severity: 'info',
        finding: { messageId: 'crashed', at: { message: null, steps: [] }, data: { rule: rule.meta.id, why: String(error) } },
      })
    }
  }
  const perMessage = held.filter(({ rule }) => rule.checkMessage)
  for (const message of scope.conversation.messages) {
    const value = scope.valueOf(message.index)
    for (const { rule, severity } of perMessage)
      guarded(rule, severity, (report) => rule.checkMessage!(message, value, scope, report))
  }
  for (const { rule, severity } of held) {
    if (rule.checkConversation) guarded(rule, severity, (report) => rule.checkConversation!(scope, report))
  }
  return found
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
