import type { ReadState } from '../../worker/protocol.ts'

/** How far the worker is with the active source, and since when. */
export interface Progress {
  readonly sourceId: string
  readonly revision: number
  readonly read: ReadState
  /** Time spent reading, in milliseconds; pauses do not count. */
  readonly spent: number
  readonly startedAt: number
  /** When this was heard. */
  readonly at: number
}

/** Below 100 until all is read: the last percent is not rounded away. */
export function percent({ bytes, of, state }: ReadState): number {
  if (state === 'done' || of === 0) return 100
  return Math.min(99, Math.floor((bytes / of) * 100))
}

/** Seconds to go, once there is enough to judge by. */
export function secondsLeft({ read: { bytes, of }, spent }: Progress): number | null {
  if (spent < 2000 || bytes === 0) return null
  return Math.max(1, Math.round((spent * (of - bytes)) / bytes / 1000))
}

/** Nobody has to wait for anything any more. */
export function isOver({ state }: ReadState): boolean {
  return state === 'done' || state === 'stopped' || state === 'broken'
}
