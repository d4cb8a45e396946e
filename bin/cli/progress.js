import { visible } from './visible.js'

const LONG_MS = 1000
const MEGABYTE = 1e6

/**
 * One line on the standard error that rewrites itself, for a person who waits: only on a terminal, only after a second.
 * @param {string} what
 * @param {number | undefined} size in bytes, when known
 */
export function withProgress(what, size) {
  if (!process.stderr.isTTY) return { at: () => {}, done: () => {} }
  const started = Date.now()
  let shown = 0
  return {
    /** @param {number} bytes */
    at(bytes) {
      const now = Date.now()
      if (now - started < LONG_MS || now - shown < 100) return
      shown = now
      const of = size === undefined ? '' : ` of ${(size / MEGABYTE).toFixed(0)}`
      process.stderr.write(`\r${visible(what)}: ${(bytes / MEGABYTE).toFixed(0)}${of} MB`)
    },
    done() {
      if (shown > 0) process.stderr.write('\r\u001b[K')
    },
  }
}
