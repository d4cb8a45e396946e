import { formats } from '../formats/index.ts'
import type { Format } from '../formats/format.ts'
import type { Judged } from '../judge-source.ts'
import { compactStyle } from '../json/print.ts'
import { get } from '../conversation/facts.ts'
import { parseJson } from '../json/parse-json.ts'
import { reformatJson } from '../json/reformat.ts'
import type { Change, Loss, Repair, RepairOptions } from '../problem.ts'
import { decode } from '../source/source.ts'
import { mendInPlace } from './mend-in-place.ts'
import { nothing, openConversation, placeChange, type Mended } from './mended.ts'
import { retell } from './retell.ts'
import { isAllowed, repairConversation } from './repair-conversation.ts'
import { styleOfSource } from './style-of-source.ts'
import { REQUIRED_MAX_TOKENS, writeConversation } from './write-format.ts'

/** How a request names the longest answer it wants. */
const LIMITS = ['max_tokens', 'max_completion_tokens']

/** Another format: repaired as it stands, written anew, and repaired again for what only the target asks. */
export function mendAcross(
  judged: Judged,
  format: Format,
  options: RepairOptions,
  repair: (text: string, options: RepairOptions) => Repair,
): Mended {
  const { reading, target } = judged
  const to = formats.find(({ id }) => id === target.format)
  if (to?.reads !== 'records') return nothing(judged)
  const changes: Change[] = []
  const losses: Loss[] = []
  // A line stays a line, also where it is the only one that is looked at.
  const inLines = reading.conversations.length > 1 || reading.conversations[0]?.group.line != null
  const style = inLines ? compactStyle : styleOfSource(judged)
  const isDocument = format.reads === 'document'
  // Told anew, a conversation is no request of its API any more.
  const told: Format = isDocument ? { ...format, id: 'told-anew' } : format
  const texts = reading.conversations.flatMap((_, at) => {
    const { draft, verdict } = isDocument
      ? retell(judged, at, told, target)
      : { draft: openConversation(judged, at, false), verdict: judged.verdicts[at]! }
    const inside = repairConversation(draft, verdict, told, target, options)
    // The steps of a record told anew lead nowhere in the source.
    for (const change of inside.changes) changes.push(placeChange(judged, at, isDocument ? { ...change, steps: [] } : change))
    const written = writeConversation(inside.draft, told, to, target)
    for (const loss of written.losses) losses.push(loss)
    return written.text === '[]' && inLines ? [] : [reformatJson(written.text, style)]
  })
  const text = !inLines ? texts[0]! : texts.map((line) => `${line}\n`).join('')
  const again = repair(text, { ...options, format: to.id })
  // Beside others, a conversation of which nothing is left says nothing.
  const output = inLines ? again.output.replace(/^\[\]\n/gm, '') : again.output
  const whole = { start: 0, end: reading.source.size }
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
  const limit = parseJson(again.output)
  const before = judged.reading.conversations[0]?.conversation.body
  if (!inLines && get(limit, 'max_tokens') !== undefined && !LIMITS.some((key) => get(before, key) !== undefined)) {
    const title = `Set \`max_tokens\` to ${REQUIRED_MAX_TOKENS}, which ${target.title} asks for`
    changes.push({ ...rewrite, title, safety: 'review', path: 'max_tokens', after: REQUIRED_MAX_TOKENS })
  }
  // Another format than was allowed: what can be mended in this one is.
  if (!isAllowed(rewrite.safety, options))
    return format.reads === 'records' ? mendInPlace(judged, format, options) : nothing(judged)
  // It reads the same in both.
  if (output === decode(reading.source.bytes)) return { ...nothing(judged), writtenAs: { format: to.id } }
  return {
    edits: [{ ...whole, text: output }],
    changes: [rewrite, ...changes, ...later],
    losses: [...losses, ...again.losses],
    untouched: { messages: 0, of: judged.inspection.totals.messages },
    writtenAs: { format: to.id },
  }
}
