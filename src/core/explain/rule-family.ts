import type { RuleId } from '../problem.ts'
import { targets } from '../targets/index.ts'

/**
 * Rules that one error may be about: an API has one sentence for several of them (told by the targets' tables), and what
 * it calls an orphaned call may be, looked at closely, a mistyped id.
 */
export function ruleFamily(rule: RuleId): ReadonlySet<RuleId> {
  return FAMILIES.get(rule) ?? new Set([rule])
}

/** What looks alike to an API, and is told apart by us. */
const KIN: readonly (readonly [RuleId, ...RuleId[]])[] = [
  ['orphaned-call', 'call-result-count-mismatch', 'missing-result-id', 'duplicate-call-id', 'incomplete-turn'],
  ['orphaned-result', 'mismatched-call-id', 'result-not-adjacent', 'call-id-whitespace', 'missing-call-id', 'empty-tool-calls'],
  // OpenAI does not see the calls of a message whose content is an empty list.
  ['orphaned-result', 'empty-message-content'],
  ['orphaned-result', 'result-not-first', 'results-split', 'call-in-wrong-role', 'call-result-count-mismatch'],
  ['duplicate-call-id', 'reused-call-id', 'call-id-empty', 'missing-call-id'],
  ['duplicate-result', 'placeholder-superseded'],
  ['missing-call-id', 'missing-result-id', 'call-id-empty'],
  ['call-id-pattern', 'call-id-whitespace', 'call-id-not-string'],
  ['arguments-not-object', 'arguments-not-string', 'arguments-invalid-json', 'arguments-truncated', 'arguments-empty'],
  ['arguments-not-string', 'arguments-not-object', 'missing-arguments'],
  ['function-not-object', 'missing-function-name'],
  ['call-in-wrong-role', 'legacy-function-call', 'invalid-role'],
  ['invalid-role', 'role-unsupported-by-model', 'system-message-position'],
  ['null-content', 'missing-content', 'content-must-be-string', 'empty-message-content', 'result-content-not-string'],
  ['missing-content', 'null-content', 'empty-message-content'],
  ['content-must-be-string', 'result-content-not-string', 'content-part-type', 'missing-part-type'],
  ['missing-part-type', 'content-part-type', 'result-content-not-string'],
  ['content-part-type', 'missing-part-type', 'image-not-allowed-for-role'],
  ['empty-message-content', 'empty-text-block', 'null-content', 'missing-content', 'empty-assistant-message'],
  ['empty-text-block', 'whitespace-text-block', 'empty-message-content'],
  ['whitespace-text-block', 'empty-text-block'],
  ['cache-control-on-empty-text', 'empty-text-block'],
  ['roles-must-alternate', 'role-order'],
  ['role-order', 'orphaned-result', 'roles-must-alternate'],
  ['call-result-count-mismatch', 'orphaned-call', 'orphaned-result', 'result-not-adjacent'],
  ['empty-assistant-message', 'empty-message-content', 'null-content', 'missing-content'],
  ['single-call-only', 'empty-tool-calls'],
  ['arguments-invalid-json', 'arguments-truncated', 'arguments-empty', 'arguments-not-string'],
  ['tool-definition-shape', 'empty-tools-array'],
  ['unknown-field', 'wrong-endpoint'],
  ['result-not-adjacent', 'orphaned-call', 'result-not-first', 'results-split'],
  ['trailing-assistant', 'incomplete-turn'],
]

const FAMILIES: ReadonlyMap<RuleId, ReadonlySet<RuleId>> = readFamilies()

function readFamilies(): Map<RuleId, Set<RuleId>> {
  const families = new Map<RuleId, Set<RuleId>>()
  const tables = targets.flatMap(({ wordings, endpoints = {} }) => [...Object.values(endpoints), { wordings }])
  const shared = tables.flatMap(({ wordings }) => wordings.map(({ rule, alsoFor = [] }) => [rule, ...alsoFor] as const))
  for (const [rule, ...others] of [...shared, ...KIN]) {
    const family = families.get(rule) ?? new Set([rule])
    for (const other of others) family.add(other)
    families.set(rule, family)
  }
  return families
}
