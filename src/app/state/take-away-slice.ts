import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import { exportName } from '../export/export-name.ts'
import { saveBlob } from '../export/save-blob.ts'
import { size } from '../ui/numbers.ts'
import { words } from '../words.ts'
import type { OpenedSource } from './source.ts'
import type { Store } from './create-store.ts'

/** Above this a copy asks first: a clipboard is no place for a log. */
const ASK_ABOVE = 1_000_000

export interface TakeAwaySlice {
  /** Set while copying waits for a yes, because the text is big. */
  readonly bigCopy: { readonly bytes: number } | null

  download: () => Promise<void>
  copy: (sure?: boolean) => Promise<void>
  cancelCopy: () => void
}

export function createTakeAwaySlice(client: Client): StateCreator<Store, [], [], TakeAwaySlice> {
  return (set, get) => {
    async function take(): Promise<{ blob: Blob; name: string; source: OpenedSource } | null> {
      const { activeId, views, sources } = get()
      const source = sources.find(({ id }) => id === activeId)
      const view = source && views[source.id]
      if (!source || !view) return null
      const outcome = await client.ask({ type: 'export', revision: view.revision })
      if (outcome.type === 'failed') get().notify(words.failed.title(outcome.message))
      return outcome.type === 'export'
        ? { blob: outcome.blob, name: exportName(source.name, view.opened.source.container), source }
        : null
    }

    function markTaken({ id, history }: OpenedSource): void {
      const takenAway = history.done.at(-1)?.id ?? null
      set(({ sources }) => ({ sources: sources.map((source) => (source.id === id ? { ...source, takenAway } : source)) }))
    }

    return {
      bigCopy: null,

      download: async () => {
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
    }
  }
}
