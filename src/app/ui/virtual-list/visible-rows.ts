/** What a list shows right now, in rows and parts of rows, for those beside it; the list itself is not drawn anew for them. */
export interface VisibleRows {
  readonly get: () => RowRange
  readonly set: (top: number, bottom: number) => void
  readonly subscribe: (listener: () => void) => () => void
}

export interface RowRange {
  readonly top: number
  readonly bottom: number
}

export function createVisibleRows(): VisibleRows {
  let now: RowRange = { top: 0, bottom: 0 }
  const listeners = new Set<() => void>()
  return {
    get: () => now,
    set: (top, bottom) => {
      if (now.top === top && now.bottom === bottom) return
      now = { top, bottom }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
