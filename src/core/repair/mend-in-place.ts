import type { Format } from '../formats/format.ts'
import type { Judged } from '../judge-source.ts'
import type { Change, RepairOptions } from '../problem.ts'
import { draftEdits } from './draft-edits.ts'
import type { Draft } from './draft.ts'
import { asRead, inSource, openConversation, placeChange, placeInSource, type Mended } from './mended.ts'
import { needsRepair, repairConversation, type DraftPlace } from './repair-conversation.ts'

/** Same format: untouched messages are copied byte for byte. */
export function mendInPlace(judged: Judged, format: Format, options: RepairOptions): Mended {
  const { reading, target } = judged
  const changes: Change[] = []
  let untouched = 0
  const drafts = reading.conversations.map((read, at): Draft | null => {
    // Stored calls beside requests have no message that could be repaired.
    if (read.conversation.kind === 'records' || isAlone(judged, at) || !needsRepair(judged.verdicts[at]!, options)) {
      untouched += read.records.count
      return null
    }
    const draft = openConversation(judged, at, true)
    const result = repairConversation(draft, judged.verdicts[at]!, format, target, options, skipping(judged, at, options))
    if (result.changes.length === 0) {
      untouched += read.records.count
      return null
    }
    untouched += result.draft.items.filter(({ origin, text }) => origin !== null && text === read.records.text(origin)).length
    for (const change of result.changes) changes.push(placeChange(judged, at, change))
    return result.draft
  })
  const edits = inSource(judged, draftEdits(reading, drafts))
  return {
    edits,
    changes: [...wrapperChanges(judged), ...changes],
    losses: [],
    untouched: { messages: untouched, of: judged.totals.messages },
    writtenAs: asRead(judged),
  }
}

/** Tells what the user does not want; `undefined`: everything is wanted. */
function skipping(judged: Judged, at: number, { skip = [] }: RepairOptions): ((place: DraftPlace) => boolean) | undefined {
  if (skip.length === 0) return undefined
  const unwanted = new Set(skip.map(({ rule, path }) => `${rule} ${path}`))
  return (place) => unwanted.has(`${place.rule} ${placeInSource(judged, at, place).path}`)
}

/** A single message between the requests of a log: what it belongs to may stand anywhere, so nobody decides what it lacks. */
function isAlone({ reading }: Judged, at: number): boolean {
  const { conversation, records } = reading.conversations[at]!
  return reading.partial && conversation.kind === 'rows' && records.value(0) !== undefined
}

function wrapperChanges({ reading: { unwrapped, source } }: Judged): Change[] {
  if (!unwrapped.rewritten) return []
  const span = { start: 0, end: source.size }
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
