import type { RuleId, Severity } from '../problem.ts'

/** What no API says and everybody wants to know, whoever the target is: nothing here is refused. */
export const remarks: Readonly<Record<RuleId, Severity>> = {
  'arguments-schema-mismatch': 'warning',
  'arguments-duplicate-key': 'warning',
  'mixed-session': 'warning',
  'unknown-tool': 'info',
  'slow-call': 'info',
  'incomplete-turn': 'info',
  'repeated-call': 'info',
  'retried-call': 'info',
  'unused-result': 'info',
  'empty-result': 'info',
}
