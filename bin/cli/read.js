import { createReadStream, fstatSync, statSync } from 'node:fs'
import { named } from './errors.js'
import { withProgress } from './progress.js'

/**
 * The bytes of one file and the name it goes by; `-` is the standard input.
 * `identity` tells whether two names are the same file, also through links; undefined for what is no file on disk.
 * @typedef {{ name: string, bytes: Uint8Array, identity: string | undefined }} Source
 */

const STANDARD_INPUT = '<stdin>'

/**
 * @param {string} path
 * @returns {Promise<Source>}
 */
export async function readSource(path) {
  const isStandardInput = path === '-'
  const name = isStandardInput ? STANDARD_INPUT : path
  try {
    const stat = isStandardInput ? fstatSync(0) : statSync(path)
    const stream = isStandardInput ? process.stdin : createReadStream(path)
    return { name, bytes: await collect(stream, name, stat.isFile() ? stat.size : undefined), identity: identityOf(stat) }
  } catch (error) {
    throw named(error, name)
  }
}

/**
 * Which file it is, however it is called; undefined for pipes and terminals.
 * @param {import('node:fs').Stats} stat
 */
export function identityOf(stat) {
  return stat.isFile() ? `${stat.dev}:${stat.ino}` : undefined
}

/**
 * @param {AsyncIterable<Buffer>} stream
 * @param {string} name
 * @param {number | undefined} size in bytes, where it is known beforehand
 */
async function collect(stream, name, size) {
  const chunks = []
  let length = 0
  const progress = withProgress(`reading ${name}`, size)
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    progress.at(length)
  }
  progress.done()
  const bytes = new Uint8Array(length) // not a Buffer: its slice() shares memory, that of a Uint8Array does not
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
