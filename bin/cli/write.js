import { closeSync, lstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { CommandError, isSystemError, named, OutputError } from './errors.js'
import { identityOf } from './read.js'

/**
 * Somewhere to write to, piece by piece.
 * @typedef {{ write: (bytes: Uint8Array) => void | Promise<void>, keep: () => void, discard: () => void }} Output
 */

/**
 * Writes to the standard output and waits until it is taken: a pipe may be slow, and a disk may be full.
 * @param {string | Uint8Array} text
 * @returns {Promise<void>}
 */
export function print(text) {
  return new Promise((done, fail) => {
    process.stdout.write(text, (error) => (error ? fail(named(error, 'the standard output', OutputError)) : done()))
  })
}

/** @returns {Output} */
export function standardOutput() {
  return { write: print, keep() {}, discard() {} }
}

/**
 * A file that is there when it is whole, or not at all. `sources` are the files it may not be, whatever name or link
 * leads to them.
 * @param {string} path
 * @param {readonly import('./read.js').Source[]} sources
 * @returns {Output}
 */
export function fileOutput(path, sources) {
  refuseSource(path, sources)
  // A device or a link has to stay what it is; a plain file is replaced only when the new one is complete.
  const unfinished = isPlainOrNew(path) ? `${path}.${process.pid}.tmp` : undefined
  /** @type {number | undefined} */
  let file
  const inWords = (/** @type {() => void} */ act) => {
    try {
      act()
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') {
        throw new CommandError(`${path} could not be written, its folder does not exist`)
      }
      throw named(error, path)
    }
  }
  return {
    write: (bytes) =>
      inWords(() => {
        file ??= openSync(unfinished ?? path, unfinished ? 'wx' : 'w')
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      }),
    keep: () =>
      inWords(() => {
        file ??= openSync(unfinished ?? path, unfinished ? 'wx' : 'w')
        closeSync(file)
        file = undefined // what fails from here on must not close it again
        if (unfinished) renameSync(unfinished, path)
      }),
    discard() {
      if (file !== undefined) closeSync(file)
      if (unfinished) rmSync(unfinished, { force: true })
    },
  }
}

/**
 * @param {string} path
 * @param {string} text
 * @param {readonly import('./read.js').Source[]} sources
 */
export function writeFile(path, text, sources) {
  const output = fileOutput(path, sources)
  try {
    void output.write(new TextEncoder().encode(text))
    output.keep()
  } catch (error) {
    output.discard()
    throw error
  }
}

/**
 * @param {string} path
 * @param {readonly import('./read.js').Source[]} sources
 */
export function refuseSource(path, sources) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat && sources.some(({ identity }) => identity !== undefined && identity === identityOf(stat))) {
    throw new CommandError(`${path} is the file the conversation came from, and is never overwritten`)
  }
}

/** @param {string} path */
function isPlainOrNew(path) {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat === undefined || stat.isFile()
}
