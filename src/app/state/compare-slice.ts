import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import type { Comparison } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import { selectView } from './selectors.ts'
import type { Store } from './create-store.ts'
import { whenRead } from './when-read.ts'

export interface CompareSlice {
  /** The original beside what it is now; `null` while it is being worked out, or nobody asked. */
  readonly comparison: Comparison | null

  compareWithOriginal: () => Promise<void>
}

export function createCompareSlice(client: Client): StateCreator<Store, [], [], CompareSlice> {
  return (set, get, store) => ({
    comparison: null,

    compareWithOriginal: async () => {
      get().flushTyping()
      set({ comparison: null })
      get().openDialog('compare')
      await whenRead(store)
      const view = selectView(get())
      const answer = view && (await client.ask({ type: 'compare', revision: view.revision }))
      if (get().dialog !== 'compare') return // closed meanwhile
      if (answer?.type === 'compare') return set({ comparison: answer.comparison })
      get().openDialog(null)
      get().notify(answer?.type === 'failed' ? words.failed.title(answer.message) : words.compare.impossible)
    },
  })
}
