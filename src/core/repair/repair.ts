import { formats } from '../formats/index.ts'
import type { Format } from '../formats/format.ts'
import { judgeSource, type Judged } from '../inspect.ts'
import { isForeign } from '../judge.ts'
import { formatPath } from '../json/path.ts'
import { compactStyle, printJson, RawJson, styleOf, type JsonStyle } from '../json/print.ts'
import { reformatJson } from '../json/reformat.ts'
import type { Records } from '../records/records.ts'
import type { Change, Loss, Problem, Repair, RepairOptions } from '../problem.ts'
import { locate } from '../place-problems.ts'
import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'
import { skeletonOf } from '../records/skeleton.ts'
import { decode } from '../source/source.ts'
import { applyTextEdits, type TextEdit } from '../source/text-edit.ts'
import { targets } from '../targets/index.ts'
import { applyEdits } from './apply-edits.ts'
import { draftEdits } from './draft-edits.ts'
import { draftOf, type Draft } from './draft.ts'
import type { Proposal } from './proposal.ts'
import { describeChange, isAllowed, needsRepair, repairConversation, type DraftChange } from './repair-conversation.ts'
import { writeConversation } from './write-format.ts'

/** What was done to a source, before anybody counts what it changed for the better. */
interface Mended {
  readonly edits: readonly TextEdit[]
  readonly changes: readonly Change[]
  readonly losses: readonly Loss[]
  readonly untouched: { readonly messages: number; readonly of: number }
  /** What it was written as, also where its content alone would not tell. */
  readonly writtenAs: { readonly format?: string }
}

/** Repairs a source for a target. Never throws; what cannot be read comes back as it is. */
export function repair(content: string | Uint8Array, options: RepairOptions): Repair {
  const asked: RepairOptions = typeof options === 'object' && options !== null ? options : { target: '' }
  const judged = judgeSource(content, inspectOptions(asked))
  const { mended, after } = settle(judged, asked)
  const { bytes } = judged.reading.source
  return {
    output: decode(mended.edits.length > 0 ? applyTextEdits(bytes, mended.edits) : bytes),
    changes: mended.changes,
    remaining: kept(after.inspection.problems, asked),
    losses: mended.losses,
    untouched: mended.untouched,
  }
}

/** How often an output may turn out to be what another format would have written. */
const MOST_READINGS = 4

/**
 * Repairs, and reads the output as anybody will who gets it. What damage had hidden may show now that it is another format
 * than it was taken for; then it is repaired as that, so that repairing the output again changes nothing.
 */
