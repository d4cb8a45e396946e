import type { RuleId } from '../problem.ts'
import { placeFit } from './place-fit.ts'
import type { Target, Wording } from './target.ts'

/**
 * What a rule knows about a finding, under the names the wordings use: `i` (message, as the target counts), `j` (part or
 * call), `i1`, `j1` (the same, counted from 1), `first` (the message of the first of two), `path` (as the target writes
 * it), `parent` (the same without its last step), `id`, `ids`, `n`, `max`, `name`, `role`, `roles`, `type`, `got` (`an
 * object`), and switches such as `callsBefore` and `long` (`Wording.when`).
 */
export type WordingData = Readonly<Record<string, string | number | readonly string[]>>

export interface FilledWording {
  readonly error: string
  /** The place named beside the text; `null` when it names none. */
  readonly param: string | null
  readonly code: string | null
  readonly status: number
}

/** Stands where a value is not known, so that nothing is made up. */
const UNKNOWN = '…'

/** What the target would answer to this rule's finding; `null` when it has no sentence for it today. */
export function fillWording(target: Target, rule: RuleId, known: WordingData): FilledWording | null {
  // A sentence that lists ids may have one to list.
  const data = known['ids'] === undefined && known['id'] !== undefined ? { ...known, ids: known['id'] } : known
  const wording = chooseWording(target, rule, data)
  if (!wording) return null
  const path = placeOf(wording, data)
  return {
    error: fill(wording.text, path === null ? data : { ...data, path }),
    param: path,
    code: wording.code ?? null,
    status: wording.status ?? 400,
  }
}

/** The first that is about this place and whose values are all known; then the first about this place; then the first. */
function chooseWording(target: Target, rule: RuleId, data: WordingData): Wording | undefined {
  const said = wordingsOf(target, rule).filter(({ when }) => when === undefined || Object.hasOwn(data, when))
  if (said.length === 0 && target.like) return chooseWording(target.like, rule, data)
  const fits = bestFits(said, data['path'])
  return fits.find((wording) => namesIn(wording).every((name) => Object.hasOwn(data, name))) ?? fits[0]
}

/** The wording a sentence about a rule was filled into. */
export function wordingOf(target: Target, rule: RuleId, sentence: string): Wording | undefined {
  const own = wordingsOf(target, rule).find(({ text }) => {
    let at = 0
    return text.split(/\{[a-z][a-zA-Z0-9]*\}/).every((part) => {
      const found = sentence.indexOf(part, at)
      at = found + part.length
      return found >= 0
    })
  })
  return own ?? (target.like && wordingOf(target.like, rule, sentence))
}

/** Asked once for every problem: twenty thousand of them look through the table once. */
const saidFor = new WeakMap<Target['wordings'], Map<RuleId, readonly Wording[]>>()

function wordingsOf({ wordings, like }: Target, rule: RuleId): readonly Wording[] {
  const byRule = saidFor.get(wordings) ?? new Map<RuleId, readonly Wording[]>()
  saidFor.set(wordings, byRule)
  let found = byRule.get(rule)
  if (!found) {
    found = wordings.filter((wording) => !wording.historic && (wording.rule === rule || wording.alsoFor?.includes(rule)))
    if (found.length === 0 && like) found = wordingsOf(like, rule)
    byRule.set(rule, found)
  }
  return found
}

function bestFits(wordings: readonly Wording[], path: WordingData[string] | undefined): readonly Wording[] {
  if (typeof path !== 'string') return wordings
  const fits = wordings.map(({ place }) => (place === undefined ? null : placeFit(place, path)) ?? -1)
  const best = Math.max(...fits)
  return wordings.filter((_, index) => fits[index] === best)
}

function placeOf({ place }: Wording, data: WordingData): string | null {
  if (place === undefined) return null
  if (place.endsWith('.{path}')) return fill('{path}', data)
  const filled = fill(place, data)
  const path = data['path']
  // A template that lacks a value says less than the path the rule knows.
  return filled.includes(UNKNOWN) && typeof path === 'string' ? path : filled
}

/** `{path}` in the text is written by the template of the place. */
function namesIn({ text, place }: Wording): string[] {
  const names = [...`${text} ${place ?? ''}`.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '')
  return place === undefined || place.endsWith('{path}') ? names : names.filter((name) => name !== 'path')
}

const PLACEHOLDER = /\{([a-z][a-zA-Z0-9]*)\}/g

function fill(template: string, data: WordingData): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    return value === undefined ? UNKNOWN : show(value)
  })
}

function show(value: string | number | readonly string[]): string {
  return typeof value === 'object' ? value.join(', ') : String(value)
}
