import { useSyncExternalStore } from 'react'

export type PageWidth = 'wide' | 'medium' | 'narrow'

const wide = matchMedia('(min-width: 1200px)')
const narrow = matchMedia('(max-width: 719px)')

export function usePageWidth(): PageWidth {
  return useSyncExternalStore(subscribe, () => (narrow.matches ? 'narrow' : wide.matches ? 'wide' : 'medium'))
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  narrow.addEventListener('change', listener)
  return () => {
    wide.removeEventListener('change', listener)
    narrow.removeEventListener('change', listener)
  }
}
