import { parseJson } from '../json/parse-json.ts'
import type { Edit, PartRef, Place } from '../conversation/edit.ts'
import type { PairingOptions } from '../conversation/pair-tool-calls.ts'
import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'
import type { Format } from '../formats/format.ts'
import { Judge, type Verdict } from '../judge.ts'
import { fixTitle } from '../problems.ts'
import type { RepairOptions, Safety } from '../problem.ts'
import type { Found } from '../rules/check.ts'
import { PHASES, type Fix } from '../rules/rule.ts'
import type { Target } from '../targets/target.ts'
import { applyEdits } from './apply-edits.ts'
import { openDraft, type Draft, type DraftItem } from './draft.ts'
import { flattenDraft } from './flatten.ts'

/** Where a rule has something done. */
export interface DraftPlace {
  readonly rule: string
  /** Record of the source it concerns; `null` for the request around them. */
  readonly origin: number | null
  readonly steps: readonly (string | number)[]
}

/** One thing a repair did, before it is placed in the source. */
export interface DraftChange extends DraftPlace {
  readonly title: string
  readonly safety: Safety
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

/** Whether a repair would touch a conversation at all, as far as its first check tells. */
export function needsRepair(verdict: Verdict, options: RepairOptions): boolean {
  return options.strategy === 'flatten'
    ? verdict.pairing.calls.length + verdict.pairing.results.length > 0 || choose(verdict, options).length > 0
    : choose(verdict, options).length > 0
}

/**
 * Applies fixes, checks again, and stops when nothing is left or nothing helps. `first` is what is known of the draft
 * already: what holds for a message is not looked for again as long as nobody changes it.
 */
export function repairConversation(
  draft: Draft,
  first: Verdict,
  format: Format,
  target: Target,
  options: RepairOptions,
  isSkipped?: (place: DraftPlace) => boolean,
): RepairedConversation {
  const judge = new DraftJudge(format, target, options)
  const changes: DraftChange[] = []
  let now = draft
  judge.remember(now, first)
  let verdict = options.pendingIds?.length ? judge.judge(now) : first
  if (options.strategy === 'flatten' && isAllowed('review', options)) {
    const flat = flattenDraft(now, verdict, format, options)
    if (flat) {
      changes.push(...flat.changes)
      now = flat.draft
      verdict = judge.judge(now)
    }
  }
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const draftNow = now
    const chosen = choose(
      verdict,
      options,
      ({ rule, finding }, { edits }) =>
        edits.every((edit) => hasRoom(edit, draftNow)) && !isSkipped?.(placeInDraft(rule.meta.id, finding.at, draftNow)),
    )
    if (chosen.length === 0) break
    const edits = chosen.flatMap(({ fix }) => fix.edits)
    const next = applyEdits(now, edits, verdict.scope, format)
    if (sameTexts(now, next)) break
    for (const { found, fix } of chosen) changes.push(describeEdits(nameFix(found, fix), now, verdict))
    now = next
    verdict = judge.judge(now)
  }
  return { draft: now, changes, verdict }
}

/** Where there is room for one record, none is added and none goes. */
function hasRoom(edit: Edit, { items }: Draft): boolean {
  const isFree = (message: number | null): boolean => message === null || !items[message]?.fixed
  switch (edit.type) {
    case 'set':
    case 'list':
      return true
    case 'remove':
      return edit.at.steps.length > 0 || isFree(edit.at.message)
    case 'insert-message':
      return edit.before === 0 || isFree(edit.before - 1)
    case 'add-result':
    case 'remove-call':
      return isFree(edit.call.message)
    case 'move-result':
      return isFree(edit.call.message) && isFree(edit.result.message)
    case 'remove-result':
      return isFree(edit.result.message)
    case 'swap-messages':
      return isFree(edit.first) && isFree(edit.second)
    case 'copy-message':
      return isFree(edit.message)
  }
}

/** Judges a draft pass after pass; what was found in a message by itself is kept with the message. */
class DraftJudge {
  readonly #judge: Judge
  readonly #options: PairingOptions
  readonly #known = new WeakMap<DraftItem, { index: number; found: readonly Found[] }>()

  constructor(format: Format, target: Target, { pendingIds }: RepairOptions) {
    this.#judge = new Judge(format, target)
    this.#options = { pendingIds: new Set(pendingIds) }
  }

  judge(draft: Draft): Verdict {
    const last = draft.items.length - 1
    const verdict = this.#judge.judge(openDraft(draft), this.#options, (index) => {
      // The last message has freedoms of its own, and one that was the last has lost them.
      const known = index < last ? this.#known.get(draft.items[index]!) : undefined
      return known ? moved(known.found, known.index, index) : null
    })
    this.remember(draft, verdict)
    return verdict
  }

  remember({ items }: Draft, { inMessages }: Verdict): void {
    items.forEach((item, index) => {
      if (index < items.length - 1) this.#known.set(item, { index, found: inMessages[index] ?? [] })
    })
  }
}

/** Findings of a message that has another number now. */
function moved(found: readonly Found[], from: number, to: number): readonly Found[] {
  if (from === to || found.length === 0) return found
  const place = (at: Place): Place => (at.message === from ? { ...at, message: to } : at)
  return found.map((one) => {
    const { at, related } = one.finding
    return { ...one, finding: { ...one.finding, at: place(at), ...(related ? { related: related.map(place) } : {}) } }
  })
}

