import type { Judged } from '../judge-source.ts'
import { printJson, RawJson } from '../json/print.ts'
import { reformatJson } from '../json/reformat.ts'
import type { Change, Repair, RepairOptions } from '../problem.ts'
import type { Records } from '../records/records.ts'
import { nothing, type Mended } from './mended.ts'
import { isAllowed } from './repair-conversation.ts'
import { styleOfSource } from './style-of-source.ts'

/** Stored calls without messages: they become one message of the assistant, followed by their results. */
export function mendRecords(
  judged: Judged,
  options: RepairOptions,
  repair: (text: string, options: RepairOptions) => Repair,
): Mended {
  const { reading } = judged
  // Written anew or left alone: there is no solving of one rule.
  if (!isAllowed('review', options) || options.each) return nothing(judged)
  const entries = reading.conversations.flatMap(({ records, conversation }) =>
    conversation.messages.map((_, index) => entryOf(records, index)),
  )
  const message = { role: 'assistant', content: null, tool_calls: entries }
  const { format: _, ...then } = options
  const again = repair(reformatJson(printJson([message]), styleOfSource(judged)), then)
  const whole = { start: 0, end: reading.source.size }
  const rewrite: Change = {
    rule: 'other-format',
    title: 'Write the stored records as a message with calls',
    safety: 'review',
    path: '',
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
