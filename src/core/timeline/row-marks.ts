import type { Severity } from '../problem.ts'
import type { RowKind } from './row-index.ts'
import type { Role } from '../conversation/message.ts'

/** What the minimap draws of a row: one byte, so that half a million rows weigh nothing. */
export type RowMarks = Uint8Array

/** Rows in bins of equal size, for the minimap. */
export interface RowBins {
  /** The worst severity in each bin: 0 nothing, 1 info, 2 warning, 3 error. */
  readonly worst: Uint8Array
  /** What most rows of each bin are: 0 other, 1 system, 2 user, 3 assistant, 4 call, 5 result. */
  readonly role: Uint8Array
}

const ROLES: Readonly<Record<Role, number>> = { unknown: 0, system: 1, user: 2, assistant: 3, tool: 5 }
const CALL = 4
const RESULT = 5
const KINDS = 6
const WEIGHT: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 }

export function markOf(kind: RowKind, role: Role): number {
  if (kind === 'call' || kind === 'slot-call') return CALL
  if (kind === 'result' || kind === 'slot-result') return RESULT
  return kind === 'message' ? ROLES[role] : 0
}

/** Marks a row with the severity of a problem it shows, unless it has a worse one. */
export function markProblem(marks: RowMarks, row: number, severity: Severity): void {
  const known = marks[row]
  if (known !== undefined && known >> 4 < WEIGHT[severity]) marks[row] = (known & 15) | (WEIGHT[severity] << 4)
}

/** Fills bins from the marks of rows, given in runs that follow one another. At most one bin a row. */
export function binRows(runs: Iterable<RowMarks>, rows: number, count: number): RowBins {
  const bins = Math.max(1, Math.min(Math.floor(count), rows))
  const worst = new Uint8Array(rows === 0 ? 0 : bins)
  const role = new Uint8Array(worst.length)
  const tally = new Uint32Array(KINDS)
  let bin = 0
  let row = 0
  const close = (): void => {
    role[bin] = tally.indexOf(Math.max(...tally))
    tally.fill(0)
  }
  for (const marks of runs) {
    for (const mark of marks) {
      const at = Math.floor((row * bins) / rows)
      if (at !== bin) {
        close()
        bin = at
      }
      tally[mark & 15]!++
      if (mark >> 4 > worst[bin]!) worst[bin] = mark >> 4
      row++
    }
  }
  if (row > 0) close()
  return { worst, role }
}
