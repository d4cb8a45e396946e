import type { StateCreator } from 'zustand'
import type { RowDetail, TimelineRow } from '../../core/timeline/row.ts'
import type { Client } from '../../worker/client.ts'
import type { LineRange, OpenedView, ProblemView, ReadEvent, ReadState } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import { followOffset, formatAfter, textSteps, type History } from './history.ts'
import { problemKey } from './problem-key.ts'
import { isOver, percent, type Progress } from './reading.ts'
import type { Store } from './create-store.ts'

/** Rows travel in pages: few requests while scrolling, little to check at the border. */
const PAGE_ROWS = 100
const KEPT_PAGES = 60
/** While somebody drags through a long list, what has been dragged past is not asked for. */
const MOST_PAGES_ASKED = 3
const KEPT_DETAILS = 200
/** While a source is read, what is shown of it is renewed this often. */
const RENEW_MS = 450
/** Problems travel in bunches that are checked in a few milliseconds. */
const BUNCH = 300
/** More than these the page does not hold; the counts are of all, and a repair solves all. */
const MOST_PROBLEMS = 50_000
/** A first error that is found this early is where the page opens; later it would pull the rows from under the reader. */
const OPENING_MS = 3000

export interface DetailView {
  readonly detail: RowDetail
  readonly lines: LineRange
}

/** What the worker answered about one version of a source, and what is selected in it. */
export interface View {
  readonly revision: number
  readonly opened: OpenedView
  /** Page number to its rows; only what was scrolled to. */
  readonly pages: ReadonlyMap<number, readonly TimelineRow[]>
  /** By row. */
  readonly details: ReadonlyMap<number, DetailView>
  /** Index of the selected row; `null` before anything could be selected. */
  readonly row: number | null
  /** Index of the selected problem. */
  readonly problem: number | null
  /** The view before typing broke the text, when nothing of the new text can be shown as rows. */
  readonly lastGood: View | null
}

export interface ViewSlice {
  /** The last answer for each source that is open; shown at once when its tab comes back. */
  readonly views: Readonly<Record<string, View>>
  /** Set while the worker reads a version that is not shown yet. */
  readonly reading: { readonly sourceId: string; readonly revision: number } | null
  /** Set when a source could not be read at all. */
  readonly failure: { readonly sourceId: string; readonly type: 'unreadable' | 'failed'; readonly message: string } | null
  /** Set when the worker ended; the sources and their changes are untouched by it. */
  readonly workerDied: boolean
  /** The last the worker said about reading the active source. */
  readonly progress: Progress | null

  /** Asks the worker for the active source as it is now. */
  read: () => Promise<void>
  /** Starts again, a new worker if need be; up to a byte where more was too much. */
  retry: (upTo?: number) => void
  pauseReading: () => void
  /** Goes on, after a stop too. */
  resumeReading: () => void
  stopReading: () => void
  reportDeath: () => void
  forgetView: (sourceId: string) => void
  needRows: (from: number, to: number) => void
  needDetail: (row: number) => void
}

