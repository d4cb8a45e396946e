import { formats } from '../formats/index.ts'
import { recordsOf, type Format } from '../formats/format.ts'
import type { Judged } from '../judge-source.ts'
import { readSource } from '../reading.ts'
import { toSource } from '../source/source.ts'
import { compactStyle } from '../json/print.ts'
import { reformatJson } from '../json/reformat.ts'
import type { Change, Loss, Repair, RepairOptions } from '../problem.ts'
import { decode } from '../source/source.ts'
import { mendInPlace } from './mend-in-place.ts'
import { nothing, openConversation, placeChange, type Mended } from './mended.ts'
import { lostBesides } from './lost-besides.ts'
import { retell } from './retell.ts'
import { isAllowed, repairConversation } from './repair-conversation.ts'
import { styleOfSource } from './style-of-source.ts'
import { writeConversation } from './write-format.ts'

/** Another format: repaired as it stands, written anew, and repaired again for what only the target asks. */
export function mendAcross(
  judged: Judged,
  format: Format,
  options: RepairOptions,
  repair: (text: string, options: RepairOptions) => Repair,
): Mended {
  const { reading, target } = judged
  const to = recordsOf(formats.find(({ id }) => id === target.format))
  if (!to) return nothing(judged)
  const isDocument = format.reads === 'document'
  const changes: Change[] = []
  const losses: Loss[] = [...lostBesides(judged)]
  const added: { path: string; json: string }[] = []
  // A line stays a line, also where it is the only one that is looked at.
  const inLines = reading.conversations.length > 1 || reading.conversations[0]?.group.line != null
  const style = inLines ? compactStyle : styleOfSource(judged)
  // Told anew, a conversation is no request of its API any more.
  const told: Format = isDocument ? { ...format, id: 'told-anew' } : format
  const texts = reading.conversations.flatMap((_, at) => {
    const { draft, verdict } = isDocument
      ? retell(judged, at, told, target)
      : { draft: openConversation(judged, at, false), verdict: judged.verdicts[at]! }
    const inside = repairConversation(draft, verdict, told, target, options)
    // The steps of a record told anew lead nowhere in the source.
    for (const change of inside.changes) changes.push(placeChange(judged, at, isDocument ? { ...change, steps: [] } : change))
    const written = writeConversation(inside.draft, told, to)
    for (const loss of written.losses) losses.push(loss)
    if (!inLines) added.push(...written.set)
    return written.text === '[]' && inLines ? [] : [reformatJson(written.text, style)]
  })
  const isOfDocument = !formats.includes(to)
  const mendAgain = (text: string): WrittenAgain => {
    // Of nothing but an empty list nobody can tell what it is.
    const isRead = !isOfDocument || readSource(toSource(text), to.id).format?.reads === 'records'
    return isRead ? repair(text, { ...options, format: to.id }) : { output: text, changes: [], losses: [] }
  }
  // Lines of some APIs are read as records together, those of others one by one.
  const again = !inLines ? mendAgain(texts[0]!) : isOfDocument ? joined(texts.map(mendAgain)) : mendAgain(asLines(texts))
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
  for (const { path, json } of added) {
    const words = `Set \`${path}\` to ${json}, which ${target.title} asks for`
    changes.push({ ...rewrite, title: words, safety: 'review', path, after: json })
  }
  // Another format than was allowed: what can be mended in this one is.
  if (!isAllowed(rewrite.safety, options))
    return format.reads === 'records' ? mendInPlace(judged, format, options) : nothing(judged)
  // It reads the same in both, but for the blanks around it.
  if (output.trim() === decode(reading.source.bytes).trim()) return { ...nothing(judged), writtenAs: { format: to.id } }
  return {
    edits: [{ ...whole, text: output }],
    changes: [rewrite, ...changes, ...later],
    losses: [...losses, ...again.losses],
    untouched: { messages: 0, of: judged.totals.messages },
    writtenAs: { format: to.id },
  }
}

type WrittenAgain = Pick<Repair, 'output' | 'changes' | 'losses'>

const asLines = (texts: readonly string[]): string => texts.map((line) => `${line}\n`).join('')

function joined(parts: readonly WrittenAgain[]): WrittenAgain {
  return {
    output: asLines(parts.map(({ output }) => output)),
    changes: parts.flatMap(({ changes }) => changes),
    losses: parts.flatMap(({ losses }) => losses),
  }
}
