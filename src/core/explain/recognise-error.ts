import type { RuleId, TargetId } from '../problem.ts'
import { targets } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import { placeFit } from '../targets/place-fit.ts'
import { comparable } from './comparable.ts'
import { type Match, sentenceFinder } from './find-sentences.ts'
import { isAboutMessages, isTold, lettersOf } from './is-told.ts'
import { otherWordings } from './other-wordings.ts'
import { peel } from './peel.ts'
import { type Captures, readCaptures } from './read-captures.ts'
import { readIdList, readIdsByForm } from './read-ids.ts'
import { messageIndexes, type NamedPlace, readPlace, readPlaces } from './read-places.ts'
import { readStatus } from './read-status.ts'
import { type Row, sentencesOf, type Wordings } from './sentence.ts'

/** All that can be told from an error without the conversation it speaks of. */
export interface RecognisedError {
  /** The text is a sentence we know; `api` and `rule` are set then. */
  readonly recognised: boolean
  readonly api: TargetId | null
  readonly rule: RuleId | null
  /** Call ids: those of the sentence, else what looks like one. */
  readonly ids: readonly string[]
  /** The place of the sentence first. */
  readonly places: readonly NamedPlace[]
  /** Messages, as the text counts them. */
  readonly indexes: readonly number[]
  /** The role a sentence about roles complains of. */
  readonly role: string | null
  /** The kind of content a sentence complains of: `video`. */
  readonly kind: string | null
  /** The API said so in former years, or only some of its versions do. */
  readonly historic: boolean
  readonly status: number | null
  /** The sentence as it stands in the text, on one line. */
  readonly sentence: string | null
}

/**
 * Takes a pasted error apart: never throws, whatever the text.
 * A text that is no refusal of a conversation (rate limits, keys, crashes) is not recognised, and still yields the ids
 * and places in it.
 */
export function recogniseError(error: string): RecognisedError {
  const text = peel(error)
  const told = readSentence(text) ?? readCode(text)
  const places = withFirst(told?.place ?? null, readPlaces(text))
  return {
    recognised: told !== null,
    api: told?.row.api ?? null,
    rule: told?.row.wording.rule ?? null,
    ids: told && told.ids.length > 0 ? told.ids : readIdsByForm(text),
    places,
    indexes: messageIndexes(places),
    role: told?.role ?? null,
    kind: told?.kind ?? null,
    historic: told?.row.wording.historic ?? false,
    status: readStatus(text),
    sentence: told?.sentence ?? null,
  }
}

interface Told extends Rank {
  readonly ids: readonly string[]
  readonly place: NamedPlace | null
  readonly role: string | null
  readonly kind: string | null
  readonly sentence: string | null
}

/** How well a sentence was found. */
interface Rank {
  readonly row: Row
  readonly score: number
  readonly matched: number
  readonly isCut: boolean
}

const tables = [...targets.flatMap(tablesOf), ...otherWordings]
const findSentences = sentenceFinder(sentencesOf(tables))

/** The sentences of an API, and those of its other endpoints: whoever copies both has the same name for them. */
function tablesOf({ id, wordings, endpoints = {} }: Target): Wordings[] {
  return [{ api: id, wordings }, ...Object.values(endpoints).map((endpoint) => ({ api: id, wordings: endpoint.wordings }))]
}

function readSentence(text: string): Told | null {
  const letters = comparable(text)
  let best: Told | null = null
  for (const match of findSentences(letters)) {
    if (!isTold(match, text, letters)) continue
    const captures = readCaptures(match, text, letters.at)
    const row = chooseRow(match, captures)
    if (!row) continue
    const score = match.matched * match.share ** 2
    const rank = { row, score, matched: match.matched, isCut: match.share < 0.85 }
    if (best && !isBetter(rank, best, text)) continue
    best = {
      ...rank,
      ids: idsOf(captures),
      place: placeOf(row, captures),
      role: roleOf(captures),
      kind: /\w{3,20}/.exec(captures.values('kind')[0] ?? '')?.[0] ?? null,
      sentence: shown(match, text, letters.at),
    }
  }
  return best
}

function isBetter(rank: Rank, best: Rank, text: string): boolean {
  // Only what both say was found: whoever was copied said it first.
  const isShared = rank.isCut && best.isCut && rank.matched === best.matched
  if (isShared && copies.has(rank.row.api) !== copies.has(best.row.api)) return copies.has(best.row.api)
  if (rank.score !== best.score) return rank.score > best.score
  return closeness(rank.row, text) > closeness(best.row, text)
}

const copies: ReadonlySet<TargetId> = new Set(targets.filter(({ like }) => like !== undefined).map(({ id }) => id))

