import { knownFormats, knownTargets, rulesFor } from '../core/choices.ts'
import { fieldMapOf } from '../core/formats/fields/field-map.ts'
import type { Problem } from '../core/problem.ts'
import type { OpenVersion } from './open-version.ts'
import type { OpenedView, ProblemCounts, ProblemView } from './protocol.ts'

/** Problems that come with a view; the page checks each, and must not be held up. */
const AT_ONCE = 500

/** What is known of a version by now, with its problems from a given one on. */
export function openedView(version: OpenVersion, from: number): OpenedView {
  const { bench, reading, unpacked } = version
  const { problems, conversations, source, ...inspection } = bench.inspection
  const error = problems.findIndex(({ severity }) => severity === 'error')
  const first = error === -1 ? problems.findIndex(({ severity }) => severity === 'warning') : error
  return {
    ...inspection,
    source: unpacked ? { ...source, container: ['gzip', ...source.container] } : source,
    conversations: conversations.length,
    longest: conversations.reduce((most, { messages }) => Math.max(most, messages), 0),
    problems: problemViews(version, from, AT_ONCE),
    counts: countsOf(problems),
    read: reading.state,
    unpacked,
    rows: bench.rowCount,
    firstProblem: first === -1 ? null : first,
    firstProblemRow: (first === -1 ? null : bench.rowOfProblem(first)) ?? 0,
    targets: knownTargets,
    formats: knownFormats,
    runnersUp: bench.runnersUp,
    fields: inspection.format === 'unknown' || fieldMapOf(inspection.format) ? bench.fields() : null,
    rulesChecked: rulesFor(inspection.target),
    rewrittenAs: bench.rewrittenAs,
  }
}

export function problemViews({ bench }: OpenVersion, from: number, to: number): ProblemView[] {
  const { problems } = bench.inspection
  return problems.slice(from, to).map((problem, i) => ({ ...problem, row: bench.rowOfProblem(from + i) }))
}

function countsOf(problems: readonly Problem[]): ProblemCounts {
  const counts = { errors: 0, warnings: 0, infos: 0, safe: 0 }
  for (const { severity, fixes } of problems) {
    if (severity === 'error') counts.errors += 1
    else if (severity === 'warning') counts.warnings += 1
    else counts.infos += 1
    if (fixes.some(({ safety }) => safety === 'safe')) counts.safe += 1
  }
  return counts
}

/** How many problems of an earlier inspection still stand at the same place of the list. */
export function unchangedProblems(before: readonly Problem[], now: readonly Problem[], known: number): number {
  const most = Math.min(known, before.length, now.length)
  let same = 0
  while (same < most && before[same] === now[same]) same += 1
  return same
}
