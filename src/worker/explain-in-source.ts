import { explain } from '../core/explain/explain.ts'
import type { Explanation } from '../core/problem.ts'
import type { Workbench } from '../core/workbench.ts'
import { allRows } from './find-row.ts'
import type { OpenVersion } from './open-version.ts'
import type { Answer } from './protocol.ts'

/** Where an error of a provider points in the open source: the row to jump to, and the problem whose fix helps. */
export function explainInSource({ bytes, bench, request }: OpenVersion, error: string): Answer {
  const explanation = explain(error, bytes, {
    ...(request.target && { target: request.target }),
    ...(request.format && { format: request.format }),
  })
  const problem = problemOf(bench, explanation)
  const row = problem === null ? rowOfPaths(bench, explanation.paths) : bench.rowOfProblem(problem)
  return { type: 'explain', explanation, row, problem }
}

function problemOf({ inspection }: Workbench, { rule, ids, paths }: Explanation): number | null {
  const candidates = inspection.problems
    .map((problem, index) => ({ problem, index, score: score(problem) }))
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
function rowOfPaths(bench: Workbench, paths: readonly string[]): number | null {
  for (const path of paths) {
    let best: { index: number; length: number } | null = null
    for (const row of allRows(bench)) {
      if (row.type !== 'slot' && isPathWithin(path, row.path) && row.path.length > (best?.length ?? -1)) {
        best = { index: row.index, length: row.path.length }
      }
    }
    if (best) return best.index
  }
  return null
}

/** `messages[3].content` is within `messages[3]`, and `messages[31]` is not. */
export function isPathWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && outer !== '' && /^[.[]/.test(path.slice(outer.length)))
}
