import type { PairingOptions } from '../conversation/pair-tool-calls.ts'
import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'
import type { Format } from '../formats/format.ts'
import { judge, type Verdict } from '../judge.ts'
import { fixTitle } from '../problems.ts'
import type { RepairOptions, Safety } from '../problem.ts'
import type { Found } from '../rules/check.ts'
import { PHASES, type Fix } from '../rules/rule.ts'
import type { Target } from '../targets/target.ts'
import { applyEdits } from './apply-edits.ts'
import { openDraft, type Draft } from './draft.ts'
import { flattenDraft } from './flatten.ts'

/** One thing a repair did, before it is placed in the source. */
export interface DraftChange {
  readonly rule: string
  readonly title: string
  readonly safety: Safety
  /** Record of the source it concerns; `null` for the request around them. */
  readonly origin: number | null
  readonly steps: readonly (string | number)[]
  readonly before: string | null
  readonly after: string | null
}

export interface RepairedConversation {
  readonly draft: Draft
  readonly changes: readonly DraftChange[]
  readonly verdict: Verdict
}

/** Far more than any conversation needs; a bound, so that two rules at odds cannot go on for ever. */
const MOST_PASSES = 24
const LEVELS: readonly Safety[] = ['safe', 'review', 'destructive']

/** Applies fixes, checks again, and stops when nothing is left or nothing helps. */
export function repairConversation(draft: Draft, format: Format, target: Target, options: RepairOptions): RepairedConversation {
  const pairing: PairingOptions = { pendingIds: new Set(options.pendingIds) }
  const changes: DraftChange[] = []
  let now = draft
  let verdict = judgeDraft(now, format, target, pairing)
  if (options.strategy === 'flatten' && allowed('review', options)) {
    const flat = flattenDraft(now, verdict, format, options)
    if (flat) {
      changes.push(...flat.changes)
      now = flat.draft
      verdict = judgeDraft(now, format, target, pairing)
    }
  }
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const chosen = choose(verdict, options)
    if (chosen.length === 0) break
    const next = applyEdits(now, chosen.flatMap(({ fix }) => fix.edits), verdict.scope, format)
    if (sameTexts(now, next)) break
    changes.push(...chosen.map(({ found, fix }) => describeChange(found, fix, now, verdict)))
    now = next
    verdict = judgeDraft(now, format, target, pairing)
  }
  return { draft: now, changes, verdict }
}

export function judgeDraft(draft: Draft, format: Format, target: Target, options: PairingOptions): Verdict {
  const { conversation, records } = openDraft(draft)
  return judge(conversation, records, format, target, options)
}

function allowed(safety: Safety, { only = 'destructive' }: RepairOptions): boolean {
  return LEVELS.indexOf(safety) <= LEVELS.indexOf(only)
}

/** The fixes of the earliest phase that has any: those of one phase do not meet. */
function choose({ found, scope }: Verdict, options: RepairOptions): { found: Found; fix: Fix }[] {
  for (const phase of PHASES) {
    const chosen = found.flatMap((one) => {
      if (one.rule.meta.phase !== phase || !one.rule.fix || isKept(one, options)) return []
      const fixes = one.rule.fix(one.finding, { scope, resultText: options.resultText ?? SYNTHETIC_RESULT })
      const fix = fixes.find((candidate) => isMeant(candidate, options) && allowed(candidate.safety, options))
      return fix ? [{ found: one, fix }] : []
    })
    if (chosen.length > 0) return chosen
  }
  return []
}

function isMeant({ when }: Fix, { strategy = 'complete', orphanedResult = 'drop' }: RepairOptions): boolean {
  if (!when) return false
  if (when.strategy && !when.strategy.includes(strategy) && !(strategy === 'flatten' && when.strategy.includes('complete'))) return false
  return !when.orphanedResult || when.orphanedResult.includes(orphanedResult)
}

function isKept({ rule, finding }: Found, { keepTrailingOpen, pendingIds }: RepairOptions): boolean {
  if (rule.meta.id !== 'pending-call') return false
  return keepTrailingOpen === true || (finding.callId != null && pendingIds?.includes(finding.callId) === true)
}

function sameTexts(a: Draft, b: Draft): boolean {
  return a.body === b.body && a.items.length === b.items.length && a.items.every((item, i) => item.text === b.items[i]!.text)
}

export function describeChange({ rule, finding }: Found, fix: Fix, draft: Draft, { scope }: Verdict): DraftChange {
  const { message, steps } = finding.at
  const first = fix.edits.find(({ type }) => type !== 'list') ?? fix.edits[0]
  const item = message === null ? null : draft.items[message]
  const before = message === null ? draft.body && bodyText(draft.body, steps) : scope.textAt(message, steps)
  return {
    rule: rule.meta.id,
    title: fixTitle(fix, { rule, finding, severity: 'error' }),
    safety: fix.safety,
    origin: item?.origin ?? null,
    steps,
    before: first?.type === 'add-result' ? null : before,
    after: first?.type === 'set' ? first.json : first?.type === 'add-result' ? JSON.stringify(first.text) : first?.type === 'insert-message' ? first.json : first?.type === 'move-result' ? before : null,
  }
}

function bodyText(body: string, steps: readonly (string | number)[]): string | null {
  const value: unknown = steps.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], JSON.parse(body))
  return value === undefined ? null : JSON.stringify(value)
}
