import type { StateCreator } from 'zustand'
import type { Store } from './create-store.ts'

/** What the button of a notice does; the notice names it. */
export type NoticeAction = 'undo' | 'reopen' | 'download'

export interface Notice {
  readonly id: number
  readonly text: string
  readonly action: NoticeAction | null
}

export interface NoticesSlice {
  /** Shown in a corner until dismissed or a while later; nothing is said only there. */
  readonly notices: readonly Notice[]
  /** The last thing screen readers should hear; `turn` tells two equal texts apart. */
  readonly said: { readonly text: string; readonly turn: number }

  notify: (text: string, action?: NoticeAction | null) => void
  dismiss: (id: number) => void
  say: (text: string) => void
}

const MOST_AT_ONCE = 3

export const createNoticesSlice: StateCreator<Store, [], [], NoticesSlice> = (set) => {
  let ids = 0
  return {
    notices: [],
    said: { text: '', turn: 0 },

    notify: (text, action = null) => {
      ids += 1
      set(({ notices, said }) => ({
        notices: [...notices, { id: ids, text, action }].slice(-MOST_AT_ONCE),
        said: { text, turn: said.turn + 1 },
      }))
    },
    dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    say: (text) => set(({ said }) => ({ said: { text, turn: said.turn + 1 } })),
  }
}
