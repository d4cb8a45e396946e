import { explain, type ExplainOptions } from '../core/explain/explain.ts'
import { ruleFamily } from '../core/explain/rule-family.ts'
import { openWorkbench } from '../core/open-source.ts'
import type { Explanation, Problem } from '../core/problem.ts'
import type { SourceBytes } from '../core/source/source-bytes.ts'
import type { TimelineRow } from '../core/timeline/row.ts'
import type { Workbench } from '../core/workbench.ts'
import { breathe } from './breathe.ts'
import { LARGE } from './content.ts'
import { allRows } from './find-row.ts'
import { openOptions, type OpenVersion } from './open-version.ts'
import type { ExplainAnswer } from './protocol.ts'

/** Requests of a large source that an error is held against, the likeliest first. */
const MOST_LINES = 6
/** More places than this help no one. */
const MOST_PATHS = 20
const SCANNED_AT_ONCE = 4_000_000

type Explained = Omit<ExplainAnswer, 'clues'>

/** Where an error of a provider points in the open source: the row to jump to, and the problem whose fix helps. */
export async function explainInSource(version: OpenVersion, error: string): Promise<Explained> {
  const { bytes, bench, reading } = version
  if (reading.reader.parallel !== null) return explainInLines(version, error)
  const explanation =
    bytes.length > LARGE
      ? await explainFromProblems(version, error)
      : explain(error, bytes.read(0, bytes.length), optionsOf(version))
  const problem = problemOf(bench.inspection.problems.entries(), explanation)
  const row = problem === null ? (rowOfPaths(bench, explanation.paths)?.index ?? null) : bench.rowOfProblem(problem)
  return { type: 'explain', explanation, row, problem }
}

/** One long conversation is not read again for an error: what was found in it says where it points. */
async function explainFromProblems(version: OpenVersion, error: string): Promise<Explanation> {
  const told = explain(error)
  const { problems } = version.bench.inspection
  const isMeant = ({ rule, callId }: Problem): boolean =>
    told.ids.length > 0 ? callId !== null && told.ids.includes(callId) : rule === told.rule
  const meant = problems.filter(isMeant).toSorted((a, b) => Number(b.rule === told.rule) - Number(a.rule === told.rule))
  const [first] = meant
  if (first) {
    const others = meant.length > 1 ? ` (and ${meant.length - 1} more)` : ''
    const paths = meant.slice(0, MOST_PATHS).map(({ path }) => path)
    return { ...told, answer: 'found', paths, message: `This is ${first.path}${others}: ${first.message}` }
  }
  for (const id of told.ids.slice(0, 3)) {
    for await (const place of placesOf(version.bytes, id)) {
      const row = version.bench.rowAt(place)
      const [shown] = row === null ? [] : version.bench.rows(row, row + 1)
      const message = `\`${id}\` stands ${shown ? `at ${shown.path}` : 'in this source'}, and nothing of this kind is wrong with it here.`
      return { ...told, answer: 'not-violated', paths: [], message }
    }
  }
  const message =
    told.ids.length > 0
      ? `No message of this source holds \`${told.ids[0]}\`; the request that failed was longer, or another one.`
      : 'Nothing in this source is wrong in this way.'
  return { ...told, answer: told.ids.length > 0 ? 'not-in-source' : 'not-violated', paths: [], message }
}

/** In a sequence of requests, one of them was refused: the error is held against those it may speak of, one by one. */
async function explainInLines(version: OpenVersion, error: string): Promise<Explained> {
  const { bytes, bench } = version
  let first: Explained | null = null
  for await (const offset of likelyPlaces(version, explain(error))) {
    const line = lineAround(bytes, offset)
    const explanation = explain(error, line.bytes, optionsOf(version))
    const answer = (): Explained => {
      const inLine = [...bench.inspection.problems.entries()].filter(
        ([, { span }]) => span.start >= line.start && span.start < line.start + line.bytes.length,
      )
      const problem = problemOf(inLine, explanation)
      const known = problem === null ? null : bench.rowOfProblem(problem)
      const shown = known === null ? rowOfPaths(openWorkbench(line.bytes, openOptions(version.request)), explanation.paths) : null
      return { type: 'explain', explanation, row: shown ? bench.rowAt(line.start + shown.span.start) : known, problem }
    }
    if (explanation.answer === 'found' || explanation.answer === 'shifted' || explanation.answer === 'elsewhere') return answer()
    first ??= answer()
  }
  return first ?? { type: 'explain', explanation: explain(error), row: null, problem: null }
}

