import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import type { Comparison } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import { selectView } from './selectors.ts'
import type { Store } from './create-store.ts'
import { whenRead } from './when-read.ts'

/** A step by itself, or all of them together. */
export interface ComparedStep {
  readonly id: number
  readonly title: string
}

export interface CompareSlice {
  /** What is compared; `null` is all that was done since the original. */
  readonly comparedStep: ComparedStep | null
  /** `null` while it is being worked out, or nobody asked. */
  readonly comparison: Comparison | null

  /** Shows the original beside what it is now, or what one step did. */
  compare: (step: ComparedStep | null) => Promise<void>
}

export function createCompareSlice(client: Client): StateCreator<Store, [], [], CompareSlice> {
  return (set, get, store) => ({
    comparedStep: null,
    comparison: null,

    compare: async (step) => {
      get().flushTyping()
      set({ comparison: null, comparedStep: step })
      get().openDialog('compare')
      await whenRead(store)
      const view = selectView(get())
      const answer = view && (await client.ask({ type: 'compare', revision: view.revision, step: step?.id ?? null }))
      if (get().dialog !== 'compare' || get().comparedStep !== step) return // closed meanwhile, or another one asked for
      if (answer?.type === 'compare') return set({ comparison: answer.comparison })
      get().openDialog(null)
      get().notify(answer?.type === 'failed' ? words.failed.title(answer.message) : words.compare.impossible)
    },
  })
}
