import { parsePath, type Steps } from '../json/path.ts'
import type { Answer, Problem, RuleId } from '../problem.ts'
import { targets } from '../targets/index.ts'
import type { RecognisedError } from './recognise-error.ts'
import type { NamedPlace } from './read-places.ts'
import { ruleFamily } from './rule-family.ts'

/** What placing needs to know of an opened source, seen by the target that refused it. */
export interface PlaceView {
  readonly problems: readonly Problem[]
  /** Every place with that call id; empty when there is none. */
  readonly pathsOfId: (id: string) => readonly string[]
  /** The message with that index in the conversation with most messages (the first of them). */
  readonly messagePath: (index: number) => string | null
  /** Leading system messages of a source in OpenAI's format: Anthropic does not count them. */
  readonly systemMessages: number
  /** The path as the source has it; else its nearest ancestor that is at least a message; else `null`. */
  readonly exists: (path: Steps) => string | null
}

/** Where in a source an error points: the part of an `Explanation` that needs the source. */
export interface Placed {
  readonly answer: Answer
  /** Filled exactly when the answer is `found`, `shifted` or `elsewhere`; the best first. */
  readonly paths: readonly string[]
  /** One sentence. */
  readonly message: string
}

/**
 * Finds the place an error speaks of, in the five ways of `experience.md` §9. An id in the text is worth more than an
 * index: relays and converters move messages, and nobody renames calls on the way. Nothing is stated that the source does
 * not show.
 */
export function placeError(error: RecognisedError, view: PlaceView | null): Placed {
  if (!view) return withoutSource(error)
  const ids = error.ids.filter((id) => !isBlackedOut(id) || view.pathsOfId(id).length > 0)
  return ids.length > 0 ? placeIds(error, ids, view) : placeIndexes(error, view)
}

/** `call_xxx`: written over before the error was shown around. */
function isBlackedOut(id: string): boolean {
  return /x{3,}$|\*{2,}|\.{3}/i.test(id)
}

function withoutSource(error: RecognisedError): Placed {
  const { recognised, rule, ids, places, api } = error
  const named = [...ids.slice(0, 3).map(quote), ...places.slice(0, 2).map(({ text }) => quote(text))].join(', ')
  if (recognised) {
    const about = named ? ` about ${named}` : ''
    return none(
      'no-source',
      `${titleOf(api)} refuses this as \`${rule}\`${about}; open the conversation that was sent to see the place.`,
    )
  }
  const start = 'This is no refusal of a conversation that Toolmend knows'
  return none('no-source', named ? `${start}; it names ${named}, which can be looked for in a source.` : `${start}.`)
}

function placeIds(error: RecognisedError, ids: readonly string[], view: PlaceView): Placed {
  const known = ids.filter((id) => view.pathsOfId(id).length > 0)
  const [first] = known
  if (first === undefined) {
    return none(
      'not-in-source',
      `No message of this source holds ${list(ids)}; the request that failed was longer, or another one.`,
    )
  }
  const places = known.flatMap((id) => view.pathsOfId(id)).slice(0, MOST_PATHS)
  const about = view.problems.filter(
    (problem) => (problem.callId !== null && known.includes(problem.callId)) || isAt(problem, places),
  )
  const problems = error.rule === null ? [] : ofFamily(about, error.rule)
  const blamed = problems.length > 0 ? problems : about.filter(({ severity }) => severity === 'error')
  if (blamed.length > 0) return atProblems(error, blamed, view, places)
  if (error.rule === null || !isTold(error.rule)) return at(error, places, view, `${list(known)} stands here.`)
  return none(
    'not-violated',
    `${list(known)} stands at ${places[0]}, and nothing is wrong with it there; the request that failed was another one.`,
  )
}

/** A mistyped id is told of the result; the call that waits for it is the related place. */
function isAt({ path, related }: Problem, places: readonly string[]): boolean {
  return [path, ...related.map((other) => other.path)].some((own) => places.some((place) => isWithin(own, place)))
}

function placeIndexes(error: RecognisedError, view: PlaceView): Placed {
  const { rule, places, indexes } = error
  const named = places.map((place) => placeIn(place, view)).filter((path) => path !== null)
  if (rule === null) {
    const [first] = named
    if (first !== undefined)
      return placed('found', named, `The text names ${first}; what it says of it is no sentence that Toolmend knows.`)
    return none('not-in-source', 'The text is no sentence that Toolmend knows, and names nothing that stands in this source.')
  }
  const problems = ofFamily(view.problems, rule)
  if (problems.length > 0) return atProblems(error, atNamed(problems, named), view)
  const [first] = named
  if (first !== undefined && !isTold(rule)) {
    return placed(
      'found',
      named.slice(0, 1),
      `This is ${first}: ${titleOf(error.api)} refuses it as \`${rule}\`, for a reason the source does not show.`,
    )
  }
  const beyond = indexes.find((index) => view.messagePath(index) === null)
  if (beyond !== undefined) {
    return none('not-in-source', `This source has no message ${beyond}; the request that failed was longer, or another one.`)
  }
  return none(
    'not-violated',
    `Nothing in this source is \`${rule}\`; the limit may lie in the account, the model or the tools, or the request that failed was another one.`,
  )
}

/** Those whose path fits what the text names, if there are any. */
function atNamed(problems: readonly Problem[], named: readonly string[]): readonly Problem[] {
  const fitting = problems.filter(({ path, related }) =>
    named.some((place) =>
      [path, ...related.map((other) => other.path)].some((own) => isWithin(own, place) || isWithin(place, own)),
    ),
  )
  return fitting.length > 0 ? fitting : problems
}

