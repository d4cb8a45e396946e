import { parsePath } from '../json/path.ts'
import type { Problem, RuleId } from '../problem.ts'
import { answerAt, none, type Placed, placed } from './answer-at.ts'
import { apiName, list, quote } from './in-words.ts'
import { messageIndex, messageIndexes, type PlaceView } from './place-view.ts'
import type { NamedPlace } from './read-places.ts'
import type { RecognisedError } from './recognise-error.ts'
import { ruleFamily } from './rule-family.ts'

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
  return /x{3,}$|\*{2,}|\.{3}|_$/i.test(id)
}

function withoutSource({ recognised, rule, ids, places, api }: RecognisedError): Placed {
  const named = [...ids.slice(0, 3), ...places.slice(0, 2).map(({ text }) => text)].map(quote).join(', ')
  if (recognised) {
    const about = named ? ` about ${named}` : ''
    return none(
      'no-source',
      `${apiName(api)} refuses this as \`${rule}\`${about}; open the conversation that was sent to see the place.`,
    )
  }
  const start = 'This is not a refusal of a conversation that Toolmend knows'
  return none('no-source', named ? `${start}; it names ${named}, which can be looked for in a source.` : `${start}.`)
}

/** One id on ten thousand calls: the first places tell enough. */
const MOST_PLACES = 20

function placeIds(error: RecognisedError, ids: readonly string[], view: PlaceView): Placed {
  const known = ids.filter((id) => view.pathsOfId(id).length > 0)
  if (known.length === 0) {
    return none(
      'not-in-source',
      `No message of this source holds ${list(ids)}; the request that failed was longer, or another one.`,
    )
  }
  const places = known.flatMap((id) => view.pathsOfId(id)).slice(0, MOST_PLACES)
  const blamed = blamedFor(error.rule, known, places, view)
  if (blamed.length > 0) return answerAt(error, blamed, view, places)
  if (error.rule === null || !isShown(error, error.rule, view)) return answerAt(error, [], view, places)
  return none(
    'not-violated',
    `${list(known)} stands at ${places[0]}, and nothing is wrong with it there; the request that failed was another one.`,
  )
}

/** What is wrong with an id: told of the id itself, of its call, or of the message around the call. */
function blamedFor(rule: RuleId | null, ids: readonly string[], places: readonly string[], view: PlaceView): readonly Problem[] {
  const own = view.problems.filter(
    (problem) => (problem.callId !== null && ids.includes(problem.callId)) || isAt(problem, places),
  )
  if (rule !== null) {
    const alike = ofFamily(own, rule)
    if (alike.length > 0) return alike
    const messages = new Set(messageIndexes(places, view))
    const around = ofFamily(view.problems, rule).filter(({ path }) => messages.has(messageIndex(path, view) ?? -1))
    if (around.length > 0) return around
  }
  return own.filter(({ severity }) => severity === 'error')
}

function placeIndexes(error: RecognisedError, view: PlaceView): Placed {
  const { rule, indexes } = error
  const named = [
    ...error.places.map((place) => placeIn(place, view)).filter((path) => path !== null),
    ...placesOfRole(error, view),
    ...(error.kind === null ? [] : view.pathsOfPart(error.kind).slice(0, MOST_PLACES)),
  ]
  const [first] = named
  if (rule === null) {
    if (first !== undefined) {
      return placed('found', named, `The text names ${first}; what it says of it is not a sentence that Toolmend knows.`)
    }
    return none('not-in-source', 'The text is not a sentence that Toolmend knows, and names nothing that stands in this source.')
  }
  // An error that names no cause is most likely about what is known to be refused.
  const problems =
    rule === 'opaque-rejection' ? view.problems.filter(({ severity }) => severity === 'error') : ofFamily(view.problems, rule)
  if (problems.length > 0) return answerAt(error, atNamed(problems, named, rule), view)
  if (!isShown(error, rule, view)) {
    return first === undefined
      ? none(
          'not-violated',
          `${apiName(error.api)} refuses this as \`${rule}\`, which cannot be told from this source, and the text names no place.`,
        )
      : placed(
          'found',
          [first],
          `This is ${first}: ${apiName(error.api)} refuses it as \`${rule}\`, for a reason that this source does not show.`,
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

/** Problems of the rule itself; where there are none, of rules that look alike to an API. */
function ofFamily(problems: readonly Problem[], rule: RuleId): readonly Problem[] {
  const family = ruleFamily(rule)
  const own = problems.filter((problem) => problem.rule === rule)
  return own.length > 0 ? own : problems.filter((problem) => family.has(problem.rule))
}

/** Those whose path fits what the text names, if there are any. */
function atNamed(problems: readonly Problem[], named: readonly string[], rule: RuleId): readonly Problem[] {
  const fitting = problems.filter((problem) => isAt(problem, named) || named.some((place) => isWithin(place, problem.path)))
  if (fitting.length === 0) return problems
  // Our rule saw the whole content, the API one part of it.
  return fitting.map((problem) =>
    problem.rule === rule ? problem : { ...problem, path: named.find((place) => isWithin(place, problem.path)) ?? problem.path },
  )
}

/** A mistyped id is told of the result; the call that waits for it is the related place. */
function isAt({ path, related }: Problem, places: readonly string[]): boolean {
  return [path, ...related.map((other) => other.path)].some((own) => places.some((place) => isWithin(own, place)))
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)))
}

/** Where a place of the text stands in the source. */
function placeIn({ path }: NamedPlace, view: PlaceView): string | null {
  const [root, index, ...rest] = path
  if (root === 'tools' || typeof index !== 'number') return view.exists(path)
  const message = view.messagePath(index)
  return message === null ? null : view.exists([...parsePath(message), ...rest])
}

/** "Unexpected role system" names no place, but only these messages can be meant. */
function placesOfRole({ rule, role }: RecognisedError, view: PlaceView): readonly string[] {
  if (role === null || (rule !== 'invalid-role' && rule !== 'role-unsupported-by-model')) return []
  return view.pathsOfRole(role).slice(0, MOST_PLACES)
}

/** Whether the source would show that it breaks the rule: others depend on the model, the account or the past. */
function isShown({ historic }: RecognisedError, rule: RuleId, view: PlaceView): boolean {
  return !historic && !UNSHOWN.has(rule) && view.checks(rule)
}

const UNSHOWN: ReadonlySet<RuleId> = new Set([
  'role-unsupported-by-model',
  'invalid-role',
  'content-must-be-string',
  'content-part-type',
  'empty-assistant-message', // relays drop the calls on the way
  'content-too-long',
  'image-not-allowed-for-role',
  'image-too-large',
  'unknown-field',
  'wrong-endpoint',
  'trailing-assistant',
  'mixed-tool-and-other-parts',
  'encrypted-content-invalid',
  'function-call-without-reasoning',
  'thought-signature-missing',
  'thought-signature-invalid',
])
