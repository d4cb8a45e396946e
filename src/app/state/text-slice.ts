import type { StateCreator } from 'zustand'
import type { Client } from '../../worker/client.ts'
import type { TextWindow } from '../../worker/protocol.ts'
import type { Store } from './create-store.ts'

export interface TextSlice {
  /** The text the source pane shows: of the active source, maybe of a version that is just being replaced. */
  readonly text: { readonly sourceId: string; readonly revision: number; readonly window: TextWindow } | null

  /** Asks for the text of the shown version around a byte, unless it is there already. */
  needText: (around: number) => Promise<void>
  /** The editor hands over what was typed and not recorded yet; called before anything else changes the source. */
  flushTyping: () => void
  registerTyping: (flush: (() => void) | null) => void
}

export function createTextSlice(client: Client): StateCreator<Store, [], [], TextSlice> {
  return (set, get) => {
    let flush: (() => void) | null = null
    let newest = 0

    return {
      text: null,

      needText: async (around) => {
        const { activeId, views, text } = get()
        const view = activeId === null ? undefined : views[activeId]
        if (!view || activeId === null) return
        const { revision } = view
        const isThere = text?.sourceId === activeId && text.revision === revision
        if (isThere && (text.window.whole || (around >= text.window.start && around < text.window.end))) return
        newest += 1
        const turn = newest
        const answer = await client.ask({ type: 'text', revision, around })
        // While a newer version is being read, this text is older than what may have been typed since.
        if (answer.type !== 'text' || turn !== newest || get().activeId !== activeId || get().reading) return
        set({ text: { sourceId: activeId, revision, window: answer.window } })
      },
      flushTyping: () => flush?.(),
      registerTyping: (next) => {
        flush = next
      },
    }
  }
}