/** Problems of the rule itself first, then of rules that look alike. */
function ofFamily(problems: readonly Problem[], rule: RuleId): readonly Problem[] {
  const family = ruleFamily(rule)
  const own = problems.filter((problem) => problem.rule === rule)
  return own.length > 0 ? own : problems.filter((problem) => family.has(problem.rule))
}

/** `places` are those of the ids the error names: they count as much as the problems' own. */
function atProblems(
  error: RecognisedError,
  problems: readonly Problem[],
  view: PlaceView,
  places: readonly string[] = [],
): Placed {
  const named = places.map((place) => messageIndex(place, view)).filter((index) => index !== null)
  const numbered = problems.map((problem) => ({ problem, numbers: [...messagesOf(problem, view), ...named] }))
  const isHere = numbered.filter(
    ({ numbers }) => error.indexes.length === 0 || error.indexes.some((index) => numbers.includes(index)),
  )
  const chosen =
    isHere.length > 0
      ? isHere
      : numbered.toSorted((a, b) => distance(a.numbers, error.indexes) - distance(b.numbers, error.indexes))
  const [first] = chosen
  if (!first) return none('not-violated', 'Nothing in this source breaks that rule.')
  const paths = chosen.map(({ problem }) => problem.path)
  return at(
    error,
    [...paths, ...places.filter((place) => !paths.some((path) => isWithin(path, place)))],
    view,
    first.problem.message,
    first.numbers,
  )
}

/** The messages an API may name for a problem: its own, the related ones, and for a missing result the one after. */
function messagesOf({ rule, path, related }: Problem, view: PlaceView): number[] {
  const own = [path, ...related.map((other) => other.path)]
    .map((each) => messageIndex(each, view))
    .filter((index) => index !== null)
  const after = ruleFamily('orphaned-call').has(rule) ? own.map((index) => index + 1) : []
  return [...own, ...after]
}

/** Which answer it is follows from the numbers: the places are known. */
function at(
  error: RecognisedError,
  paths: readonly string[],
  view: PlaceView,
  what: string,
  numbers?: readonly number[],
): Placed {
  const path = paths[0] || 'the source'
  const here = numbers ?? paths.map((each) => messageIndex(each, view)).filter((index) => index !== null)
  const [said] = error.indexes
  if (said === undefined || error.indexes.some((index) => here.includes(index))) {
    const others = new Set(paths).size - 1
    return placed('found', paths, `This is ${path}${others > 0 ? ` (and ${others} more)` : ''}: ${what}`)
  }
  const { systemMessages } = view
  const isAlone = new Set(paths.map((each) => messageIndex(each, view))).size === 1
  if (systemMessages > 0 && error.indexes.some((index) => here.includes(index + systemMessages))) {
    return placed(
      'shifted',
      paths,
      `${titleOf(error.api)} counts without the system message; its message ${said} is ${path} here: ${what}`,
    )
  }
  if (isAlone && distance(here, error.indexes) <= NEAR) {
    return placed(
      'shifted',
      paths,
      `Message ${said} of the request is ${path} here, as messages were moved or merged on the way: ${what}`,
    )
  }
  return placed('elsewhere', paths, `It is not at message ${said} of this source, but at ${path}: ${what}`)
}

/** Merging or moving messages shifts an index by a few; more is another place. */
const NEAR = 2

function distance(numbers: readonly number[], indexes: readonly number[]): number {
  return Math.min(...numbers.flatMap((number) => indexes.map((index) => Math.abs(number - index))), Number.MAX_SAFE_INTEGER)
}

/** Where a place of the text stands in the source. */
function placeIn({ path: [root, index, ...rest], path }: NamedPlace, view: PlaceView): string | null {
  if (root === 'tools' || typeof index !== 'number') return view.exists(path)
  const message = view.messagePath(index)
  return message === null ? null : view.exists([...parsePath(message), ...rest])
}

function messageIndex(path: string, view: PlaceView): number | null {
  const base = parsePath(view.messagePath(0) ?? 'messages[0]').slice(0, -1)
  const steps = parsePath(path)
  const index = base.every((step, depth) => steps[depth] === step)
    ? steps[base.length]
    : steps.find((step) => typeof step === 'number')
  return typeof index === 'number' ? index : null
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)))
}

/** Whether a source shows that it breaks the rule; others depend on the model, the account or the past. */
function isTold(rule: RuleId): boolean {
  return !UNTOLD.has(rule)
}

const UNTOLD: ReadonlySet<RuleId> = new Set([
  'role-unsupported-by-model',
  'invalid-role',
  'content-must-be-string',
  'content-part-type',
  'content-too-long',
  'image-not-allowed-for-role',
  'image-too-large',
  'unknown-field',
  'wrong-endpoint',
  'thinking-block-missing',
  'thinking-block-modified',
  'thinking-signature-invalid',
  'opaque-rejection',
])

/** More places than this help no one; the problems panel has them all. */
const MOST_PATHS = 20

function placed(answer: 'found' | 'shifted' | 'elsewhere', paths: readonly string[], message: string): Placed {
  return { answer, paths: [...new Set(paths)].slice(0, MOST_PATHS), message }
}

function none(answer: 'not-in-source' | 'not-violated' | 'no-source', message: string): Placed {
  return { answer, paths: [], message }
}

function titleOf(api: string | null): string {
  return targets.find(({ id }) => id === api)?.title ?? (api === null ? 'The API' : `\`${api}\``)
}

function list(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).map(quote).join(', ')
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more` : shown
}

function quote(text: string): string {
  return `\`${text.length > 80 ? `${text.slice(0, 77)}...` : text}\``
}
