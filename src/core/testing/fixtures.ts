import { readdirSync, readFileSync } from 'node:fs'

const FIXTURES = new URL('../../../fixtures/', import.meta.url)

export function fixture(path: string): string {
  return readFileSync(new URL(path, FIXTURES), 'utf8')
}

/** Names of the files in a folder of fixtures. */
export function fixturesIn(folder: string): string[] {
  return readdirSync(new URL(folder, FIXTURES)).sort()
}
