import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNode } from '../measure.mjs'

/** @typedef {'lines' | 'list' | 'sessions'} ShapeName */
/** @typedef {{ path: string, bytes: number, messages: number, records: number }} DataFile */

const HERE = fileURLToPath(new URL('.', import.meta.url))
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/toolmend-bench/', import.meta.url))
const EXTENSIONS = { lines: 'jsonl', list: 'json', sessions: 'jsonl' }

/**
 * A file of so many bytes or so many messages. It is made once and kept: the same seed gives the same bytes.
 * @param {{ shape: ShapeName, seed: number } & ({ megabytes: number } | { messages: number })} wanted
 * @returns {Promise<DataFile>}
 */
export async function dataFile({ shape, seed, ...amount }) {
  const version = versionOfMaker()
  forgetOtherVersions(version)
  const size = 'messages' in amount ? `${amount.messages}-messages` : `${amount.megabytes}mb`
  const path = join(CACHE, `${version}-${shape}-${size}-${seed}.${EXTENSIONS[shape]}`)
  const notes = `${path}.made`
  if (!existsSync(path) || !existsSync(notes)) {
    const order = { bytes: null, messages: null, ...('messages' in amount ? amount : { bytes: amount.megabytes * 1e6 }) }
    const made = await runNode('make-data.mjs', { path, shape, seed, ...order })
    if ('failed' in made) throw new Error(`bench: ${path} could not be written: ${made.failed}`)
    writeFileSync(notes, JSON.stringify(made.value))
  }
  return { path, ...JSON.parse(readFileSync(notes, 'utf8')) }
}

/** Data made by other code would carry the same names and hold other bytes. */
function versionOfMaker() {
  const hash = createHash('sha256')
  for (const name of [...readdirSync(HERE).sort(), '../make-data.mjs']) hash.update(readFileSync(join(HERE, name)))
  return hash.digest('hex').slice(0, 8)
}

/** @param {string} version */
function forgetOtherVersions(version) {
  mkdirSync(CACHE, { recursive: true })
  for (const name of readdirSync(CACHE)) if (!name.startsWith(version)) rmSync(join(CACHE, name))
}
