import type { Message } from '../conversation/message.ts'
import type { Place } from '../conversation/edit.ts'
import type { Steps } from '../json/path.ts'
import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { get } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule, type Fix, type Scope } from './rule.ts'
import { contentOf, hasCalls, isMessage, setText } from './content.ts'

export const emptyTextBlock = defineRule({
  meta: {
    id: 'empty-text-block',
    phase: 'contents',
    severity: 'warning',
    what: 'A text is empty or blank.',
    why: 'Some APIs refuse it everywhere, some only in messages of the user.',
    messages: { empty: 'This text is {how}.', fill: 'Write a text that says there is none', remove: 'Take the empty part out' },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    if (!scope.foreign && scope.format.partsKey === 'parts')
      return checkBareTexts(message, value, (steps) => report(finding(message, steps, 'empty')))
    if (!isMessage(message) || message.role === 'tool') return
    const inParts = Array.isArray(contentOf(message, value))
    for (const part of message.parts) {
      if (part.type !== 'text' || !part.blank || isHarmless(message, inParts, scope)) continue
      if (!part.empty && scope.target.rules['whitespace-text-block'] !== undefined) continue
      report(finding(message, part.steps, part.empty ? 'empty' : 'only white space'))
    }
  },
  fix: ({ at }, { scope }) => replaceBlank(at, scope, 'fill', 'remove'),
})

export const whitespaceTextBlock = defineRule({
  meta: {
    id: 'whitespace-text-block',
    phase: 'contents',
    severity: 'error',
    what: 'A text part is only white space.',
    why: 'The API asks for something to read in every text part.',
    messages: {
      blank: 'This text is only white space.',
      fill: 'Write a text that says there is none',
      remove: 'Take the blank part out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const inParts = Array.isArray(contentOf(message, value))
    if (!isMessage(message) || isHarmless(message, inParts, scope)) return
    for (const part of message.parts) {
      if (part.type === 'text' && part.blank && !part.empty)
        report({ messageId: 'blank', at: { message: message.index, steps: part.steps } })
    }
  },
  fix: ({ at }, { scope }) => replaceBlank(at, scope, 'fill', 'remove'),
})

export const trailingWhitespace = defineRule({
  meta: {
    id: 'trailing-whitespace',
    phase: 'contents',
    severity: 'error',
    what: 'The last text of the assistant ends in white space.',
    why: 'The API goes on writing where this text ends and refuses to begin after a blank.',
    messages: { blanks: 'The last text ends in white space.', trim: 'Take the white space off the end' },
  },
  checkConversation({ conversation: { messages }, valueOf }, report) {
    const last = messages.at(-1)
    const part = last?.parts.at(-1)
    if (last?.role !== 'assistant' || part?.type !== 'text' || part.blank) return
    const text = valueAt(valueOf(last.index), part.steps)
    if (typeof text === 'string' && text.trimEnd() !== text)
      report({ messageId: 'blanks', at: { message: last.index, steps: part.steps } })
  },
  fix({ at }, { scope }) {
    const text = valueAt(scope.valueOf(at.message ?? 0), at.steps)
    return typeof text === 'string' ? setText('trim', at, text.trimEnd(), 'safe') : []
  },
})

function finding(message: Message, steps: Steps, how: string) {
  return { messageId: 'empty' as const, at: { message: message.index, steps }, data: { how } }
}

/** An empty text that carries a signature has to come back as it is; white space is taken. */
function checkBareTexts(message: Message, value: unknown, found: (steps: Steps) => void): void {
  for (const part of message.parts) {
    if (part.type !== 'text' || !part.empty) continue
    const outer = valueAt(value, part.steps.slice(0, -1))
    if (!get(outer, 'thoughtSignature') && !get(outer, 'thought_signature')) found(part.steps)
  }
}

/** A blank part goes when the message says something else too; else a marked text stands in. */
function replaceBlank<M extends string>(at: Place, { conversation }: Scope, fill: M, remove: M): readonly Fix<M>[] {
  const message = conversation.messages[at.message ?? -1]
  if (!message) return []
  const inParts = typeof at.steps.at(-2) === 'number'
  const others = message.parts.some((part) => part.type !== 'text' || !part.blank)
  if (inParts && others)
    return [
      { titleId: remove, safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at: { ...at, steps: at.steps.slice(0, -1) } }] },
    ]
  return setText(fill, at, EMPTY_TEXT)
}

/** Where an empty text says nothing wrong: beside calls, or as the optional last word of the assistant. */
function isHarmless(message: Message, inParts: boolean, { format, target }: Scope): boolean {
  if (format.resultsIn === 'next-messages') {
    if (message.role === 'assistant' && hasCalls(message)) return target.messages?.noEmptyTextBesideCalls !== true
    return !inParts && (message.role === 'assistant' || target.rules['empty-message-content'] === 'error')
  }
  return !inParts // a blank text that is the whole content is told by `empty-message-content`
}
