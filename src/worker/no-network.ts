/**
 * Takes the ways to a network away from the worker before anything else of it runs: a `<meta>` policy of the page does
 * not bind workers. A fence, not a wall; the header that the site is served with is the wall.
 */
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts']) {
  Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false })
}
