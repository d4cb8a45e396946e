import type { Situation, TimelineRow } from '../../core/timeline/row.ts'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'

/** Up to this many messages everything is open from the start. */
const SMALL = 30
/** The core cuts the line of a row here. */
const SUMMARY_CHARACTERS = 200
export const FOLDED_LINES = 20

/** Can the row show more than its one line? */
export function canExpand(row: TimelineRow): boolean {
  switch (row.type) {
    case 'message':
      return row.hasMore
    case 'call':
    case 'result':
    case 'unparsed':
      return true
    case 'slot':
    case 'lane':
      return false
  }
}

/** Small conversations come open, as far as one line does not say it all. */
export function isExpanded(row: TimelineRow, messages: number, toggled: ReadonlySet<string>): boolean {
  if (!canExpand(row)) return false
  const isOpenAtFirst =
    messages <= SMALL && (row.type === 'message' || (row.type === 'result' && row.summary.length >= SUMMARY_CHARACTERS))
  return isOpenAtFirst !== toggled.has(row.key)
}

export interface GoTo {
  readonly row: number
  readonly text: string
}

/** The way to the other half; the core gives the words where the way is long. */
export function goToOf(row: TimelineRow): GoTo | null {
  if (row.type !== 'call' && row.type !== 'result') return null
  const partner = row.partners[0]
  if (partner === undefined) return null
  const isBelow = partner > row.index
  const given = row.words.find((word) => /^[↓↑]/.test(word))
  return {
    row: partner,
    text: given ?? (row.type === 'call' ? words.timeline.toResult(isBelow) : words.timeline.toCall(isBelow)),
  }
}

/** A second answer says at a glance whether it is the same. */
const signs: Partial<Record<Situation, string>> = { 'duplicate-same': '=', 'duplicate-different': '≠' }

/** Words besides the summary, without those that are a button of their own. */
export function plainWords(row: TimelineRow): readonly string[] {
  // The message above says how many calls are parallel, and a bracket shows it.
  const given = row.type === 'call' && row.group ? row.words.slice(1) : row.words
  const shown = given.filter((word) => !/^[↓↑]/.test(word))
  const sign = row.type === 'result' ? signs[row.situation] : undefined
  return sign ? shown.map((word, i) => (i === 0 ? `${sign} ${word}` : word)) : shown
}

/** What a screen reader calls the row when it gets the focus. */
export function rowLabel(row: TimelineRow): string {
  const isNumbered = row.number !== null && (row.type === 'call' || row.type === 'result')
  return `${isNumbered ? `${words.timeline.message(row.number)} ` : ''}${visibleText(row.spoken)}`
}

export interface CutText {
  readonly shown: string
  /** Lines left out; 0 when all are there. */
  readonly lines: number
  /** Characters left out of the last line that is shown, or of all of them. */
  readonly characters: number
}

/** The first lines of a text; a line as long as a page counts as many. */
export function cutText(text: string, lines: number, characters = lines * 100): CutText {
  const all = text.split('\n')
  const first = all.length <= lines ? text : all.slice(0, lines).join('\n')
  if (first.length <= characters)
    return { shown: first, lines: Math.max(0, all.length - lines), characters: text.length - first.length }
  const end = /[\uD800-\uDBFF]/.test(first.charAt(characters - 1)) ? characters - 1 : characters
  return { shown: first.slice(0, end), lines: 0, characters: text.length - end }
}

/** Digits of the largest message number; numbers begin anew in each conversation. */
export function numberWidth(longest: number): number {
  return Math.max(2, String(longest).length)
}
