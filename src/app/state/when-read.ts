import type { StoreApi } from 'zustand'
import type { Store } from './create-store.ts'

/** What is taken away, or compared, is what was done last: a version that is still to be read is waited for. */
export function whenRead(store: StoreApi<Store>): Promise<void> {
  return new Promise((resolve) => {
    if (!store.getState().reading) return resolve()
    const leave = store.subscribe(({ reading }) => {
      if (reading) return
      leave()
      resolve()
    })
  })
}
