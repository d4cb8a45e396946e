import type { TimelineRow } from '../core/timeline/row.ts'
import type { Workbench } from '../core/workbench.ts'

/** Rows are asked in bunches, so that a search through half a million makes no list of them all. */
const BUNCH = 1000

export function* allRows(bench: Workbench): Generator<TimelineRow> {
  for (let from = 0; from < bench.rowCount; from += BUNCH) yield* bench.rows(from, Math.min(from + BUNCH, bench.rowCount))
}
