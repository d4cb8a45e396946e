import { readFileSync } from 'node:fs'

/** @returns {{ version: string, homepage?: string }} */
export function packageFacts() {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
}
