import type { Edit, Place } from '../conversation/edit.ts'
import type { Message, Part, ToolResultPart } from '../conversation/message.ts'
import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { valueAt } from '../conversation/value-at.ts'
import { printJson } from '../json/print.ts'
import { ALWAYS, defineRule, isSentAsIs, type Scope } from './rule.ts'

export const mixedToolAndOtherParts = defineRule({
  meta: {
    id: 'mixed-tool-and-other-parts',
    phase: 'contents',
    severity: 'error',
    what: 'Calls or results stand beside parts that may not share their message.',
    why: 'Gemini wants calls and results in contents of their own; some models on Bedrock want no text beside either. There the two sides take turns, so that text cannot simply stand in a message of its own: beside results it goes into the last of them, beside calls it is said first, and with a marked message of the user between the two.',
    messages: {
      both: 'A call and a result stand in one message.',
      text: 'Text stands beside a {kind} in one message; the model takes them only apart.',
      intoResult: 'Put the text into the result before it: the two sides take turns, so it has no message of its own',
      ahead: 'Put the text into a message before, and a marked message of the user between: the two sides take turns',
    },
  },
  checkConversation(scope, report) {
    if (!isSentAsIs(scope)) return
    const { target, conversation } = scope
    for (const message of conversation.messages) {
      const [call, result] = [plain(message, 'tool-call'), plain(message, 'tool-result')]
      const at = (part: Part) => ({ message: message.index, steps: part.steps })
      if (target.messages?.noCallBesideResult) {
        if (call && result) report({ messageId: 'both', at: at(result), related: [at(call)] })
        continue
      }
      const weight = target.rules['mixed-tool-and-other-parts']
      if (weight === 'info') return
      const text = message.parts.find(({ type }) => type === 'text')
      const [tool, kind] = call ? [call, 'use'] : [result, 'result']
      // Models say something beside their calls all the time: only one that is known to refuse it makes that a problem.
      if (!text || !tool || (call && weight !== 'error')) continue
      const data = { kind: call ? 'call' : 'result', [kind]: 1 }
      report({ messageId: 'text', at: { message: message.index, steps: ['content'] }, data, related: [at(tool)] })
    }
  },
  fix({ messageId, at: { message: index } }, { scope }) {
    const message = index === null ? undefined : scope.conversation.messages[index]
    if (messageId !== 'text' || !message) return []
    const own = plain(message, 'tool-call') ? sayAhead(message, scope) : putIntoResult(message, scope)
    // Models take both more often than not: only where one is known to refuse it is a text moved unasked.
    const isRefused = scope.target.rules['mixed-tool-and-other-parts'] === 'error'
    return own.map((fix) => ({ ...fix, safety: 'review' as const, ...(isRefused ? { when: ALWAYS } : {}) }))
  },
})

/** Elements of the content that are texts; blank ones are another rule's. */
function textsOf({ index, parts }: Message, { textAt }: Scope): { at: Place; json: string }[] {
  return parts.flatMap((part) => {
    if (part.type !== 'text' || part.blank) return []
    const steps = part.steps.slice(0, -1)
    const json = textAt(index, steps)
    return json === null || typeof steps.at(-1) !== 'number' ? [] : [{ at: { message: index, steps }, json }]
  })
}

function putIntoResult(message: Message, scope: Scope): { titleId: 'intoResult'; edits: Edit[] }[] {
  const texts = textsOf(message, scope)
  const result = message.parts.findLast((part) => part.type === 'tool-result' && part.style === 'plain') as
    | ToolResultPart
    | undefined
  if (texts.length === 0 || !result) return []
  const content = valueAt(scope.valueOf(message.index), result.contentSteps)
  if (!Array.isArray(content)) return []
  const at = { message: message.index, steps: result.contentSteps }
  const items = [...content.keys(), ...texts.map(({ json }) => json)]
  return [{ titleId: 'intoResult', edits: [{ type: 'list', at, items }, ...texts.map(removal)] }]
}

function sayAhead(message: Message, scope: Scope): { titleId: 'ahead'; edits: Edit[] }[] {
  const texts = textsOf(message, scope)
  if (texts.length === 0) return []
  const { index } = message
  const said = `{"role":${JSON.stringify(message.roleWord)},"${scope.format.partsKey}":[${texts.map(({ json }) => json).join(',')}]}`
  const inserted = [said, printJson(scope.format.writeUserText(EMPTY_TEXT))].map(
    (json): Edit => ({ type: 'insert-message', before: index, json, like: index }),
  )
  return [{ titleId: 'ahead', edits: [...inserted, ...texts.map(removal)] }]
}

const removal = ({ at }: { at: Place }): Edit => ({ type: 'remove', at })

function plain({ parts }: Message, type: 'tool-call' | 'tool-result'): Part | undefined {
  return parts.find((part) => part.type === type && (part as { style?: string }).style === 'plain')
}
