import { formatPath, parsePath } from '../json/path.ts'
import type { Answer, Problem } from '../problem.ts'
import { apiName } from './in-words.ts'
import { messageIndexes, type PlaceView } from './place-view.ts'
import type { RecognisedError } from './recognise-error.ts'
import { ruleFamily } from './rule-family.ts'

/** Where in a source an error points: the part of an `Explanation` that needs the source. */
export interface Placed {
  readonly answer: Answer
  /** Filled exactly when the answer is `found`, `shifted` or `elsewhere`; the best first. */
  readonly paths: readonly string[]
  /** One sentence. */
  readonly message: string
}

/** More places than this help no one; the problems panel has them all. */
const MOST_PATHS = 20

export function placed(answer: 'found' | 'shifted' | 'elsewhere', paths: readonly string[], message: string): Placed {
  return { answer, paths: [...new Set(paths)].slice(0, MOST_PATHS), message }
}

export function none(answer: 'not-in-source' | 'not-violated' | 'no-source', message: string): Placed {
  return { answer, paths: [], message }
}

/** Merging or moving messages shifts an index by a few; more is another place. */
const NEAR = 2

/**
 * The answer once the places are known: the problems meant and the places of the ids named (one of the two is not empty).
 * It follows from the numbers whether they were found where the text says.
 */
export function answerAt(
  error: RecognisedError,
  problems: readonly Problem[],
  view: PlaceView,
  places: readonly string[] = [],
): Placed {
  const own = messageIndexes(places, view)
  const numbered = problems.map((problem) => ({ problem, numbers: [...messagesOf(problem, view), ...own] }))
  const here = numbered.filter(({ numbers }) => error.indexes.some((index) => numbers.includes(index)))
  const nearest = numbered.toSorted((a, b) => distance(a.numbers, error.indexes) - distance(b.numbers, error.indexes))
  const chosen = here.length > 0 ? here : nearest
  const found = chosen.flatMap(({ problem }) => pathsOf(problem, error, view))
  const paths = [...found, ...places.filter((place) => !found.some((path) => path.startsWith(place)))]
  const first = chosen[0]
  return fromNumbers(
    error,
    paths.length > 0 ? paths : [''],
    first?.numbers ?? own,
    view,
    first?.problem.message ?? 'It stands here.',
  )
}

/**
 * A problem of the rule itself stands where the API sees it. One of a rule that only looks alike to the API (a result
 * that comes too late is a call without a result) is seen at its other end as well, and not at its own field; and where
 * something stands between the two, at that.
 */
function pathsOf({ rule, path, related }: Problem, error: RecognisedError, view: PlaceView): string[] {
  // Here the fault is what stands between the two, or in front.
  const isOfPlace = rule === 'result-not-adjacent' || rule === 'result-not-first'
  if (error.rule === null || (rule === error.rule && !isOfPlace)) return [path]
  const paths = [path, ...related.map((other) => other.path)].map(partOf)
  if (rule === 'result-not-first') paths.push(formatPath([...parsePath(partOf(path)).slice(0, -1), 0]))
  const call = rule === 'result-not-adjacent' ? Math.min(...messageIndexes(paths, view)) : null
  const between = call === null ? null : view.messagePath(call + 1)
  return between === null ? paths : [...paths, between]
}

function partOf(path: string): string {
  const steps = parsePath(path)
  const last = steps.findLastIndex((step) => typeof step === 'number')
  return last < 0 ? path : formatPath(steps.slice(0, last + 1))
}

/** The messages an API may name for a problem: its own, the related ones, and for a missing result the one after. */
function messagesOf({ rule, path, related }: Problem, view: PlaceView): number[] {
  const own = messageIndexes([path, ...related.map((other) => other.path)], view)
  return ruleFamily('orphaned-call').has(rule) ? [...own, ...own.map((index) => index + 1)] : own
}

function fromNumbers(
  error: RecognisedError,
  paths: readonly string[],
  here: readonly number[],
  view: PlaceView,
  what: string,
): Placed {
  const path = paths[0] || 'the source'
  const { indexes } = error
  const [said] = indexes
  const meant = indexes.find((index) => here.includes(index))
  if (said === undefined || meant !== undefined) {
    const others = new Set(paths).size - 1
    return placed(
      'found',
      withMessage(paths, meant, error, view),
      `This is ${path}${others > 0 ? ` (and ${others} more)` : ''}: ${what}`,
    )
  }
  if (indexes.some((index) => here.some((number) => view.countedAs(number) === index))) {
    const counts = `${apiName(error.api)} counts without system messages and joins neighbours`
    return placed('shifted', paths, `${counts}; its message ${said} is ${path} here: ${what}`)
  }
  const isAlone = new Set(messageIndexes(paths, view)).size === 1
  if (isAlone && distance(here, indexes) <= NEAR) {
    return placed(
      'shifted',
      paths,
      `Message ${said} of the request is ${path} here, as messages were moved or merged on the way: ${what}`,
    )
  }
  return placed('elsewhere', paths, `It is not at message ${said} of this source, but at ${path}: ${what}`)
}

/** A missing result is missed in the message after the call: where the API names that one, it is a place too. */
function withMessage(
  paths: readonly string[],
  meant: number | undefined,
  { rule }: RecognisedError,
  view: PlaceView,
): readonly string[] {
  if (meant === undefined || rule !== 'orphaned-call' || messageIndexes(paths, view).includes(meant)) return paths
  const message = view.messagePath(meant)
  return message === null ? paths : [...paths, message]
}

function distance(numbers: readonly number[], indexes: readonly number[]): number {
  return Math.min(...numbers.flatMap((number) => indexes.map((index) => Math.abs(number - index))), Number.MAX_SAFE_INTEGER)
}
