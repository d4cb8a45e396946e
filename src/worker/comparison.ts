import { openWorkbench } from '../core/open-source.ts'
import { countSeverities } from '../core/repair/count-severities.ts'
import type { Workbench } from '../core/workbench.ts'
import { LARGE, type Content } from './content.ts'
import { createLineIndex } from './line-index.ts'
import { netEdits } from './net-edits.ts'
import { openOptions, type OpenVersion } from './open-version.ts'
import { viewEdits, viewText } from './proposal-view.ts'
import type { Comparison } from './protocol.ts'
import { editsOf } from './versions.ts'

/** The original beside the version that is open; both are judged for its target. */
export async function compareWithOriginal(version: OpenVersion, original: Content): Promise<Comparison> {
  const { request, bench } = version
  const { bytes } = original
  const edits = netEdits(bytes, await Promise.all(request.steps.map(editsOf)))
  const { format, target, problems } = bench.inspection
  const after = countSeverities(problems)
  const lines = createLineIndex(bytes)
  // Of a large source the lines have to do: to read it a second time takes as long as the first.
  if (bytes.length > LARGE) {
    const noRows = { rowsBefore: [], rowsAfter: [] }
    return { ...viewText({ bytes, lines }, edits), ...noRows, edits: edits.length, before: null, after }
  }
  const before = openOriginal(bytes.read(0, bytes.length), version, target)
  const opened = { bytes, lines, request, bench: before, reading: { reader: { parallel: null } } }
  const known = format === 'unknown' ? null : format
  const { readAs: _, ...view } = viewEdits(opened, { edits, format: known })
  return { ...view, edits: edits.length, before: countSeverities(before.inspection.problems), after }
}

/** By detection; where that finds nothing, as what the user says it is. */
function openOriginal(bytes: Uint8Array, { request }: OpenVersion, target: string): Workbench {
  const bench = openWorkbench(bytes, openOptions({ ...request, format: null, target }))
  const isKnown = bench.inspection.format !== 'unknown' || request.format === null
  return isKnown ? bench : openWorkbench(bytes, openOptions({ ...request, target }))
}