export function createViewSlice(client: Client): StateCreator<Store, [], [], ViewSlice> {
  return (set, get) => {
    let revisions = 0
    const asked = new Set<string>()
    let visible = { from: 0, to: PAGE_ROWS }
    /** Pages on their way; more are wanted than may be asked for at once. */
    let pagesAsked = 0
    let isBehind = false
    /** The history each shown view belongs to: several changes can come before one answer. */
    const histories = new Map<string, History>()

    /** Where reading has to end, by source: more has brought a worker down. */
    const limits = new Map<string, number>()
    let askedAt = 0
    let renewedAt = 0
    let isRenewing = false
    /** The version whose reading was stopped, until the worker has heard of it. */
    let stopping: number | null = null

    client.onDeath(() => get().reportDeath())
    client.onProgress((event) => {
      if (event.type === 'progress') follow(event)
      else get().reportRepair(event)
    })

    /** The worker reads on: says so, and now and then asks for what it found. */
    function follow({ revision, read }: ReadEvent): void {
      const { reading, activeId, views, progress } = get()
      const view = activeId === null ? undefined : views[activeId]
      const isShown = view?.revision === revision
      // Somebody said stop: what was on its way then is not worth telling.
      if (stopping === revision && !isOver(read)) return
      if (activeId === null || (!isShown && reading?.revision !== revision)) return
      const now = performance.now()
      const last = progress?.revision === revision ? progress : null
      const spent = (last?.spent ?? 0) + (last && last.read.state === 'paused' ? 0 : now - (last?.at ?? askedAt))
      set({ progress: { sourceId: activeId, revision, read, spent, startedAt: last?.startedAt ?? askedAt, at: now } })
      if (isShown && (isOver(read) || now - renewedAt > RENEW_MS)) void renew(activeId, revision)
    }

    /** Brings what is shown of a version up to date. */
    async function renew(sourceId: string, revision: number): Promise<void> {
      if (isRenewing) return
      isRenewing = true
      try {
        const before = get().views[sourceId]
        if (before?.revision !== revision) return
        const answer = await client.ask({ type: 'view', revision, known: before.opened.problems.length })
        if (answer.type !== 'view') return
        const { view: opened, from } = answer
        // Rows of an unfinished page, and those that may be judged otherwise by now.
        const stale = opened.read.settled ? unfinishedPage(before) : [visible.from, visible.to]
        const pages = stale ? await askPages(revision, stale[0]!, Math.min(stale[1]!, opened.rows)) : []
        patchView(sourceId, revision, (now) => {
          const { problems } = now.opened
          const same = from === problems.length && opened.problems.length === 0
          return {
            opened: { ...opened, problems: same ? problems : [...problems.slice(0, from), ...opened.problems] },
            pages: keptPages(now.row, opened.read.settled ? [...now.pages, ...pages] : pages),
            details: opened.read.settled ? now.details : new Map(),
          }
        })
        get().needRows(visible.from, visible.to)
        landOnFirst(sourceId, revision)
        if (!isOver(opened.read)) return
        get().say(overWords(opened))
        void completeProblems(sourceId, revision)
      } finally {
        renewedAt = performance.now()
        isRenewing = false
        // What came to its end meanwhile was said only once.
        const { progress, views } = get()
        const view = views[sourceId]
        if (view?.revision === revision && progress?.revision === revision && isOver(progress.read) && !isOver(view.opened.read))
          void renew(sourceId, revision)
      }
    }

    /** The first error may come to light a moment after the first rows: nobody has gone anywhere else yet. */
    function landOnFirst(sourceId: string, revision: number): void {
      const { views, activeId, revealed } = get()
      const view = views[sourceId]
      if (activeId !== sourceId || view?.revision !== revision || view.problem !== null) return
      const problem = view.opened.firstProblem
      const row = problem === null ? null : (view.opened.problems[problem]?.row ?? null)
      const isUntouched = revealed?.origin === 'opening' && visible.from === 0
      if (row === null || !isUntouched || performance.now() - askedAt > OPENING_MS) return
      patchView(sourceId, revision, () => ({ row, problem }))
      get().reveal(row, 'opening', false)
    }

    /** The other problems of a large source, once they are all known: kept back until they are complete. */
    async function completeProblems(sourceId: string, revision: number): Promise<void> {
      const view = get().views[sourceId]
      if (view?.revision !== revision || !isOver(view.opened.read)) return
      const { counts, problems } = view.opened
      const all = Math.min(MOST_PROBLEMS, counts.errors + counts.warnings + counts.infos)
      const found: ProblemView[] = [...problems]
      while (found.length < all) {
        const answer = await client.ask({
          type: 'problems',
          revision,
          from: found.length,
          to: Math.min(all, found.length + BUNCH),
        })
        if (answer.type !== 'problems' || answer.problems.length === 0) break
        for (const problem of answer.problems) found.push(problem)
      }
      if (found.length === problems.length) return
      patchView(sourceId, revision, (now) =>
        now.opened.problems === problems ? { opened: { ...now.opened, problems: found } } : {},
      )
    }

    /** Steers the reading of the version that is shown or about to be. */
    function steer(action: 'pause' | 'resume' | 'stop'): void {
      const { reading, activeId, views } = get()
      const revision = reading?.revision ?? (activeId === null ? undefined : views[activeId]?.revision)
      if (revision === undefined || activeId === null) return
      if (action === 'resume') limits.delete(activeId)
      stopping = action === 'stop' ? revision : null
      if (action === 'stop') showStopped(activeId, revision)
      void client.ask({ type: 'control', revision, action }).then((answer) => {
        if (stopping === revision) stopping = null
        if (answer.type === 'control' && answer.read.of > 0) follow({ type: 'progress', revision, read: answer.read })
      })
    }

    /** Said at once; the worker, which finishes what it is at, has the last word. */
    function showStopped(sourceId: string, revision: number): void {
      const { progress } = get()
      if (progress?.revision !== revision || progress.read.state === 'unpacking') return
      const read: ReadState = { ...progress.read, state: 'stopped' }
      patchView(sourceId, revision, (now) => ({ opened: { ...now.opened, read } }))
      set({ progress: { ...progress, read } })
    }

    /** Rows cannot be read again: the file is not what it was. */
    function reportUnreadable(revision: number, reason: string): void {
      const { activeId, views } = get()
      const view = activeId === null ? undefined : views[activeId]
      if (activeId === null || view?.revision !== revision || view.opened.read.state === 'broken') return
      const read: ReadState = { ...view.opened.read, state: 'broken', reason }
      patchView(activeId, revision, (now) => ({ opened: { ...now.opened, read } }))
      set({ progress: null })
    }

    function patchView(sourceId: string, revision: number, patch: (view: View) => Partial<View>): void {
      set(({ views }) => {
        const view = views[sourceId]
        if (view?.revision === revision) return { views: { ...views, [sourceId]: { ...view, ...patch(view) } } }
        const { lastGood } = view ?? {}
        if (!view || lastGood?.revision !== revision) return {}
        return { views: { ...views, [sourceId]: { ...view, lastGood: { ...lastGood, ...patch(lastGood) } } } }
      })
    }

    /** Rows from here on, as pages; none when the worker has moved on. */
    async function askPages(revision: number, from: number, to: number): Promise<[number, readonly TimelineRow[]][]> {
      const first = Math.floor(from / PAGE_ROWS)
      const last = Math.floor(Math.max(from, to - 1) / PAGE_ROWS)
      const answer = await client.ask({ type: 'rows', revision, from: first * PAGE_ROWS, to: (last + 1) * PAGE_ROWS })
      if (answer.type === 'unreadable') reportUnreadable(revision, answer.message)
      if (answer.type !== 'rows') return []
      return Array.from({ length: last - first + 1 }, (_, i) => [
        first + i,
        answer.rows.slice(i * PAGE_ROWS, (i + 1) * PAGE_ROWS),
      ])
    }

    /** Where the selection of the shown version is in the new one. */
    async function followSelection(sourceId: string, revision: number, opened: OpenedView, history: History) {
      const view = get().views[sourceId]
      if (!view || view.row === null) {
        const { firstProblem, firstProblemRow, rows } = opened
        return { row: rows > 0 ? firstProblemRow : null, problem: firstProblem, isFirst: true }
      }
      const selected = rowOf(view, view.row)
      const key = view.problem === null ? null : problemKeyAt(view.opened, view.problem)
      const same = key === null ? -1 : opened.problems.findIndex((problem) => problemKey(problem) === key)
      let row: number | null = null
      if (selected) {
        const known = histories.get(sourceId)
        const moved = isNewMend(known, history) ? history.done.at(-1)?.movedTo : undefined
        const offset = moved ?? followOffset(selected.span.start, known ?? history, history)
        const answer = await client.ask({ type: 'row-at', revision, offset })
        if (answer.type === 'row-at') row = answer.row
      }
      const last = opened.rows > 0 ? opened.rows - 1 : null
      return {
        row: row ?? (last === null ? null : Math.min(view.row, last)),
        problem: same === -1 ? null : same,
        isFirst: false,
      }
    }

    async function show(sourceId: string, revision: number, opened: OpenedView, history: History): Promise<void> {
      const isNewest = () => get().reading?.revision === revision
      const selected = get().views[sourceId]
      const selection = await followSelection(sourceId, revision, opened, history)
      if (!isNewest()) return
      const around = selection.isFirst ? { from: selection.row ?? 0, to: (selection.row ?? 0) + PAGE_ROWS } : visible
      const pages = await askPages(revision, Math.max(0, around.from - 20), Math.min(around.to + 20, opened.rows || 1))
      if (!isNewest()) return // a newer change came in between
      // Whoever selected something else in the meantime means that.
      const meant = get().views[sourceId]
      if (meant?.row !== selected?.row || meant?.problem !== selected?.problem) return show(sourceId, revision, opened, history)
      const wasMended = isNewMend(histories.get(sourceId), history)
      histories.set(sourceId, history)
      const { row, problem, isFirst } = selection
      const before = get().views[sourceId]
      const good = shownRows(before)
      const lastGood = good && stopsParsing(good.opened, opened, history) ? good : null
      const view: View = { revision, opened, pages: new Map(pages), details: new Map(), row, problem, lastGood }
      set(({ views }) => ({ views: { ...views, [sourceId]: view }, reading: null, failure: null }))
      if (row !== null && isFirst) get().reveal(row, 'opening', true)
      else if (row !== null && wasMended) get().reveal(row, 'jump', true) // what had the focus may be gone with its problem
      if (isOver(opened.read)) {
        get().say(overWords(opened))
        void completeProblems(sourceId, revision)
      }
      // It may have been read to its end while its rows were asked for.
      else if (get().progress?.revision === revision) void renew(sourceId, revision)
      if (get().sources.find(({ id }) => id === sourceId)?.history !== history) void get().read()
    }

    return {
      views: {},
      reading: null,
      failure: null,
      workerDied: false,
      progress: null,

      read: async () => {
        const { sources, activeId } = get()
        const source = sources.find(({ id }) => id === activeId)
        if (!source) return set({ reading: null, progress: null })
        revisions += 1
        const revision = revisions
        askedAt = performance.now()
        const before = get().views[source.id]
        const isStopped = before?.opened.read.state === 'stopped'
        set({ reading: { sourceId: source.id, revision }, preview: null, editing: null, rowMenu: null, progress: null })
        const outcome = await client.ask({
          type: 'open',
          revision,
          source: { id: source.id, name: source.name, content: source.content },
          steps: textSteps(source.history.done),
          target: source.target,
          format: formatAfter(source.history.done),
          keep: shownRows(before)?.revision ?? null,
          enough: before ? Math.min(before.opened.rows, visible.to) : 0,
          upTo: isStopped ? before.opened.read.bytes : (limits.get(source.id) ?? null),
        })
        if (get().reading?.revision !== revision) return
        switch (outcome.type) {
          case 'open':
            return show(source.id, revision, outcome.view, source.history)
          case 'unreadable':
          case 'failed':
            return set({
              reading: null,
              progress: null,
              failure: { sourceId: source.id, type: outcome.type, message: outcome.message },
            })
          case 'stale':
          case 'died':
            return set({ reading: null })
        }
      },
      retry: (upTo) => {
        const { activeId } = get()
        if (activeId !== null && upTo === undefined) limits.delete(activeId)
        else if (activeId !== null && upTo !== undefined) limits.set(activeId, upTo)
        client.restart()
        set({ workerDied: false, failure: null })
        void get().read()
      },
      pauseReading: () => steer('pause'),
      resumeReading: () => steer('resume'),
      stopReading: () => steer('stop'),
      reportDeath: () => set({ workerDied: true, reading: null }),
      forgetView: (sourceId) => {
        limits.delete(sourceId)
        histories.delete(sourceId)
        set(({ views }) => ({ views: Object.fromEntries(Object.entries(views).filter(([id]) => id !== sourceId)) }))
      },
      needRows: (from, to) => {
        visible = { from, to }
        const { activeId, views } = get()
        const view = activeId === null ? undefined : shownRows(views[activeId])
        if (!view || activeId === null) return
        const end = Math.ceil(Math.min(to, view.opened.rows) / PAGE_ROWS)
        const first = Math.floor(from / PAGE_ROWS)
        const wanted = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
        // The other regions show the selected row, wherever the list is.
        if (view.row !== null) wanted.push(Math.floor(view.row / PAGE_ROWS))
        for (const page of wanted) {
          const name = `${view.revision}:${page}`
          if (view.pages.has(page) || asked.has(name)) continue
          if (pagesAsked >= MOST_PAGES_ASKED) {
            isBehind = true
            break
          }
          asked.add(name)
          pagesAsked += 1
          void askPages(view.revision, page * PAGE_ROWS, (page + 1) * PAGE_ROWS).then((pages) => {
            asked.delete(name)
            pagesAsked -= 1
            patchView(activeId, view.revision, (now) => ({ pages: keptPages(now.row, [...now.pages, ...pages]) }))
            if (!isBehind) return
            isBehind = false
            get().needRows(visible.from, visible.to)
          })
        }
      },
      needDetail: (row) => {
        const { activeId, views } = get()
        const view = activeId === null ? undefined : shownRows(views[activeId])
        if (!view || activeId === null || view.details.has(row)) return
        const name = `${view.revision}:detail:${row}`
        if (asked.has(name)) return
        asked.add(name)
        void client.ask({ type: 'detail', revision: view.revision, row }).then((answer) => {
          asked.delete(name)
          if (answer.type !== 'detail') return
          const { detail, lines } = answer
          patchView(activeId, view.revision, (now) => ({
            details: newest([...now.details, [row, { detail, lines }]], KEPT_DETAILS),
          }))
        })
      },
    }
  }
}

