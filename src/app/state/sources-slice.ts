import type { StateCreator } from 'zustand'
import type { FormatId, TargetId } from '../../core/problem.ts'
import type { TextEdit } from '../../core/source/text-edit.ts'
import { words } from '../words.ts'
import { jumpTo, pushChange, tieOf, type Change, type ChangeKind, type History } from './history.ts'
import { openedSource, type OpenedSource } from './source.ts'
import type { Store } from './create-store.ts'

/** The edits of a change, or the worker's file of them where there are many. */
export type ChangedText = Pick<Change, 'edits' | 'packed' | 'movedTo'>

export interface SourcesSlice {
  /** In the order of their tabs. */
  readonly sources: readonly OpenedSource[]
  /** The tab that is shown; `null` is the start page. */
  readonly activeId: string | null
  /** Set when a paste or drop opened a new tab beside another one: a bar asks whether both should stay. */
  readonly placement: { readonly added: string; readonly previous: string } | null
  /** The source closed last, so that closing can be undone. */
  readonly closed: OpenedSource | null
  /** The tab whose closing waits for an answer, because it has changes nobody took away. */
  readonly closing: string | null

  openFiles: (files: readonly File[], route: 'picker' | 'drop' | 'paste') => void
  openText: (text: string) => void
  openSample: (name: string, content: string | Blob, lesson: string) => void
  showStart: () => void
  activate: (id: string) => void
  keepBoth: () => void
  replacePrevious: () => void
  close: (id: string, sure?: boolean) => void
  keepOpen: () => void
  reopenClosed: () => void

  /** Typed text is a change too; it is the editor itself that calls with `typing`. */
  change: (kind: ChangeKind, title: string, edits: ChangedText | readonly TextEdit[], readAs?: FormatId | null) => void
  overrideFormat: (format: FormatId | null, title: string) => void
  undo: () => void
  redo: () => void
  goToStep: (count: number) => void
  /** A step in the middle, where no later one stands on it. */
  takeBack: (id: number) => void
  chooseTarget: (target: TargetId) => void
  toggleRow: (key: string) => void
  setIgnored: (key: string, isIgnored: boolean) => void
}

export const createSourcesSlice: StateCreator<Store, [], [], SourcesSlice> = (set, get) => {
  let steps = 0
  let pastes = 0

  function open(added: readonly OpenedSource[], asks: boolean): void {
    get().flushTyping()
    const first = added[0]
    if (!first) return
    const { activeId, sources } = get()
    set({
      sources: [...sources, ...added],
      activeId: first.id,
      placement: asks && activeId ? { added: first.id, previous: activeId } : null,
    })
    void get().read()
  }

  function update(id: string, patch: Partial<OpenedSource>): void {
    set(({ sources }) => ({ sources: sources.map((source) => (source.id === id ? { ...source, ...patch } : source)) }))
  }

  function active(): OpenedSource | undefined {
    const { sources, activeId } = get()
    return sources.find(({ id }) => id === activeId)
  }

  /** Every change of the source goes through here, so that the selection can follow the text. */
  function moveTo(source: OpenedSource, history: History): void {
    if (history === source.history) return
    update(source.id, { history })
    void get().read()
  }

  function push(change: Omit<Change, 'id'>): void {
    const source = active()
    if (!source) return
    steps += 1
    moveTo(source, pushChange(source.history, { ...change, id: steps }))
  }

  return {
    sources: [],
    activeId: null,
    placement: null,
    closed: null,
    closing: null,

    openFiles: (files, route) =>
      open(
        files.map((file) => openedSource(file, file.name, file.name)),
        route !== 'picker',
      ),
    openText: (text) => {
      pastes += 1
      open([openedSource(new Blob([text]), null, words.open.pasted(pastes))], true)
    },
    openSample: (name, content, lesson) => open([openedSource(new Blob([content]), name, name, lesson)], false),
    showStart: () => set({ activeId: null, placement: null }),
    activate: (id) => {
      if (id === get().activeId) return
      get().flushTyping()
      set({ activeId: id })
      void get().read()
    },
    keepBoth: () => set({ placement: null }),
    replacePrevious: () => {
      const { placement } = get()
      if (placement) get().close(placement.previous)
    },
    close: (id, sure = false) => {
      get().flushTyping()
      const { sources, activeId } = get()
      const index = sources.findIndex((source) => source.id === id)
      const source = sources[index]
      if (!source) return
      const last = source.history.done.at(-1)
      if (!sure && last && last.id !== source.takenAway) return set({ closing: id })
      const left = sources.filter((other) => other !== source)
      set({
        sources: left,
        closed: source,
        closing: null,
        placement: null,
        activeId: activeId === id ? ((left[index] ?? left[index - 1])?.id ?? null) : activeId,
      })
      get().forgetView(id)
      get().notify(words.tabs.closed(source.title), 'reopen')
      if (activeId === id) void get().read()
    },
    keepOpen: () => set({ closing: null }),
    reopenClosed: () => {
      const { closed, sources } = get()
      if (!closed) return
      set({ sources: [...sources, closed], activeId: closed.id, closed: null })
      void get().read()
    },

    change: (kind, title, text, readAs) =>
      push({ kind, title, ...('edits' in text ? text : { edits: text }), ...(readAs !== undefined && { format: readAs }) }),
    overrideFormat: (format, title) => {
      get().flushTyping()
      push({ kind: 'format', title, edits: [], format })
    },
    undo: () => {
      get().flushTyping()
      const source = active()
      const last = source?.history.done.at(-1)
      if (!source || !last) return get().say(words.history.nothingToUndo)
      moveTo(source, jumpTo(source.history, source.history.done.length - 1))
      get().say(words.history.undid(last.title))
    },
    redo: () => {
      get().flushTyping()
      const source = active()
      const next = source?.history.undone.at(-1)
      if (!source || !next) return get().say(words.history.nothingToRedo)
      moveTo(source, jumpTo(source.history, source.history.done.length + 1))
      get().say(words.history.redid(next.title))
    },
    goToStep: (count) => {
      get().flushTyping()
      const source = active()
      if (source) moveTo(source, jumpTo(source.history, count))
    },
    takeBack: (id) => {
      get().flushTyping()
      const source = active()
      const step = source?.history.done.find((change) => change.id === id)
      if (!source || !step || tieOf(source.history.done, id) !== null) return
      push({ kind: 'taking-back', title: words.history.tookBack(step.title), edits: [], takesBack: id })
      get().notify(words.history.isBack(step.title), 'undo')
    },
    chooseTarget: (target) => {
      const source = active()
      if (!source) return
      update(source.id, { target })
      void get().read()
    },
    toggleRow: (key) => {
      const source = active()
      if (source) update(source.id, { toggled: toggled(source.toggled, key) })
    },
    setIgnored: (key, isIgnored) => {
      const source = active()
      if (source && source.ignored.has(key) !== isIgnored) update(source.id, { ignored: toggled(source.ignored, key) })
    },
  }
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}
