import { toSarif } from '../core/sarif.ts'
import type { OpenVersion } from './open-version.ts'

/** Pasted text has no name, and a place in SARIF needs one. */
const UNNAMED = 'conversation.json'

/** What `toolmend inspect` prints of the version that is open, as a file. */
export function problemsFile({ bench }: OpenVersion, as: 'json' | 'sarif'): Blob {
  const { inspection } = bench
  const value = as === 'sarif' ? toSarif([{ ...inspection, source: { name: UNNAMED, ...inspection.source } }]) : inspection
  return new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' })
}