/** Rows of the last page of a view, where it is not full and more may follow. */
function unfinishedPage({ opened, pages }: View): [from: number, to: number] | null {
  const page = Math.floor(opened.rows / PAGE_ROWS)
  const isHere = opened.rows % PAGE_ROWS !== 0 && pages.has(page)
  return isHere ? [page * PAGE_ROWS, (page + 1) * PAGE_ROWS] : null
}

/** What is said when nothing more will come. */
function overWords({ read, counts, totals }: OpenedView): string {
  const found = words.problems.announced(counts)
  return read.state === 'done' ? found : `${words.reading.stopped(percent(read), totals.messages)} ${found}`
}

/** A fix or a repair that was just applied, not one that came back with undo or redo. */
function isNewMend(before: History | undefined, { done }: History): boolean {
  const last = done.at(-1)
  if (!before || !last || (last.kind !== 'fix' && last.kind !== 'repair' && last.kind !== 'edit')) return false
  return [...before.done, ...before.undone].every(({ id }) => id !== last.id)
}

/** The view whose rows are on screen: of the text as it is, or of the last one that could be read. */
export function shownRows(view: View | undefined): View | undefined {
  return view?.lastGood ?? view
}

/** Where the text stops being what its container promises, e.g. JSON; `undefined` when it does not. */
export function brokenPlace({ opened, lastGood }: View): ProblemView | undefined {
  const { problems } = opened
  return (
    problems.find(({ rule }) => rule === 'invalid-json') ??
    (lastGood ? problems.find(({ severity }) => severity === 'error') : undefined)
  )
}

