import { checkEdit } from './editing/check-edit.ts'
import { editableRow } from './editing/editable-row.ts'
import { proposeEdit } from './editing/propose-edit.ts'
import { openDocument } from './document/document.ts'
import { formats } from './formats/index.ts'
import { suggestFields } from './formats/fields/suggest-fields.ts'
import { isForeign } from './target-for.ts'
import { judgeReading, type Judged } from './judge-source.ts'
import { proposeFix, proposeRepair } from './repair/propose.ts'
import { standInSteps } from './standings.ts'
import { binRows } from './timeline/row-marks.ts'
import { Timeline } from './timeline/timeline.ts'
import type { Workbench } from './workbench.ts'

/** A source that was read as a whole, as the page's worker uses it. */
export function openWhole(judged: Judged): Workbench {
  const timeline = new Timeline(judged)
  const bench: Workbench = {
    inspection: judged.inspection,
    rewrittenAs: rewrittenAs(judged),
    rowCount: timeline.count,
    runnersUp: judged.reading.detected.runnersUp,
    fields: () => suggestFields(openDocument(judged.reading.unwrapped.bytes, judged.reading.unwrapped.labels)),
    rows: (from, to) => timeline.rows(from, to),
    detail: (row) => timeline.detail(row),
    rowOfProblem: (problem) => timeline.rowOfProblem(problem),
    rowAt: (offset) => timeline.rowAt(offset),
    rowOfMessage: (number) => timeline.rowOfMessage(number),
    bins: (count) => binRows([timeline.marks()], timeline.count, count),
    around: () => ({ start: 0, bytes: judged.reading.source.bytes, bench }),
    editable: (row) => editableRow(judged, timeline, row),
    checkEdit: (row, edit) => checkEdit(judged, timeline, row, edit),
    proposeEdit: (row, edit) => proposeEdit(judged, timeline, row, edit),
    proposeFix: (problem, fix, asked) => proposeFix(judged, problem, fix, asked),
    proposeRepair: (asked) =>
      proposeRepair(asked.target === judged.target.id ? judged : judgeReading(judged.reading, asked.target), asked),
    standings: () => standInSteps(judged.reading),
  }
  return bench
}

function rewrittenAs({ reading: { format }, target }: Judged): string | null {
  if (!format || !isForeign(target, format)) return null
  return formats.find(({ id }) => id === target.format)?.title ?? target.format
}