function settle(judged: Judged, options: RepairOptions, reading = 1): { mended: Mended; after: Judged } {
  const mended = mend(judged, options)
  if (mended.edits.length === 0) return { mended, after: judged }
  const bytes = applyTextEdits(judged.reading.source.bytes, mended.edits)
  const target = judged.target.id
  const after = judgeSource(bytes, { target })
  const { format } = after.reading
  if (!format || format.id === mended.writtenAs.format) return { mended, after }
  if (options.format !== undefined || !isForeign(after.target, format) || reading === MOST_READINGS)
    return { mended, after: judgeSource(bytes, { target, ...mended.writtenAs }) }
  const again = settle(after, options, reading + 1)
  return again.mended.edits.length === 0 ? { mended, after } : { mended: join(judged, mended, again.mended), after: again.after }
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

/** The same as data for a preview: edits of the source, and the problems before and after. */
export function proposeRepair(judged: Judged, options: RepairOptions): Proposal {
  const title = { complete: 'Complete the conversation', drop: 'Drop what does not pair', flatten: 'Write it as fresh messages' }[
    options.strategy ?? 'complete'
  ]
  const { mended, after } = settle(judged, options)
  return describe(judged, mended, options.only === 'safe' ? 'Apply all safe fixes' : title, after)
}

/** One fix of one problem, by itself. */
export function proposeFix(
  judged: Judged,
  problem: number,
  fix: number,
  { resultText = SYNTHETIC_RESULT }: Partial<RepairOptions> = {},
): Proposal {
  const known = judged.known[problem]
  const { reading, verdicts } = judged
  const { format } = reading
  const at = known?.problem.conversation ?? 0
  const read = reading.conversations[at]
  const verdict = verdicts[at]
  const chosen = verdict && known?.found?.rule.fix?.(known.found.finding, { scope: verdict.scope, resultText })[fix]
  if (!known?.found || !read || !verdict || !chosen || !format) return describe(judged, nothing(judged), '')
  const draft = openConversation(judged, at)
  const next = applyEdits(draft, chosen.edits, verdict.scope, format)
  const drafts = reading.conversations.map((_, index) => (index === at ? next : null))
  const change = placeChange(judged, at, describeChange(known.found, chosen, draft, verdict))
  const touched = next.items.filter((item) => item.origin !== null && item.text === read.records.text(item.origin)).length
  const mended: Mended = {
    edits: inSource(judged, draftEdits(reading, drafts)),
    changes: [change],
    losses: [],
    untouched: { messages: touched + others(judged, at), of: judged.inspection.totals.messages },
    writtenAs: asRead(judged),
  }
  return describe(judged, mended, change.title)
}

/** Written back in the format it was read in. */
function asRead({ reading: { format } }: Judged): { format?: string } {
  return format ? { format: format.id } : {}
}

function others({ inspection }: Judged, conversation: number): number {
  return inspection.totals.messages - (inspection.conversations[conversation]?.messages ?? 0)
}

function inspectOptions({ target, format }: RepairOptions): { target: string; format?: string } {
  return format === undefined ? { target } : { target, format }
}

/** Calls somebody asked to keep open are no remaining problems. */
function kept(problems: readonly Problem[], { pendingIds = [], keepTrailingOpen }: RepairOptions): Problem[] {
  return problems.filter(
    ({ rule, callId }) =>
      !(
        (rule === 'pending-call' && keepTrailingOpen) ||
        (callId !== null && pendingIds.includes(callId) && (rule === 'pending-call' || rule === 'orphaned-call'))
      ),
  )
}

function nothing(judged: Judged): Mended {
  const { inspection } = judged
  return {
    writtenAs: asRead(judged),
    edits: [],
    changes: [],
    losses: [],
    untouched: { messages: inspection.totals.messages, of: inspection.totals.messages },
  }
}

function mend(judged: Judged, options: RepairOptions): Mended {
  const { reading, target } = judged
  const { format } = reading
  if (!format || reading.conversations.length === 0 || !isKnownTarget(options.target)) return nothing(judged)
  if (reading.conversations.some(({ conversation }) => conversation.kind === 'records')) return mendRecords(judged, options)
  return isForeign(target, format) ? mendAcross(judged, format, options) : mendInPlace(judged, format, options)
}

/** For an API we have no table of, nothing can be said to be right: the source stays as it is. */
function isKnownTarget(id: string): boolean {
  return targets.some((target) => target.id === id)
}

/** Same format: untouched messages are copied byte for byte. */
function mendInPlace(judged: Judged, format: Format, options: RepairOptions): Mended {
  const { reading, target } = judged
  const changes: Change[] = []
  let untouched = 0
  const drafts = reading.conversations.map((read, at): Draft | null => {
    if (!needsRepair(judged.verdicts[at]!, options)) {
      untouched += read.records.count
      return null
    }
    const result = repairConversation(openConversation(judged, at), judged.verdicts[at]!, format, target, options)
    if (result.changes.length === 0) {
      untouched += read.records.count
      return null
    }
    untouched += result.draft.items.filter(({ origin, text }) => origin !== null && text === read.records.text(origin)).length
    changes.push(...result.changes.map((change) => placeChange(judged, at, change)))
    return result.draft
  })
  const edits = inSource(judged, draftEdits(reading, drafts))
  return {
    edits,
    changes: [...wrapperChanges(judged), ...changes],
    losses: [],
    untouched: { messages: untouched, of: judged.inspection.totals.messages },
    writtenAs: asRead(judged),
  }
}

function openConversation({ reading }: Judged, at: number): Draft {
  const { conversation, records, group } = reading.conversations[at]!
  const body = group.body ? skeletonOf(reading.unwrapped.bytes, reading.layout, group) : null
  return draftOf(conversation, records, body && body.value !== undefined ? body.text : null)
}

/** Edits of the unwrapped bytes as edits of the source. What was wrapped or broken is written as the payload itself. */
function inSource({ reading: { unwrapped, source } }: Judged, edits: readonly TextEdit[]): TextEdit[] {
  if (unwrapped.rewritten) return [{ start: 0, end: source.bytes.length, text: decode(applyTextEdits(unwrapped.bytes, edits)) }]
  return edits.map(({ start, end, text }) => ({ start: unwrapped.map.toSource(start), end: unwrapped.map.toSource(end), text }))
}

function wrapperChanges({ reading: { unwrapped, source } }: Judged): Change[] {
  if (!unwrapped.rewritten) return []
  const span = { start: 0, end: source.bytes.length }
  return unwrapped.mended.map((title) => ({
    rule: 'invalid-json',
    title: `Write the payload as JSON: ${title}`,
    safety: 'safe',
    path: '',
    span,
    before: null,
    after: null,
  }))
}

function placeChange({ reading }: Judged, at: number, change: DraftChange): Change {
  const read = reading.conversations[at]!
  const place =
    change.origin === null && change.steps.length === 0
      ? { message: 0, steps: [] }
      : { message: change.origin, steps: change.steps }
  const { rule, title, safety, before, after } = change
  return { rule, title, safety, ...locate(reading, read, place), before, after }
}

/** Another format: repaired as it stands, written anew, and repaired again for what only the target asks. */
function mendAcross(judged: Judged, format: Format, options: RepairOptions): Mended {
  const { reading, target } = judged
  const to = formats.find(({ id }) => id === target.format)
  if (!to) return nothing(judged)
  const changes: Change[] = []
  const losses: Loss[] = []
  const style = reading.conversations.length > 1 ? compactStyle : styleOfSource(judged)
  const texts = reading.conversations.flatMap((_, at) => {
    const inside = repairConversation(openConversation(judged, at), judged.verdicts[at]!, format, target, options)
    changes.push(...inside.changes.map((change) => placeChange(judged, at, change)))
    const written = writeConversation(inside.draft, format, to, target)
    losses.push(...written.losses)
    // Beside others, one of which nothing is left says nothing.
    return written.text === '[]' && reading.conversations.length > 1 ? [] : [reformatJson(written.text, style)]
  })
  const text = reading.conversations.length === 1 ? texts[0]! : texts.map((line) => `${line}\n`).join('')
  const again = repair(text, { ...options, format: to.id })
  const whole = { start: 0, end: reading.source.bytes.length }
  const title = `Write the conversation as ${to.title}`
  const later = again.changes.map((change) => ({ ...change, span: whole }))
  const rewrite: Change = {
    rule: 'other-format',
    title,
    safety: losses.length ? 'destructive' : 'review',
    path: '',
    span: whole,
    before: null,
    after: null,
  }
  // Another format than was allowed: what can be mended in this one is.
  if (!isAllowed(rewrite.safety, options)) return mendInPlace(judged, format, options)
  // It reads the same in both.
  if (again.output === decode(reading.source.bytes)) return { ...nothing(judged), writtenAs: { format: to.id } }
  return {
    edits: [{ ...whole, text: again.output }],
    changes: [rewrite, ...changes, ...later],
    losses: [...losses, ...again.losses],
    untouched: { messages: 0, of: judged.inspection.totals.messages },
    writtenAs: { format: to.id },
  }
}

/** Stored calls without messages: they become one message of the assistant, followed by their results. */
function mendRecords(judged: Judged, options: RepairOptions): Mended {
  const { reading } = judged
  if (!isAllowed('review', options)) return nothing(judged)
  const entries = reading.conversations.flatMap(({ records, conversation }) =>
    conversation.messages.map((_, index) => entryOf(records, index)),
  )
  const message = { role: 'assistant', content: null, tool_calls: entries }
  const { format: _, ...then } = options
  const again = repair(reformatJson(printJson([message]), styleOfSource(judged)), then)
  const whole = { start: 0, end: reading.source.bytes.length }
  const rewrite: Change = {
    rule: 'other-format',
    title: 'Write the stored records as a message with calls',
    safety: 'review',
    path: formatPath([]),
    span: whole,
    before: null,
    after: null,
  }
  return {
    edits: [{ ...whole, text: again.output }],
    changes: [rewrite, ...again.changes.map((change) => ({ ...change, span: whole }))],
    losses: again.losses,
    untouched: { messages: 0, of: entries.length },
    writtenAs: { format: judged.target.format },
  }
}

/** A line that is no JSON stands in as text, so that it is reported and left out like any other thing that is no call. */
function entryOf(records: Records, index: number): RawJson | string {
  return records.value(index) === undefined ? records.text(index) : new RawJson(records.text(index))
}

/** How the source is laid out; lines of a log are one line each. */
function styleOfSource({ reading: { unwrapped, layout } }: Judged): JsonStyle {
  const sample = decode(unwrapped.bytes, 0, Math.min(2000, unwrapped.bytes.length))
  return layout.container === 'jsonl' ? compactStyle : { ...styleOf(sample.trimStart()), base: '' }
}

function describe(judged: Judged, mended: Mended, title: string, judgedAfter = judgeAfter(judged, mended)): Proposal {
  const { inspection } = judged
  const after = judgedAfter.inspection.problems
  const count = (problems: readonly Problem[]): { errors: number; warnings: number } => ({
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  })
  return {
    title,
    ...mended,
    before: count(inspection.problems),
    after: count(after),
    added: addedProblems(inspection.problems, after),
  }
}

function judgeAfter(judged: Judged, { edits, writtenAs }: Mended): Judged {
  if (edits.length === 0) return judged
  return judgeSource(applyTextEdits(judged.reading.source.bytes, edits), { target: judged.target.id, ...writtenAs })
}

/**
 * Errors that were not there before. Places move, so rule, id and words tell which is which; where an id was changed, as
 * many problems of that rule as are gone are the same ones in other words.
 */
function addedProblems(before: readonly Problem[], after: readonly Problem[]): Problem[] {
  const known = new Known(before)
  const unknown = after.filter((problem) => problem.severity === 'error' && !known.take(problem))
  return unknown.filter((problem) => !known.takeAlike(problem))
}

/** A call that is open because the conversation ends with it stays open when one beside it is answered. */
const ruleOf = ({ rule }: Problem): string => (rule === 'pending-call' ? 'orphaned-call' : rule)

/** Problems to be taken off one by one. */
class Known {
  readonly #exact = new Map<string, number>()
  readonly #alike = new Map<string, number>()

  constructor(problems: readonly Problem[]) {
    for (const problem of problems) {
      count(this.#exact, this.#keyOf(problem), 1)
      count(this.#alike, ruleOf(problem), 1)
    }
  }

  take(problem: Problem): boolean {
    if (!take(this.#exact, this.#keyOf(problem))) return false
    return take(this.#alike, ruleOf(problem))
  }

  takeAlike(problem: Problem): boolean {
    return take(this.#alike, ruleOf(problem))
  }

  #keyOf(problem: Problem): string {
    return `${ruleOf(problem)}\n${problem.callId ?? problem.message}`
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0
  if (left > 0) count(counts, key, -1)
  return left > 0
}
