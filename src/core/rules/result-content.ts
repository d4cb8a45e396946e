import { EMPTY_RESULT } from '../conversation/synthetic.ts'
import { get } from '../conversation/facts.ts'
import { minifyJson } from '../json/print.ts'
import { valueAt } from '../conversation/value-at.ts'
import { defineRule } from './rule.ts'
import { isUntyped, setText } from './content.ts'

export const emptyResult = defineRule({
  meta: {
    id: 'empty-result',
    phase: 'contents',
    severity: 'info',
    what: 'A tool gave no output.',
    why: 'An empty result is an answer and stays; null is none the API takes.',
    messages: {
      empty: 'This result is empty.',
      null: 'The content of this result is {got}.',
      fill: 'Write a text that says there was no output',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    const { pairing, format } = scope
    const { messages } = scope.conversation
    pairing.results.forEach(({ message, result }, index) => {
      if (!result.empty || result.style === 'stored-record' || result.style === 'hosted') return
      if (hasOwnOutput(scope.valueOf(message))) return
      // A message without content is told as such: `missing-content`; an item has no role to be one.
      const isMissing = result.contentKind === 'missing' && messages[message]?.roleWord === ''
      const refused =
        format.resultsIn === 'next-messages' && (isMissing || result.contentKind === 'null' || result.contentKind === 'list')
      const at = { message, steps: result.contentSteps }
      if (refused)
        report({
          messageId: 'null',
          at,
          result: index,
          callId: result.callId,
          severity: 'error',
          data: { got: isMissing ? 'not there' : result.contentKind === 'null' ? 'null' : 'an empty list' },
        })
      else if (result.contentKind !== 'missing') report({ messageId: 'empty', at, callId: result.callId })
    })
  },
  fix: ({ messageId, at }) => (messageId === 'null' ? setText('fill', at, EMPTY_RESULT) : []),
})

export const resultContentNotString = defineRule({
  meta: {
    id: 'result-content-not-string',
    phase: 'contents',
    severity: 'error',
    what: 'The content of a result is a structure the API does not take.',
    why: 'Tools return objects; the API wants text, or a list of typed parts.',
    messages: { wrong: 'The content of this result is {got}, not a text.', encode: 'Write the content as JSON text' },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const { format } = scope
    if ((scope.foreign && isUntyped(format)) || hasOwnOutput(value)) return
    for (const [index, part] of message.parts.entries()) {
      if (part.type !== 'tool-result' || part.style === 'stored-record' || part.style === 'hosted' || part.style === 'combined')
        continue
      const content = valueAt(value, part.contentSteps)
      const parts = Array.isArray(content)
      const bad = parts
        ? content.length > 0 && content.some((item) => typeof get(item, 'type') !== 'string')
        : !['string', 'missing', 'null'].includes(part.contentKind)
      if (!bad) continue
      const untyped = parts ? content.findIndex((item) => typeof get(item, 'type') !== 'string') : -1
      // An API that looks at each part misses the type of the first that has none.
      const inside = untyped >= 0 && format.resultsIn === 'next-messages' ? [untyped, 'type'] : []
      report({
        messageId: 'wrong',
        at: { message: message.index, steps: [...part.contentSteps, ...inside] },
        callId: part.callId,
        data: { got: parts ? 'a list of things without a type' : spoken(part.contentKind), part: index },
      })
    }
  },
  fix({ at, data }, { scope }) {
    const part = scope.conversation.messages[at.message ?? -1]?.parts[Number(data?.['part'])]
    if (part?.type !== 'tool-result') return []
    const content = { message: at.message, steps: part.contentSteps }
    const text = scope.textAt(at.message ?? 0, content.steps)
    return text === null ? [] : setText('encode', content, joined(text) ?? minifyJson(text), 'safe')
  },
})

/** Items of the Responses API that answer a computer, a shell or a search hold what it gives: only others are texts. */
const hasOwnOutput = (value: unknown): boolean => /^(?:computer|shell|tool_search)_/.test(String(get(value, 'type')))

const spoken = (kind: string): string => (kind === 'object' ? 'an object' : kind === 'list' ? 'a list' : `a ${kind}`)

/** A list of texts becomes one text, a line each. */
function joined(json: string): string | null {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string') ? value.join('\n') : null
}