/** Bytes in the lines that may be meant: of problems with the same id or rule, then those where an id stands. */
async function* likelyPlaces({ bytes, bench }: OpenVersion, told: Explanation): AsyncGenerator<number> {
  const { problems } = bench.inspection
  const family = told.rule === null ? new Set<string>() : ruleFamily(told.rule)
  const score = ({ rule, callId }: Problem) =>
    (callId !== null && told.ids.includes(callId) ? 4 : 0) + (rule === told.rule ? 2 : family.has(rule) ? 1 : 0)
  const likely = problems
    .map((problem) => ({ offset: problem.span.start, score: score(problem) }))
    .filter((place) => place.score > (told.ids.length > 0 ? 3 : 0))
    .toSorted((a, b) => b.score - a.score || a.offset - b.offset)
  let end = -1
  let count = 0
  for (const { offset } of likely) {
    if (count === MOST_LINES) return
    if (offset < end) continue
    yield offset
    count += 1
    end = offset
  }
  if (count === 0) for (const id of told.ids.slice(0, 3)) yield* placesOf(bytes, id)
  yield 0
}

/** The first place where a text stands. */
export async function* placesOf(bytes: SourceBytes, text: string): AsyncGenerator<number> {
  const wanted = new TextEncoder().encode(text)
  if (wanted.length === 0) return
  for (let from = 0; from < bytes.length; from += SCANNED_AT_ONCE) {
    const found = indexOf(bytes.read(from, from + SCANNED_AT_ONCE + wanted.length - 1), wanted)
    if (found !== -1) return yield from + found
    await breathe()
  }
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  const first = wanted[0]!
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let same = 1
    while (same < wanted.length && bytes[at + same] === wanted[same]) same += 1
    if (same === wanted.length) return at
  }
  return -1
}

const NEWLINE = 10
const STRIDE = 64_000

function lineAround(bytes: SourceBytes, offset: number): { start: number; bytes: Uint8Array } {
  let start = offset
  while (start > 0) {
    const from = Math.max(0, start - STRIDE)
    const found = bytes.read(from, start).lastIndexOf(NEWLINE)
    start = found === -1 ? from : from + found + 1
    if (found !== -1) break
  }
  let end = offset
  while (end < bytes.length) {
    const found = bytes.read(end, end + STRIDE).indexOf(NEWLINE)
    end = found === -1 ? Math.min(bytes.length, end + STRIDE) : end + found + 1
    if (found !== -1) break
  }
  return { start, bytes: bytes.read(start, end) }
}

function optionsOf({ request }: OpenVersion): ExplainOptions {
  return { ...(request.target && { target: request.target }), ...(request.format && { format: request.format }) }
}

function problemOf(problems: Iterable<[number, Problem]>, { rule, ids, paths }: Explanation): number | null {
  const candidates = [...problems]
    .map(([index, problem]) => ({ index, score: score(problem) }))
    .filter(({ score: value }) => value > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
  return candidates[0]?.index ?? null

  function score(problem: { rule: string; path: string; callId: string | null }): number {
    const isHere = paths.some((path) => isPathWithin(problem.path, path) || isPathWithin(path, problem.path))
    const isSameId = problem.callId !== null && ids.includes(problem.callId)
    if (!isHere && !isSameId) return 0
    return (problem.rule === rule ? 4 : 0) + (isSameId ? 2 : 0) + (isHere ? 1 : 0)
  }
}

/** The innermost row that shows the first of the paths that any row shows. */
function rowOfPaths(bench: Workbench, paths: readonly string[]): TimelineRow | null {
  for (const path of paths) {
    let best: TimelineRow | null = null
    for (const row of allRows(bench)) {
      if (row.type !== 'slot' && isPathWithin(path, row.path) && row.path.length > (best?.path.length ?? -1)) best = row
    }
    if (best) return best
  }
  return null
}

/** `messages[3].content` is within `messages[3]`, and `messages[31]` is not. */
export function isPathWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && outer !== '' && /^[.[]/.test(path.slice(outer.length)))
}
