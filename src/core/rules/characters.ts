import { ALWAYS, defineRule } from './rule.ts'
import { parseTree, type JsonNode } from '../json/tree.ts'
import type { Edit } from '../conversation/edit.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { Steps } from '../json/path.ts'

/**
 * An escape of JSON text. A pair comes first, so that what is left of six characters is half of one; any other escape is
 * passed over as a whole, so that the second backslash of `\\\\ud83d` begins nothing.
 */
const ESCAPE = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\./g
const isHalf = (escape: string): boolean => escape.length === 6
const hasHalf = (json: string): boolean => (json.match(ESCAPE) ?? []).some(isHalf)
const withoutHalves = (json: string): string => json.replace(ESCAPE, (escape) => (isHalf(escape) ? '�' : escape))

export const loneSurrogate = defineRule({
  meta: {
    id: 'lone-surrogate',
    phase: 'contents',
    severity: 'warning',
    what: 'A text holds half of a character.',
    why: 'Text that was cut by length can end inside an emoji. Half of one cannot be sent as UTF-8.',
    messages: {
      half: 'This text holds half of a character.',
      inside: 'The arguments hold half of a character, written as an escape; some servers refuse what it decodes to.',
      replace: 'Write `�` in its place',
      replaceInside: 'Write `�` in its place in the arguments',
    },
  },
  checkMessage(message, value, { mayHoldEscape, textAt }, report) {
    if (!mayHoldEscape(message.index)) return
    const text = textAt(message.index, [])
    if (text === null || !/\\u[dD][89a-fA-F]/.test(text)) return
    for (const part of message.parts) {
      if (part.type !== 'tool-call') continue
      const input = valueAt(value, part.inputSteps)
      if (typeof input === 'string' && hasHalf(input))
        report({ messageId: 'inside', at: { message: message.index, steps: part.inputSteps }, severity: 'info' })
    }
    if (!hasHalf(text)) return
    for (const steps of stringsWithHalves(text)) report({ messageId: 'half', at: { message: message.index, steps } })
  },
  fix({ at, messageId }, { scope }) {
    const text = scope.textAt(at.message ?? 0, at.steps)
    if (text === null) return []
    if (messageId === 'inside') {
      const edit: Edit = { type: 'set', at, json: JSON.stringify(withoutHalves(String(JSON.parse(text)))) }
      return [{ titleId: 'replaceInside', safety: 'review', edits: [edit] }]
    }
    const edit: Edit = { type: 'set', at, json: withoutHalves(text) }
    return [{ titleId: 'replace', safety: 'review', when: ALWAYS, edits: [edit] }]
  },
})

function stringsWithHalves(text: string): Steps[] {
  const found: Steps[] = []
  const open: { node: JsonNode; steps: Steps }[] = [{ node: parseTree(text), steps: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, steps } = next
    if (node.type === 'string' && hasHalf(text.slice(node.start, node.end))) found.push(steps)
    node.children.forEach((child, i) => open.push({ node: child, steps: [...steps, node.type === 'object' ? node.keys[i]! : i] }))
  }
  return found.reverse()
}

export const controlCharacter = defineRule({
  meta: {
    id: 'control-character',
    phase: 'contents',
    severity: 'info',
    what: 'A text holds a NUL or another control character.',
    why: 'The API takes it; databases and terminals on the way may not.',
    messages: { control: 'This message holds control characters.' },
  },
  checkMessage(message, _value, { mayHoldEscape, textAt }, report) {
    if (!mayHoldEscape(message.index)) return
    const text = textAt(message.index, [])
    if (text?.includes('\\u00') && /\\u00(?:0[0-8bcef]|1[0-9a-f])/i.test(text))
      report({ messageId: 'control', at: { message: message.index, steps: [] } })
  },
})
