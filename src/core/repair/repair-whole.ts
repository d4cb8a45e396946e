import { judgeSource, type Judged } from '../judge-source.ts'
import { isForeign } from '../target-for.ts'
import type { Counts, FormatId, Problem, Repair, RepairOptions } from '../problem.ts'
import { decode } from '../source/source.ts'
import { applyTextEdits } from '../source/text-edit.ts'
import { targets } from '../targets/index.ts'
import { mendAcross } from './mend-across.ts'
import { mendInPlace } from './mend-in-place.ts'
import { mendRecords } from './mend-records.ts'
import { nothing, type Mended } from './mended.ts'
import { needsRepair } from './repair-conversation.ts'

/** Repairs a source that is read as a whole. Never throws; what cannot be read comes back as it is. */
export function repairWhole(content: string | Uint8Array, asked: RepairOptions): Repair {
  const { bytes, report } = repairBytes(content, asked)
  return { output: decode(bytes), ...report }
}

interface Before {
  readonly format: FormatId
  readonly totals: Counts
}

/** The same with the output as bytes: what is no UTF-8 stays as it is. */
export function repairBytes(
  content: string | Uint8Array,
  asked: RepairOptions,
): { bytes: Uint8Array; report: Omit<Repair, 'output'>; before: Before; after: Counts } {
  const judged = judgeSource(content, inspectOptions(asked))
  const { mended, after } = settle(judged, asked)
  const { bytes } = judged.reading.source
  return {
    bytes: mended.edits.length > 0 ? applyTextEdits(bytes, mended.edits) : bytes,
    report: {
      changes: mended.changes,
      remaining: kept(after.inspection.problems, asked),
      losses: mended.losses,
      untouched: mended.untouched,
    },
    before: { format: judged.reading.format?.id ?? 'unknown', totals: judged.totals },
    after: after.totals,
  }
}

export function inspectOptions({ target, format }: RepairOptions): { target: string; format?: string } {
  return format === undefined ? { target } : { target, format }
}

/** Calls somebody asked to keep open are no remaining problems. */
export function kept(problems: readonly Problem[], { pendingIds = [], keepTrailingOpen }: RepairOptions): Problem[] {
  return problems.filter(
    ({ rule, callId }) =>
      !(
        (rule === 'pending-call' && keepTrailingOpen) ||
        (callId !== null && pendingIds.includes(callId) && (rule === 'pending-call' || rule === 'orphaned-call'))
      ),
  )
}

/** How often an output may turn out to be what another format would have written. */
const MOST_READINGS = 4

/**
 * Repairs, and reads the output as anybody will who gets it. What damage had hidden may show now that it is another format
 * than it was taken for; then it is repaired as that, so that repairing the output again changes nothing.
 */
export function settle(judged: Judged, options: RepairOptions, reading = 1): { mended: Mended; after: Judged } {
  const mended = mend(judged, options)
  if (mended.edits.length === 0) return { mended, after: judged }
  const bytes = applyTextEdits(judged.reading.source.bytes, mended.edits)
  const target = judged.target.id
  const after = judgeSource(bytes, { target })
  const { format } = after.reading
  if (!format || format.id === mended.writtenAs.format) return { mended, after }
  // What was written for an API is a payload, however much some text in it looks like a product's log.
  if (format.reads === 'document' && mended.writtenAs.format !== undefined)
    return { mended, after: judgeSource(bytes, { target, ...mended.writtenAs }) }
  const asWritten = (): Judged => judgeSource(bytes, { target, ...mended.writtenAs })
  if (options.format !== undefined || reading === MOST_READINGS) return { mended, after: asWritten() }
  const again = settle(after, options, reading + 1)
  if (again.mended.edits.length > 0) return { mended: join(judged, mended, again.mended), after: again.after }
  return { mended, after: isForeign(after.target, format) ? after : asWritten() }
}

/** Two repairs as one: the second one's places are those of a text nobody sees. */
function join(judged: Judged, first: Mended, second: Mended): Mended {
  const { bytes } = judged.reading.source
  const whole = { start: 0, end: bytes.length }
  const output = applyTextEdits(applyTextEdits(bytes, first.edits), second.edits)
  return {
    edits: [{ ...whole, text: decode(output) }],
    changes: [...first.changes, ...second.changes.map((change) => ({ ...change, span: whole }))],
    losses: [...first.losses, ...second.losses],
    untouched: { messages: Math.min(first.untouched.messages, second.untouched.messages), of: first.untouched.of },
    writtenAs: second.writtenAs,
  }
}

/** What a repair does to a source, before anybody judges what came of it. */
export function mend(judged: Judged, options: RepairOptions): Mended {
  const { reading, target } = judged
  const { format } = reading
  if (!format || reading.conversations.length === 0 || !isKnownTarget(options.target)) return nothing(judged)
  const kinds = new Set(reading.conversations.map(({ conversation }) => conversation.kind))
  // Beside requests, what looks like stored calls may be the tools of a line without messages: the requests stay requests.
  if (format.reads === 'records' && kinds.has('records') && !kinds.has('request') && !reading.partial)
    return mendRecords(judged, options, repairWhole)
  if (format.reads === 'records' && !isForeign(target, format)) return mendInPlace(judged, format, options)
  // What the target takes as it is stays as it is; written anew, it would only lose its looks.
  const isFine = !isForeign(target, format) && judged.verdicts.every((verdict) => !needsRepair(verdict, options))
  return isFine ? nothing(judged) : mendAcross(judged, format, options, repairWhole)
}

/** For an API we have no table of, nothing can be said to be right: the source stays as it is. */
function isKnownTarget(id: string): boolean {
  return targets.some((target) => target.id === id)
}
