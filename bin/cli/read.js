import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { named } from './errors.js'
import { isPacked, unpacked } from './gzip.js'
import { withProgress } from './progress.js'

/**
 * One file and the name it goes by; `-` is the standard input. It is read once, in chunks, so that its size does not matter.
 * `identity` tells whether two names are the same file, also through links; undefined for what is no file on disk.
 * `openFile` gives the same as bytes that can be read at any place, where it is a file and not packed.
 * `containers` are those that were taken off on the way, and `trouble` says, in a sentence, why reading stopped early:
 * both are known when all chunks were taken.
 * @typedef {{ name: string, identity: string | undefined, chunks: AsyncIterable<Uint8Array>, openFile: () => OpenFile | undefined,
 *             containers: string[], trouble: string | undefined }} Source
 * @typedef {import('../../dist/lib/index.js').SourceBytes & { close: () => void }} OpenFile
 */

const STANDARD_INPUT = '<stdin>'
const CHUNK = 1 << 20
const MOST_AT_ONCE = 2 ** 30

/**
 * @param {string} path
 * @returns {Source}
 */
export function openSource(path) {
  const isStandardInput = path === '-'
  const name = isStandardInput ? STANDARD_INPUT : path
  try {
    const stat = isStandardInput ? fstatSync(0) : statSync(path)
    if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    const open = () => (isStandardInput ? process.stdin : createReadStream(path, { highWaterMark: CHUNK }))
    /** @type {Source} */
    const source = {
      name,
      identity: identityOf(stat),
      chunks: unpacked(
        whileUnchanged(() => source, open, path, stat),
        () => source,
      ),
      openFile: () => (isStandardInput || !stat.isFile() ? undefined : openFile(source, path, stat)),
      containers: [],
      trouble: undefined,
    }
    return source
  } catch (error) {
    throw named(error, name)
  }
}

/**
 * All of it at once, for what can only be read as a whole.
 * @param {string} path
 */
export async function readWhole(path) {
  const chunks = []
  for await (const chunk of openSource(path).chunks) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks)) // not a Buffer: its slice() shares memory, that of a Uint8Array does not
}

/**
 * Which file it is, however it is called; undefined for pipes and terminals.
 * @param {import('node:fs').Stats} stat
 */
export function identityOf(stat) {
  return stat.isFile() ? `${stat.dev}:${stat.ino}` : undefined
}

/**
 * The bytes as they are on disk, with progress for a person who waits.
 * @param {() => Source} source
 * @param {() => AsyncIterable<Buffer>} open
 * @param {string} path
 * @param {import('node:fs').Stats} before
 */
async function* whileUnchanged(source, open, path, before) {
  const { name } = source()
  const progress = withProgress(`reading ${name}`, before.isFile() ? before.size : undefined)
  let length = 0
  try {
    for await (const chunk of open()) {
      length += chunk.length
      progress.at(length)
      yield chunk
    }
  } catch (error) {
    throw named(error, name)
  } finally {
    progress.done()
  }
  if (before.isFile() && path !== '-') source().trouble = troubleWith(name, path, before)
}

/**
 * @param {Source} source
 * @param {string} path
 * @param {import('node:fs').Stats} before
 * @returns {OpenFile | undefined}
 */
function openFile(source, path, before) {
  try {
    const file = openSync(path, 'r')
    const progress = withProgress(`reading ${source.name}`, before.size)
    /** @type {OpenFile} */
    const opened = {
      length: before.size,
      read(start, end) {
        const bytes = new Uint8Array(Math.max(0, end - start))
        let at = 0
        try {
          // One call gives two gigabytes at most, and may give less than was asked for.
          for (let read = -1; at < bytes.length && read !== 0; at += read) {
            read = readSync(file, bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE), start + at)
          }
        } catch (error) {
          throw named(error, source.name)
        }
        progress.at(end)
        return at < bytes.length ? bytes.subarray(0, at) : bytes
      },
      close() {
        progress.done()
        closeSync(file)
        source.trouble = troubleWith(source.name, path, before)
      },
    }
    if (!isPacked(opened.read(0, 2))) return opened
    closeSync(file)
    return undefined
  } catch (error) {
    throw named(error, source.name)
  }
}

/**
 * What happened to a file while it was read.
 * @param {string} name
 * @param {string} path
 * @param {import('node:fs').Stats} before
 */
function troubleWith(name, path, before) {
  const after = statSync(path, { throwIfNoEntry: false })
  if (!after || identityOf(after) !== identityOf(before)) return `${name} was removed or replaced while it was read`
  return after.size !== before.size || after.mtimeMs !== before.mtimeMs ? `${name} changed while it was read` : undefined
}
