import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CommandError } from './errors.js'

/** @typedef {typeof import('../../dist/lib/index.js')} Library */

const ENTRY = new URL('../../dist/lib/index.js', import.meta.url)

/** @returns {Promise<Library>} */
export async function loadLibrary() {
  if (!existsSync(ENTRY)) throw new CommandError(`${fileURLToPath(ENTRY)} does not exist yet, run \`npm run build\``)
  return import(ENTRY.href)
}
