import type * as Monaco from 'monaco-editor/editor'

/**
 * Stands in for `@monaco-editor/loader` (alias in `vite.config.ts`), so that no address of a CDN is in the bundle and
 * nothing can ask for one.
 */
let instance: typeof Monaco | undefined

const loader = {
  config: (options: { monaco?: typeof Monaco }): void => {
    if (options.monaco) instance = options.monaco
  },
  init: () => {
    const ready = instance ? Promise.resolve(instance) : Promise.reject(new Error('monaco: initMonaco() was not called'))
    return Object.assign(ready, { cancel: () => undefined })
  },
}

export default loader
