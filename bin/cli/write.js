import { lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { CommandError, isSystemError, named, OutputError } from './errors.js'
import { identityOf } from './read.js'

/**
 * Writes to the standard output and waits until it is taken: a pipe may be slow, and a disk may be full.
 * @param {string} text
 * @returns {Promise<void>}
 */
export function print(text) {
  return new Promise((done, fail) => {
    process.stdout.write(text, (error) => (error ? fail(named(error, 'the standard output', OutputError)) : done()))
  })
}

/**
 * Writes a file whole or not at all. `sources` are the files it may not be, whatever name or link leads to them.
 * @param {string} path
 * @param {string} text
 * @param {readonly import('./read.js').Source[]} sources
 */
export function writeFile(path, text, sources) {
  refuseSource(path, sources)
  try {
    // A device or a link has to stay what it is; a plain file is replaced only when the new one is complete.
    if (isPlainOrNew(path)) replace(path, text)
    else writeFileSync(path, text)
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') {
      throw new CommandError(`${path} could not be written, its folder does not exist`)
    }
    throw named(error, path)
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

/**
 * @param {string} path
 * @param {string} text
 */
function replace(path, text) {
  const unfinished = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(unfinished, text, { flag: 'wx' })
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
