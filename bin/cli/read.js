import { createReadStream, fstatSync, statSync } from 'node:fs'
import { named } from './errors.js'
import { unpacked } from './gzip.js'
import { withProgress } from './progress.js'

/**
 * One file and the name it goes by; `-` is the standard input. It is read once, in chunks, so that its size does not matter.
 * `identity` tells whether two names are the same file, also through links; undefined for what is no file on disk.
 * `containers` are those that were taken off on the way, and `trouble` says, in a sentence, why reading stopped early:
 * both are known when all chunks were taken.
 * @typedef {{ name: string, identity: string | undefined, chunks: AsyncIterable<Uint8Array>,
 *             containers: string[], trouble: string | undefined }} Source
 */

const STANDARD_INPUT = '<stdin>'
const CHUNK = 1 << 20

/**
 * @param {string} path
 * @returns {Source}
 */
export function openSource(path) {
  const isStandardInput = path === '-'
  const name = isStandardInput ? STANDARD_INPUT : path
  try {
    const stat = isStandardInput ? fstatSync(0) : statSync(path)
    const stream = isStandardInput ? process.stdin : createReadStream(path, { highWaterMark: CHUNK })
    /** @type {Source} */
    const source = { name, identity: identityOf(stat), chunks: stream, containers: [], trouble: undefined }
    source.chunks = unpacked(counted(source, stream, path, stat), source)
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
 * The bytes as they are on disk, with progress for a person who waits, and a look at the end whether the file is still
 * the one that was opened.
 * @param {Source} source
 * @param {AsyncIterable<Buffer>} stream
 * @param {string} path
 * @param {import('node:fs').Stats} before
 */
async function* counted(source, stream, path, before) {
  const progress = withProgress(`reading ${source.name}`, before.isFile() ? before.size : undefined)
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      progress.at(length)
      yield chunk
    }
  } catch (error) {
    throw named(error, source.name)
  } finally {
    progress.done()
  }
  if (!before.isFile() || path === '-') return
  const after = statSync(path, { throwIfNoEntry: false })
  if (!after || identityOf(after) !== source.identity) source.trouble = `${source.name} was removed or replaced while it was read`
  else if (after.size !== length || after.mtimeMs !== before.mtimeMs) source.trouble = `${source.name} changed while it was read`
}
