import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import type { RowBins } from '../../core/timeline/row-marks.ts'
import { selectShownView } from './selectors.ts'
import type { Store } from './create-store.ts'

export interface MinimapSlice {
  /** The rows of the shown version in a few hundred bins; maybe of a version that is just being replaced. */
  readonly bins: { readonly revision: number; readonly bins: RowBins } | null

  needBins: (count: number) => Promise<void>
}

export function createMinimapSlice(client: Client): StateCreator<Store, [], [], MinimapSlice> {
  return (set, get) => {
    let newest = 0
    return {
      bins: null,

      needBins: async (count) => {
        const view = selectShownView(get())
        if (!view) return
        const { revision } = view
        newest += 1
        const turn = newest
        const answer = await client.ask({ type: 'bins', revision, count })
        if (answer.type === 'bins' && turn === newest) set({ bins: { revision, bins: answer.bins } })
      },
    }
  }
}
