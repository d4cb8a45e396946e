import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import type { ProblemView } from '../../worker/protocol.ts'
import { isIgnored } from './problem-key.ts'
import type { Store } from './create-store.ts'
import { rowOf, type View } from './view-slice.ts'

/** Where a selection was made: every other region follows it, that one stays as it is. */
export type Origin = 'timeline' | 'problems' | 'source' | 'opening' | 'jump'

export interface Reveal {
  readonly row: number
  readonly origin: Origin
  /** The row takes the keyboard focus. */
  readonly focus: boolean
  /** Differs each time, so that revealing the same row again scrolls again. */
  readonly turn: number
}

export interface SelectionSlice {
  /** The row that was last asked into view. */
  readonly revealed: Reveal | null

  selectRow: (row: number, origin: Origin, focus?: boolean) => void
  selectProblem: (problem: number, origin: Origin, focus?: boolean) => void
  reveal: (row: number, origin: Origin, focus: boolean) => void
  /** The next problem from the selected row on, and around; `-1` for the one before. */
  stepProblem: (direction: 1 | -1) => void
  goToPartner: (row?: number) => void
  goToMessage: (number: number) => Promise<boolean>
  /** The cursor of the editor stands on this byte. */
  followCursor: (offset: number) => Promise<void>
}

export function createSelectionSlice(client: Client): StateCreator<Store, [], [], SelectionSlice> {
  return (set, get) => {
    let turns = 0

    function patch(change: (view: View) => Partial<View>): void {
      const { activeId, views } = get()
      const view = activeId === null ? undefined : views[activeId]
      if (view && activeId !== null) set({ views: { ...views, [activeId]: { ...view, ...change(view) } } })
    }

    function activeView(): View | undefined {
      const { activeId, views } = get()
      return activeId === null ? undefined : views[activeId]
    }

    return {
      revealed: null,

      selectRow: (row, origin, focus = false) => {
        patch((view) => {
          const problems = rowOf(view, row)?.problems ?? []
          const keeps = view.problem !== null && problems.includes(view.problem)
          return { row, problem: keeps ? view.problem : (problems[0] ?? null) }
        })
        get().reveal(row, origin, focus)
      },
      selectProblem: (problem, origin, focus = false) => {
        const row = activeView()?.opened.problems[problem]?.row ?? null
        patch((view) => ({ problem, row: row ?? view.row }))
        if (row !== null) get().reveal(row, origin, focus)
      },
      reveal: (row, origin, focus) => {
        turns += 1
        set({ revealed: { row, origin, focus, turn: turns } })
      },
      stepProblem: (direction) => {
        const view = activeView()
        if (!view) return
        const next = nextProblem(view, selectIgnored(get()), direction)
        if (next !== null) get().selectProblem(next, 'jump', true)
      },
      goToPartner: (from) => {
        const view = activeView()
        const index = from ?? view?.row ?? null
        const row = view && index !== null ? rowOf(view, index) : undefined
        const partner = row && (row.type === 'call' || row.type === 'result') ? row.partners[0] : undefined
        if (partner !== undefined) get().selectRow(partner, 'jump', true)
      },
      goToMessage: async (number) => {
        const view = activeView()
        if (!view) return false
        const answer = await client.ask({ type: 'row-of-message', revision: view.revision, number })
        if (answer.type !== 'row-of-message' || answer.row === null) return false
        get().selectRow(answer.row, 'jump', true)
        return true
      },
      followCursor: async (offset) => {
        const view = activeView()
        if (!view) return
        const answer = await client.ask({ type: 'row-at', revision: view.revision, offset })
        if (answer.type === 'row-at' && answer.row !== null && activeView()?.revision === view.revision) {
          get().selectRow(answer.row, 'source')
        }
      },
    }
  }
}

function selectIgnored({ sources, activeId }: Store): ReadonlySet<string> {
  return sources.find(({ id }) => id === activeId)?.ignored ?? new Set()
}

/** What is gone through one by one: errors and warnings in the order of the text, remarks only where there is nothing else. */
export function steppedProblems(
  { opened }: Pick<View, 'opened'>,
  ignored: ReadonlySet<string>,
): readonly { readonly problem: ProblemView; readonly index: number }[] {
  const shown = opened.problems
    .map((problem, index) => ({ problem, index }))
    .filter(({ problem }) => !isIgnored(problem, ignored))
  const grave = shown.filter(({ problem }) => problem.severity !== 'info')
  return (grave.length > 0 ? grave : shown).toSorted((a, b) => a.problem.span.start - b.problem.span.start || a.index - b.index)
}

/** From the selected problem on if it is on the selected row, else from that row. */
export function nextProblem(view: View, ignored: ReadonlySet<string>, direction: 1 | -1): number | null {
  const order = steppedProblems(view, ignored)
  if (order.length === 0) return null
  const at = order.findIndex(({ index, problem }) => index === view.problem && problem.row === view.row)
  if (at !== -1) return order.at((at + direction) % order.length)?.index ?? null
  const offset = view.row === null ? 0 : (rowOf(view, view.row)?.span.start ?? 0)
  const after = order.findIndex(({ problem }) => problem.span.start > offset)
  const following = after === -1 ? order.length : after
  return order.at(direction === 1 ? following % order.length : following - 1)?.index ?? null
}
