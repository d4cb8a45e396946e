import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import { exportName, patchName, problemsName } from '../export/export-name.ts'
import { saveBlob } from '../export/save-blob.ts'
import { size } from '../ui/numbers.ts'
import { words } from '../words.ts'
import type { OpenedSource } from './source.ts'
import type { Store } from './create-store.ts'
import type { View } from './view-slice.ts'
import { whenRead } from './when-read.ts'

/** Above this a copy asks first: a clipboard is no place for a log. */
const ASK_ABOVE = 1_000_000
/** Above this the browser is asked for a place on the disk, so that the file need not exist twice. */
const WRITE_ABOVE = 25_000_000

/** Not in every browser, and so not among the types of the platform. */
declare global {
  interface Window {
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>
  }
}

export interface TakeAwaySlice {
  /** Set while copying waits for a yes, because the text is big. */
  readonly bigCopy: { readonly bytes: number } | null

  download: () => Promise<void>
  copy: (sure?: boolean) => Promise<void>
  cancelCopy: () => void
  /** What was changed, for a program that has the original. */
  downloadPatch: () => Promise<void>
  /** The problems of the target as a log for other tools, or as the command prints them. */
  downloadProblems: (as: 'json' | 'sarif') => Promise<void>
}

export function createTakeAwaySlice(client: Client): StateCreator<Store, [], [], TakeAwaySlice> {
  return (set, get, store) => {
    function active(): { source: OpenedSource | undefined; view: View | undefined } {
      const { activeId, views, sources } = get()
      return {
        source: sources.find(({ id }) => id === activeId),
        view: activeId === null ? undefined : views[activeId],
      }
    }

    async function take(): Promise<{ blob: Blob; name: string; source: OpenedSource } | null> {
      await whenRead(store)
      const { source, view } = active()
      if (!source || !view) return null
      const name = nameOf(source, view)
      const outcome = await client.ask({ type: 'export', revision: view.revision, to: null })
      if (outcome.type === 'failed') get().notify(words.failed.title(outcome.message))
      if (outcome.type === 'unreadable') get().notify(words.takeAway.notWritten(name, outcome.message))
      return outcome.type === 'export' && outcome.blob ? { blob: outcome.blob, name, source } : null
    }

    /** A large one goes to the disk piece by piece where the browser can do that; false: it has to be a download. */
    async function write(): Promise<boolean> {
      const { source: asked, view: before } = active()
      if (!asked || !before || before.opened.source.bytes < WRITE_ABOVE || !window.showSaveFilePicker) return false
      const name = nameOf(asked, before)
      const to = await askPlace(name)
      if (to === 'refused') return false
      if (to === 'cancelled') return true
      await whenRead(store)
      const { source, view } = active()
      if (!source || !view) return true
      get().notify(words.takeAway.writing(name))
      const outcome = await client.ask({ type: 'export', revision: view.revision, to })
      if (outcome.type === 'export') {
        markTaken(source)
        get().notify(words.takeAway.written(to.name, size(outcome.bytes)))
      } else if (outcome.type === 'unreadable') {
        get().notify(words.takeAway.notWritten(to.name, outcome.message))
      } else if (outcome.type === 'failed') {
        get().notify(words.failed.title(outcome.message))
      }
      return true
    }

    function markTaken({ id, history }: OpenedSource): void {
      const takenAway = history.done.at(-1)?.id ?? null
      set(({ sources }) => ({ sources: sources.map((source) => (source.id === id ? { ...source, takenAway } : source)) }))
    }

    return {
      bigCopy: null,

      download: async () => {
        if (await write()) return
        const taken = await take()
        if (!taken) return
        saveBlob(taken.blob, taken.name)
        markTaken(taken.source)
        get().notify(words.takeAway.downloaded(taken.name, size(taken.blob.size)))
      },
      copy: async (sure = false) => {
        const taken = await take()
        if (!taken) return
        const { blob, name, source } = taken
        if (blob.size > ASK_ABOVE && !sure) return set({ bigCopy: { bytes: blob.size } })
        set({ bigCopy: null })
        try {
          await navigator.clipboard.writeText(await blob.text())
          markTaken(source)
          get().notify(words.takeAway.copied(name, size(blob.size)))
        } catch {
          get().notify(words.takeAway.copyRefused, 'download')
        }
      },
      cancelCopy: () => set({ bigCopy: null }),
      downloadPatch: async () => {
        get().flushTyping()
        await whenRead(store)
        const { source, view } = active()
        if (!source || !view) return
        const outcome = await client.ask({ type: 'patch-file', revision: view.revision })
        if (outcome.type === 'failed') get().notify(words.failed.title(outcome.message))
        if (outcome.type !== 'patch-file') return
        if (!outcome.blob) return get().notify(words.takeAway.noPatch)
        const name = patchName(source.name)
        saveBlob(outcome.blob, name)
        get().notify(words.takeAway.downloaded(name, size(outcome.blob.size)))
      },
      downloadProblems: async (as) => {
        await whenRead(store)
        const { source, view } = active()
        if (!source || !view) return
        const outcome = await client.ask({ type: 'problems-file', revision: view.revision, as })
        if (outcome.type === 'failed') get().notify(words.failed.title(outcome.message))
        if (outcome.type !== 'problems-file') return
        const name = problemsName(source.name, as)
        saveBlob(outcome.blob, name)
        get().notify(words.takeAway.downloaded(name, size(outcome.blob.size)))
      },
    }
  }
}

function nameOf(source: OpenedSource, { opened }: View): string {
  return exportName(source.name, opened.source.container)
}

async function askPlace(suggestedName: string): Promise<FileSystemFileHandle | 'cancelled' | 'refused'> {
  try {
    return (await window.showSaveFilePicker?.({ suggestedName })) ?? 'refused'
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'refused'
  }
}