/**
 * Did typing break the text? Either nothing of it can be read, or it is taken for something else, such as the pieces of
 * a torn object for lines of JSON.
 */
function stopsParsing(before: OpenedView, now: OpenedView, { done }: History): boolean {
  if (before.rows === 0 || done.at(-1)?.kind !== 'typing') return false
  const wasSure = before.confidence !== 'guess' && before.format !== 'unknown'
  const isOther = now.format === 'unknown' || now.source.container.join() !== before.source.container.join()
  return now.rows === 0 || (wasSure && isOther && (now.confidence === 'guess' || now.format === 'unknown'))
}

export function rowOf(view: View, index: number): TimelineRow | undefined {
  return view.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS]
}

function problemKeyAt(opened: OpenedView, index: number): string | null {
  const problem = opened.problems[index]
  return problem ? problemKey(problem) : null
}

/** The newest pages, and the one with the selected row. */
function keptPages(row: number | null, pages: readonly (readonly [number, readonly TimelineRow[]])[]): View['pages'] {
  const selected = row === null ? undefined : pages.findLast(([page]) => page === Math.floor(row / PAGE_ROWS))
  return newest(selected ? [...pages, selected] : pages, KEPT_PAGES)
}

function newest<T>(entries: readonly (readonly [number, T])[], kept: number): ReadonlyMap<number, T> {
  return new Map(entries.slice(-kept))
}
