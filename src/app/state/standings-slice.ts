import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import type { Standing } from '../../core/standings.ts'
import type { Store } from './create-store.ts'
import { selectView } from './selectors.ts'

export interface StandingsSlice {
  /** How the shown source stands with every target; of the version before while a new one is judged. */
  readonly standings: {
    readonly source: string
    /** `null`: the source is too large to be judged for all of them. */
    readonly all: readonly Standing[] | null
  } | null

  needStandings: () => Promise<void>
}

export function createStandingsSlice(client: Client): StateCreator<Store, [], [], StandingsSlice> {
  return (set, get) => {
    let newest = 0
    return {
      standings: null,

      needStandings: async () => {
        const view = selectView(get())
        const { activeId } = get()
        if (!view || activeId === null) return
        newest += 1
        const turn = newest
        const answer = await client.ask({ type: 'standings', revision: view.revision })
        if (answer.type === 'standings' && turn === newest) set({ standings: { source: activeId, all: answer.standings } })
      },
    }
  }
}
