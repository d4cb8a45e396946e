import type { TimelineRow } from '../core/timeline/row.ts'
import type { Workbench } from '../core/workbench.ts'
import type { RowBins } from './protocol.ts'

const severities = { info: 1, warning: 2, error: 3 } as const
const roles = { system: 1, user: 2, assistant: 3, tool: 5, unknown: 0 } as const

/** Problems are all looked at, so that a single one never vanishes; who speaks is asked of one row in each bin. */
export function rowBins(bench: Workbench, count: number): RowBins {
  const worst = new Uint8Array(count)
  const role = new Uint8Array(count)
  const { rowCount, inspection } = bench
  for (const [index, { severity }] of inspection.problems.entries()) {
    const row = bench.rowOfProblem(index)
    if (row === null) continue
    const bin = Math.floor((row * count) / rowCount)
    worst[bin] = Math.max(worst[bin] ?? 0, severities[severity])
  }
  for (let bin = 0; bin < count; bin++) {
    const row = Math.floor(((bin + 0.5) * rowCount) / count)
    const [shown] = bench.rows(row, row + 1)
    role[bin] = shown ? roleOf(shown) : 0
  }
  return { worst, role }
}

function roleOf(row: TimelineRow): number {
  if (row.type === 'message') return roles[row.role]
  return row.type === 'call' ? 4 : row.type === 'result' ? 5 : 0
}
