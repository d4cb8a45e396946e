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
  const edits = netEdits(original.bytes, await Promise.all(request.steps.map(editsOf)))
  return compared(version, original, edits, () => bench)
}

/** What one step of the version did to the text as it stood then; `null` when it has no such step. */
export async function compareStep(version: OpenVersion, original: Content, step: number): Promise<Comparison | null> {
  const { steps } = version.request
  const at = steps.findIndex(({ id }) => id === step)
  if (at < 0) return null
  let before = original
  for (const earlier of steps.slice(0, at)) before = before.edited(await editsOf(earlier))
  const edits = await editsOf(steps[at]!)
  const after = at === steps.length - 1 ? () => version.bench : () => openAlone(before.edited(edits), version)
  return compared(version, before, edits, after)
}

function compared(
  version: OpenVersion,
  { bytes }: Content,
  edits: Awaited<ReturnType<typeof editsOf>>,
  openAfter: () => Workbench,
): Comparison {
  const lines = createLineIndex(bytes)
  // Of a large source the lines have to do: to read it a second time takes as long as the first.
  if (bytes.length > LARGE) {
    const noRows = { rowsBefore: [], rowsAfter: [] }
    return { ...viewText({ bytes, lines }, edits), ...noRows, edits: edits.length, problems: null }
  }
  const [before, after] = [openAlone({ bytes }, version), openAfter()]
  const opened = { bytes, lines, request: version.request, bench: before, reading: { reader: { parallel: null } } }
  const { format, problems } = after.inspection
  const { readAs: _, ...view } = viewEdits(opened, { edits, format: format === 'unknown' ? null : format })
  return {
    ...view,
    edits: edits.length,
    problems: { before: countSeverities(before.inspection.problems), after: countSeverities(problems) },
  }
}

/** By detection; where that finds nothing, as what the user says it is. */
function openAlone({ bytes }: Pick<Content, 'bytes'>, { request, bench }: OpenVersion): Workbench {
  const { target } = bench.inspection
  const content = bytes.read(0, bytes.length)
  const alone = openWorkbench(content, openOptions({ ...request, format: null, target }))
  const isKnown = alone.inspection.format !== 'unknown' || request.format === null
  return isKnown ? alone : openWorkbench(content, openOptions({ ...request, target }))
}