export function isAllowed(safety: Safety, { only = 'destructive' }: RepairOptions): boolean {
  return LEVELS.indexOf(safety) <= LEVELS.indexOf(only)
}

/** The fixes of the earliest phase that has any: those of one phase do not meet. */
function choose(
  { found, scope }: Verdict,
  options: RepairOptions,
  isPossible: (found: Found, fix: Fix) => boolean = () => true,
): { found: Found; fix: Fix }[] {
  for (const phase of PHASES) {
    const chosen = found.flatMap((one) => {
      if (one.rule.meta.phase !== phase || !one.rule.fix || isKept(one, options)) return []
      const fixes = one.rule.fix(one.finding, { scope, resultText: options.resultText ?? SYNTHETIC_RESULT })
      // What the target takes is not taken out of it unasked.
      const isTaken = one.severity === 'info'
      const allowed = (candidate: Fix) =>
        isMeant(candidate, options) && isAllowed(candidate.safety, options) && !(isTaken && candidate.safety === 'destructive')
      const fix = options.each ? fixes[options.each.fix] : fixes.find(allowed)
      return fix && isPossible(one, fix) ? [{ found: one, fix }] : []
    })
    if (chosen.length > 0) return chosen
  }
  return []
}

function isMeant({ when }: Fix, { strategy = 'complete', orphanedResult = 'drop' }: RepairOptions): boolean {
  if (!when) return false
  if (when.strategy && !when.strategy.includes(strategy) && !(strategy === 'flatten' && when.strategy.includes('complete')))
    return false
  return !when.orphanedResult || when.orphanedResult.includes(orphanedResult)
}

function isKept({ rule, finding }: Found, { keepTrailingOpen, pendingIds, each }: RepairOptions): boolean {
  if (each && each.rule !== rule.meta.id) return true
  if (rule.meta.id !== 'pending-call') return false
  return keepTrailingOpen === true || (finding.callId != null && pendingIds?.includes(finding.callId) === true)
}

function sameTexts(a: Draft, b: Draft): boolean {
  return a.body === b.body && a.items.length === b.items.length && a.items.every((item, i) => item.text === b.items[i]!.text)
}

export function nameFix({ rule, finding }: Found, fix: Fix): NamedEdits {
  const title = fixTitle(fix, { rule, finding, severity: 'error' })
  return { rule: rule.meta.id, title, safety: fix.safety, at: finding.at, edits: fix.edits }
}

/** A named change of one conversation: what a rule or a user wants done, and where. */
export interface NamedEdits {
  readonly rule: string
  readonly title: string
  readonly safety: Safety
  readonly at: Place
  readonly edits: readonly Edit[]
}

export function describeEdits({ rule, title, safety, at, edits }: NamedEdits, draft: Draft, verdict: Verdict): DraftChange {
  const texts = edits.map((edit) => editTexts(edit, draft, verdict))
  const join = (side: 'before' | 'after'): string | null => {
    const given = texts.flatMap((text) => text[side] ?? [])
    return given.length > 0 ? given.join('\n') : null
  }
  return { ...placeInDraft(rule, at, draft), title, safety, before: join('before'), after: join('after') }
}

function placeInDraft(rule: string, { message, steps }: Place, { items }: Draft): DraftPlace {
  return { rule, origin: message === null ? null : (items[message]?.origin ?? null), steps }
}

/** The text an edit takes away and the text it puts in: what a list of changes must show so that nothing is lost in silence. */
function editTexts(edit: Edit, draft: Draft, { scope }: Verdict): { before: string | null; after: string | null } {
  const textAt = ({ message, steps }: Place): string | null =>
    message === null ? draft.body && bodyText(draft.body, steps) : scope.textAt(message, steps)
  const partText = ({ message, part }: PartRef): string | null => {
    const parts = draft.items[message]?.message.parts ?? []
    // Reasoning goes with its call, so it is shown with it.
    const steps = parts.some(({ type }) => type === 'reasoning') ? [] : (parts[part]?.steps ?? [])
    return scope.textAt(message, steps)
  }
  switch (edit.type) {
    case 'set':
      return { before: textAt(edit.at), after: edit.json }
    case 'remove':
      return { before: textAt(edit.at), after: null }
    case 'list':
      return { before: null, after: null }
    case 'insert-message':
      return { before: null, after: edit.json }
    case 'swap-messages':
      return { before: textAt({ message: edit.first, steps: [] }), after: textAt({ message: edit.second, steps: [] }) }
    case 'copy-message':
      return { before: null, after: textAt({ message: edit.message, steps: [] }) }
    case 'add-result':
      return { before: null, after: JSON.stringify(edit.text) }
    case 'move-result':
      return { before: partText(edit.result), after: partText(edit.result) }
    case 'remove-call':
      return { before: partText(edit.call), after: null }
    case 'remove-result':
      return { before: partText(edit.result), after: null }
  }
}

function bodyText(body: string, steps: readonly (string | number)[]): string | null {
  const value: unknown = steps.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step],
    parseJson(body),
  )
  return value === undefined ? null : JSON.stringify(value)
}
