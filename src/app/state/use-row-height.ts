import { useSyncExternalStore } from 'react'
import { useStore } from '../state/store.ts'

const coarse = typeof matchMedia === 'function' ? matchMedia('(pointer: coarse)') : null

/** The height `--row` of tokens.css has now: what a row counts as before it was drawn. */
export function useRowHeight(): number {
  const density = useStore((store) => store.settings.density)
  const isCoarse = useSyncExternalStore(subscribe, () => coarse?.matches ?? false)
  return isCoarse ? 44 : density === 'compact' ? 24 : 32
}

function subscribe(listener: () => void): () => void {
  coarse?.addEventListener('change', listener)
  return () => coarse?.removeEventListener('change', listener)
}
