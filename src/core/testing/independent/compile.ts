/** Values held against declared types, by the compiler, in one run. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Claim {
  /** What it is told by in a failure. */
  readonly name: string
  readonly value: unknown
  /** An export of `sdk-types.ts`. */
  readonly type: string
}

export interface TypeError {
  readonly name: string
  readonly type: string
  readonly value: string
  readonly error: string
}

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const TYPES = fileURLToPath(new URL('./sdk-types.ts', import.meta.url))

/** The claims the compiler does not believe. Each stands in a line of its own, so that a line tells which it was. */
export function typeErrors(claims: readonly Claim[]): TypeError[] {
  const folder = mkdtempSync(join(tmpdir(), 'toolmend-types-'))
  try {
    const head = `import type * as Sdk from ${JSON.stringify(TYPES)}`
    const lines = claims.map(({ value, type }) => `void (${JSON.stringify(value)} satisfies Sdk.${type})`)
    writeFileSync(join(folder, 'claims.ts'), [head, ...lines, ''].join('\n'))
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files: ['claims.ts'] }))
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    })
    return errorsIn(stdout, claims)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const OPTIONS = {
  target: 'ES2023',
  lib: ['ES2023', 'DOM'],
  types: [],
  module: 'ESNext',
  moduleResolution: 'bundler',
  strict: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
}

function errorsIn(printed: string, claims: readonly Claim[]): TypeError[] {
  const errors = new Map<number, TypeError>()
  for (const line of printed.split('\n').filter((text) => text.includes('error TS'))) {
    const at = /^claims\.ts\((\d+),\d+\): (error .*)/.exec(line)
    const claim = claims[Number(at?.[1]) - 2]
    // An error that is in no claim is one of the check itself: a package that is not there, a type with another name.
    if (!at || !claim) throw new Error(`compile: ${line}`)
    const { name, type, value } = claim
    if (!errors.has(Number(at[1]))) errors.set(Number(at[1]), { name, type, value: JSON.stringify(value), error: at[2]! })
  }
  return [...errors.values()]
}
