import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'
import { judgeSource, type Judged } from '../judge-source.ts'
import { countSeverities } from './count-severities.ts'
import type { RepairOptions, Strategy } from '../problem.ts'
import { applyTextEdits } from '../source/text-edit.ts'
import { addedProblems } from './added-problems.ts'
import { applyEdits } from './apply-edits.ts'
import { draftEdits } from './draft-edits.ts'
import { asRead, inSource, nothing, openConversation, placeChange, type Mended } from './mended.ts'
import type { Proposal } from './proposal.ts'
import { describeEdits, nameFix, type NamedEdits } from './repair-conversation.ts'
import { settle } from './repair-whole.ts'

/** A repair as data for a preview: edits of the source, and the problems before and after. */
export function proposeRepair(judged: Judged, options: RepairOptions): Proposal {
  const { mended, after } = settle(judged, options)
  return describe(judged, mended, titleOfRepair(options), after)
}

const TITLES: Readonly<Record<Strategy, string>> = {
  complete: 'Complete the conversation',
  drop: 'Drop what does not pair',
  flatten: 'Write it as fresh messages',
}

export function titleOfRepair({ only, strategy = 'complete' }: RepairOptions): string {
  return only === 'safe' ? 'Apply all safe fixes' : TITLES[strategy]
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
  const at = known?.problem.conversation ?? 0
  const verdict = verdicts[at]
  const chosen = verdict && known?.found?.rule.fix?.(known.found.finding, { scope: verdict.scope, resultText })[fix]
  if (!known?.found || !chosen || !reading.format) return describe(judged, nothing(judged), '')
  const named = nameFix(known.found, chosen)
  return { ...proposeEdits(judged, at, named), title: stepTitle(named.title, known.problem.callId) }
}

/** Edits of one conversation, as they stand. */
export function proposeEdits(judged: Judged, at: number, named: NamedEdits): Proposal {
  const { reading, verdicts } = judged
  const { format } = reading
  const read = reading.conversations[at]
  const verdict = verdicts[at]
  if (!read || !verdict || !format || named.edits.length === 0) return describe(judged, nothing(judged), named.title)
  const draft = openConversation(judged, at, true)
  const next = applyEdits(draft, named.edits, verdict.scope, format)
  const drafts = reading.conversations.map((_, index) => (index === at ? next : null))
  const change = placeChange(judged, at, describeEdits(named, draft, verdict))
  const touched = next.items.filter((item) => item.origin !== null && item.text === read.records.text(item.origin)).length
  const mended: Mended = {
    edits: inSource(judged, draftEdits(reading, drafts)),
    changes: [change],
    losses: [],
    untouched: { messages: touched + others(judged, at), of: judged.inspection.totals.messages },
    writtenAs: asRead(judged),
  }
  return describe(judged, mended, named.title)
}

/** In a list of steps three times the same words say nothing: each names the call it was about. */
function stepTitle(title: string, callId: string | null): string {
  return callId === null || title.includes(callId) ? title : `${title} (${callId})`
}

function others({ inspection }: Judged, conversation: number): number {
  return inspection.totals.messages - (inspection.conversations[conversation]?.messages ?? 0)
}

function describe(judged: Judged, mended: Mended, title: string, judgedAfter = judgeAfter(judged, mended)): Proposal {
  const { inspection } = judged
  const after = judgedAfter.inspection.problems
  return {
    title,
    edits: mended.edits,
    changes: mended.changes,
    losses: mended.losses,
    untouched: mended.untouched,
    format: mended.writtenAs.format ?? null,
    before: countSeverities(inspection.problems),
    after: countSeverities(after),
    added: addedProblems(inspection.problems, after),
  }
}

function judgeAfter(judged: Judged, { edits, writtenAs }: Mended): Judged {
  if (edits.length === 0) return judged
  return judgeSource(applyTextEdits(judged.reading.source.bytes, edits), { target: judged.target.id, ...writtenAs })
}
