import { words } from '../words.ts'
import { isIgnored } from './problem-key.ts'
import type { OpenedSource } from './source.ts'
import type { Store } from './create-store.ts'
import type { TimelineRow } from '../../core/timeline/row.ts'
import { rowOf, shownRows, type View } from './view-slice.ts'

export function selectSource({ sources, activeId }: Store): OpenedSource | undefined {
  return sources.find(({ id }) => id === activeId)
}

export function selectView({ views, activeId }: Store): View | undefined {
  return activeId === null ? undefined : views[activeId]
}

/** What the timeline shows: the last text that could be read, where the present one cannot. */
export function selectShownView(store: Store): View | undefined {
  return shownRows(selectView(store))
}

export function selectRow(store: Store): TimelineRow | undefined {
  const view = selectView(store)
  return view && view.row !== null ? rowOf(view, view.row) : undefined
}

/** Errors and warnings that are not set aside. */
export function countProblems(view: View, ignored: ReadonlySet<string>): { errors: number; warnings: number; infos: number } {
  if (ignored.size === 0) return view.opened.counts
  const counts = { errors: 0, warnings: 0, infos: 0 }
  for (const problem of view.opened.problems) {
    if (isIgnored(problem, ignored)) continue
    if (problem.severity === 'error') counts.errors += 1
    else if (problem.severity === 'warning') counts.warnings += 1
    else counts.infos += 1
  }
  return counts
}

/** Problems that *Fix all safe* would solve. */
export function selectSafeCount(store: Store): number {
  return selectView(store)?.opened.counts.safe ?? 0
}

/** The fix the keyboard takes for the selected problem: the chosen one, else the preferred. */
export function selectChosenFix(store: Store): { problem: number; fix: number } | null {
  const view = selectView(store)
  if (!view || view.problem === null) return null
  const problem = view.opened.problems[view.problem]
  if (!problem || problem.fixes.length === 0) return null
  const { chosenFix } = store
  const fix = chosenFix?.problem === view.problem && chosenFix.fix < problem.fixes.length ? chosenFix.fix : 0
  return { problem: view.problem, fix }
}

/** The name of the format in words; `unknown` has none. */
export function formatTitle({ opened }: View): string | null {
  const known = opened.formats.find(({ id }) => id === opened.format)?.title
  return known ?? (opened.format.startsWith('fields:') ? words.detection.yourFields : null)
}

export function targetTitle({ opened }: View): string {
  return opened.targets.find(({ id }) => id === opened.target)?.title ?? opened.target
}
