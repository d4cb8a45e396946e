import { get, isObject, kindOf } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { minifyJson, printJson } from '../json/print.ts'
import { ALWAYS, defineRule, type Report, type Scope } from './rule.ts'
import type { Message, ValueKind } from '../conversation/message.ts'

const SPOKEN: Readonly<Record<ValueKind | 'unparsed', string>> = {
  missing: 'nothing',
  null: 'null',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
  unparsed: 'no JSON',
}

export const malformedEntry = defineRule({
  meta: {
    id: 'malformed-entry',
    phase: 'shape',
    severity: 'error',
    what: 'An entry is not a message, or not a call.',
    why: 'One such entry makes the API refuse the whole request.',
    messages: {
      message: 'This entry is {got}, not a message.',
      noRole: 'This entry has no `role`.',
      call: 'This entry of `tool_calls` is {got}, not a call.',
      nameless: 'This entry of `tool_calls` has neither a name nor an id.',
      noName: 'This stored record names no tool.',
      text: 'This entry is a text by itself, not a message.',
      content: 'The content of this message is {got}, not a list of parts.',
      part: 'This part is {got}, not an object.',
      keep: 'Keep it as text',
      remove: 'Leave the entry out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const { foreign, target } = scope
    reportContent(message, value, scope, report)
    if (message.malformed !== null) {
      report({ messageId: 'message', at: { message: message.index, steps: [] }, data: { got: SPOKEN[message.malformed] } })
      return
    }
    // Contents of Gemini need no role, and an item without one is told by its missing type.
    const isToldOtherwise = !foreign && ('missing-item-type' in target.rules || get(value, 'parts') !== undefined)
    if (message.roleWord === '' && message.parts.length === 0 && !isToldOtherwise)
      report({ messageId: 'noRole', at: { message: message.index, steps: message.base } })
    for (const part of message.parts) {
      const inCalls = part.steps.includes('tool_calls')
      const at = { message: message.index, steps: part.steps }
      if (part.type === 'unknown' && inCalls)
        report({ messageId: 'call', at, data: { got: SPOKEN[part.word as ValueKind] ?? kindOf(part.word) } })
      if (part.type !== 'tool-call' || part.name !== null || (!inCalls && part.steps.length > message.base.length)) continue
      if (part.style === 'stored-record') report({ messageId: 'noName', at, callId: part.callId })
      else if (part.style === 'plain' && part.callId === null) report({ messageId: 'nameless', at })
    }
  },
  fix({ at, messageId }, { scope }) {
    const { format, textAt } = scope
    const text = textAt(at.message ?? 0, at.steps)
    if (KEPT.has(messageId) && text !== null && text !== 'null') {
      const words = text.startsWith('"') ? (JSON.parse(text) as string) : minifyJson(text)
      const json =
        messageId === 'text'
          ? printJson(format.writeUserText(words))
          : messageId === 'content'
            ? printJson([format.writeText(words)])
            : printJson(format.writeText(words))
      return [{ titleId: 'keep', safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json }] }]
    }
    const list = at.steps.slice(0, -1)
    const entries = list.at(-1) === 'tool_calls' ? valueAt(scope.valueOf(at.message ?? 0), list) : undefined
    // The last entry takes its list with it: an empty one is refused as well.
    const alone = Array.isArray(entries) && entries.length === 1
    const edit = { type: 'remove' as const, at: alone ? { ...at, steps: list } : at }
    return [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [edit] }]
  },
})

const KEPT: ReadonlySet<string> = new Set(['text', 'content', 'part'])

/** APIs of which each part is an object, and every content a list of them. */
const LISTS_OF_PARTS: ReadonlySet<string> = new Set(['gemini', 'bedrock-converse', 'anthropic-messages'])

function reportContent(message: Message, value: unknown, scope: Scope, report: Report<'text' | 'content' | 'part'>): void {
  const { foreign, format, conversation } = scope
  if (foreign || message.malformed !== null || conversation.kind === 'response' || !LISTS_OF_PARTS.has(format.id)) return
  const at = { message: message.index, steps: message.base }
  const takesTexts = format.id === 'anthropic-messages'
  // A client library takes a text for a message, a content or a part; what it sends is an object.
  const isWrong = (given: unknown): boolean => !isObject(given) && (typeof given !== 'string' || isSent)
  const isSent = conversation.kind === 'request'
  if (typeof value === 'string') return isWrong(value) ? report({ messageId: 'text', at }) : undefined
  const steps = [...message.base, format.partsKey]
  const content = valueAt(value, steps)
  if (Array.isArray(content)) {
    // Elsewhere a part that is none is told by its missing type.
    if (takesTexts) return
    content.forEach((part, i) => {
      if (isWrong(part)) report({ messageId: 'part', at: { ...at, steps: [...steps, i] }, data: { got: SPOKEN[kindOf(part)] } })
    })
    return
  }
  if (content === undefined || content === null || (takesTexts && typeof content === 'string')) return
  // One part by itself is read as a list of one.
  if (isWrong(content) || (isObject(content) && format.id !== 'gemini'))
    report({ messageId: 'content', at: { ...at, steps }, data: { got: SPOKEN[kindOf(content)] } })
}
