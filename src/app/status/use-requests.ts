import { useSyncExternalStore } from 'react'
import { sortRequests, type Requests } from './requests.ts'

const names: string[] = [location.href.replace(/[?#].*$/, '')]
let current: Requests = sortRequests(names, location.href)
const listeners = new Set<() => void>()

performance.setResourceTimingBufferSize(10_000)
new PerformanceObserver((list) => {
  names.push(...list.getEntries().map(({ name }) => name))
  current = sortRequests(names, location.href)
  for (const listener of listeners) listener()
}).observe({ type: 'resource', buffered: true })

/** The requests of the page so far; those of the worker are asked for in the dialog. */
export function useRequests(): Requests {
  return useSyncExternalStore(subscribe, () => current)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
