import { readdirSync, readFileSync } from 'node:fs'

const FIXTURES = new URL('../../../fixtures/', import.meta.url)

export function fixture(path: string): string {
  return readFileSync(new URL(path, FIXTURES), 'utf8')
}

export function fixtureBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, FIXTURES)))
}

/** Names of the files in a folder of fixtures. */
export function fixturesIn(folder: string): string[] {
  return readdirSync(new URL(folder, FIXTURES)).sort()
}