/** Of two APIs with the same words: how sure it is that the text has those of this one, capital letters and all. */
function closeness({ wording }: Row, text: string): number {
  const opening = wording.text.slice(0, 24).replace(/\s+/g, '')
  if (text.replace(/\s+/g, '').includes(opening)) return 2
  return /^[A-Z]/.test(opening) ? 1 : 0
}

/** Which of the wordings with this text it is; `null` when the text speaks of something else than a conversation. */
function chooseRow(match: Match, captures: Captures): Row | null {
  const { rows } = match.sentence
  const path = captures.path
  const fits = rows
    .map((row) => ({ row, fit: path === null || row.wording.place === undefined ? null : placeFit(row.wording.place, path) }))
    .toSorted((a, b) => (b.fit ?? -1) - (a.fit ?? -1))
  const first = fits[0]
  if (!first) return null
  if (first.fit !== null) return first.row
  const isOneRule = new Set(rows.map(({ wording }) => wording.rule)).size === 1
  return isOneRule && isOwnSentence(match, captures) ? first.row : null
}

/** Without a place, the words themselves must say that this is about a conversation. */
function isOwnSentence({ sentence, runs }: Match, captures: Captures): boolean {
  if (runs.some((run) => isAboutMessages(lettersOf(sentence, run)))) return true
  if (sentence.placeholders.includes('role')) return captures.values('role').some((role) => ROLE.test(role))
  return !sentence.placeholders.includes('path')
}

const ROLE = /^\W*(?:system|developer|user|assistant|tool|function|human|model|ai)\W*$/i

function idsOf(captures: Captures): string[] {
  const listed = [...captures.values('ids'), ...captures.values('id')].flatMap(readIdList)
  const called = captures.values('calls').flatMap(readCalls)
  const inMessage = captures.values('message').flatMap(readIdsByForm)
  return [...new Set([...listed, ...called, ...inMessage])]
}

/** Calls as LangChain prints them; their arguments may hold ids of their own. */
function readCalls(text: string): string[] {
  const ids = [...text.matchAll(/['"]id['"]: ?['"]([^'"]{1,300})['"], ?['"]type['"]: ?['"]tool_call['"]/g)].map(
    ([, id]) => id ?? '',
  )
  return ids.length > 0 ? ids : readIdsByForm(text)
}

/** The place in the sentence; a sentence that is always about one list of the body names that. */
function placeOf({ wording: { text, place } }: Row, { path, values }: Captures): NamedPlace | null {
  if (path !== null) return readPlace(path)
  // A position that counts contents from 1.
  const position = /\d{1,7}/.exec(values('i1')[0] ?? '')?.[0]
  if (position !== undefined && Number(position) > 0)
    return { path: ['contents', Number(position) - 1], text: `position ${position}` }
  return place === undefined || /[{]/.test(`${place}${text}`) ? null : { path: [place], text: place }
}

function roleOf(captures: Captures): string | null {
  return captures.values('role').map((value) => /[\w-]+/.exec(value)?.[0] ?? null)[0] ?? null
}

function withFirst(place: NamedPlace | null, places: readonly NamedPlace[]): NamedPlace[] {
  if (!place) return [...places]
  const key = place.path.join('\n')
  return [place, ...places.filter(({ path }) => path.join('\n') !== key)]
}

const LONGEST_SENTENCE = 600

function shown({ runs }: Match, text: string, at: Int32Array): string {
  const first = runs[0]?.inText ?? 0
  const last = runs.at(-1)
  const start = at[first] ?? 0
  // Words of a sentence stand in backticks, also the first.
  const from = text[start - 1] === '`' ? start - 1 : start
  const to = last ? (at[last.inText + last.length - 1] ?? from) + 1 : from
  return text.slice(from, Math.min(to, from + LONGEST_SENTENCE)).replace(/\s+/g, ' ')
}

const NO_RANK = { score: 0, matched: 0, isCut: true }

/** The sentence may be cut off, and `param` and `code` still be there: they tell the same. */
function readCode(text: string): Told | null {
  const code = /\bcode['"]?\s{0,3}[:=]\s{0,3}['"]([a-z_]{5,40})['"]/.exec(text)?.[1]
  const param = /\bparam['"]?\s{0,3}[:=]\s{0,3}['"]([\w.[\]]{5,200})['"]/.exec(text)?.[1]
  if (code === undefined || param === undefined) return null
  for (const { api, wordings } of tables) {
    const wording = wordings.find(({ code: known, place = '' }) => {
      const fit = known === code ? placeFit(place, param) : null
      return fit !== null && (fit >= 1000 || place.endsWith('.{path}'))
    })
    if (wording)
      return { ...NO_RANK, row: { api, wording }, ids: [], place: readPlace(param), role: null, kind: null, sentence: null }
  }
  return null
}
