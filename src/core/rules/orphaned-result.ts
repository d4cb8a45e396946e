import { elementSteps } from '../conversation/element.ts'
import { get } from '../conversation/facts.ts'
import { textOfJson } from '../conversation/content-text.ts'
import { printJson, RawJson } from '../json/print.ts'
import { freshId, toTool } from '../conversation/call-ids.ts'
import type { Edit } from '../conversation/edit.ts'
import type { Message } from '../conversation/message.ts'
import type { PairedResult } from '../conversation/pairing.ts'
import { ALWAYS, defineRule, type Scope } from './rule.ts'

export const orphanedResult = defineRule({
  meta: {
    id: 'orphaned-result',
    phase: 'results',
    severity: 'error',
    what: 'A tool result has no call before it.',
    why: 'A trimmed history or a filter took the call away. The API knows no question to this answer and refuses it.',
    messages: {
      missing: 'This result answers `{callId}`, which no call before it has.',
      passed: 'This result answers `{callId}`; other calls were made before it came.',
      move: 'Move the result to its call',
      drop: 'Take the result out (its text goes)',
      text: 'Keep the result as text of the user',
      addCall: 'Invent the call it answers',
    },
  },
  passesSound: true,
  checkConversation({ conversation: { messages, body }, pairing, format, target }, report) {
    // What an earlier response holds is not in the list.
    const isOnServer = format.request?.earlierKeys?.some((key) => (get(body, key) ?? null) !== null) ?? false
    let block = -1
    let blockCalls = false
    let calling = -1
    let seen = 0
    pairing.results.forEach(({ message, result, call }, index) => {
      for (; seen < message; seen++) if (messages[seen]!.parts.some(({ type }) => type === 'tool-call')) calling = seen
      const own = call === null ? undefined : pairing.calls[call]
      if (target.messages?.looksBackOneCall && own && own.message < calling && result.style === 'plain') {
        const data = { callId: result.callId ?? '', id: result.callId ?? '' }
        report({ messageId: 'passed', at: { message, steps: result.steps }, result: index, callId: result.callId, data })
        return
      }
      // Is there a message with calls right before the run of results this one stands in? It changes the API's sentence.
      if (message !== block && !(message === block + 1 && messages[block]?.role === 'tool')) {
        blockCalls = messages[message - 1]?.parts.some(({ type }) => type === 'tool-call') === true
      }
      block = message
      // One without an id is the matter of the rules about ids.
      const isNamed = result.callId?.trim() || result.style === 'legacy' || format.callIds === 'optional'
      if (call !== null || result.style === 'hosted' || result.elsewhere || isOnServer || !isNamed) return
      const id = result.callId ?? result.name ?? 'a call without an id'
      const data = { callId: id, id, ...(blockCalls ? { callsBefore: 1 } : {}) }
      report({ messageId: 'missing', at: { message, steps: result.steps }, result: index, callId: result.callId, data })
    })
  },
  fix(finding, { scope }) {
    const found = scope.pairing.results[finding.result ?? -1]
    if (!found) return []
    const { message, part, result } = found
    const call = scope.pairing.calls[found.call ?? -1]
    if (finding.messageId === 'passed') {
      const to = { message: call?.message ?? 0, part: call?.part ?? 0 }
      return [
        { titleId: 'move', safety: 'safe', when: ALWAYS, edits: [{ type: 'move-result', result: { message, part }, call: to }] },
      ]
    }
    const content = textOfJson(scope.textAt(message, result.contentSteps))
    const intro = result.name === null ? 'Result of a tool' : `Result of the tool ${result.name}`
    const text = `${intro}:\n${content}`
    const remove = { type: 'remove-result' as const, result: { message, part } }
    return [
      // First what loses nothing: the page offers the first one.
      { titleId: 'text', safety: 'review', when: { orphanedResult: ['text'] }, edits: asText(found, text, scope) },
      {
        titleId: 'drop',
        safety: 'destructive',
        when: { orphanedResult: ['drop'] },
        edits: [remove],
      },
      { titleId: 'addCall', safety: 'review', when: { orphanedResult: ['add-call'] }, edits: withCall(found, scope) },
    ]
  },
})

const MOST_PARTS = 200

/** As words of the user, where the result stood; behind the other results of its block, which must not be parted. */
function asText(found: PairedResult, text: string, scope: Scope): Edit[] {
  const { message, part, result } = found
  const { format, conversation } = scope
  const steps = elementSteps(result, conversation.messages[message]!)
  if (format.resultsIn === 'next-messages' || format.resultRole === 'tool') {
    const end = endOfBlock(found, scope)
    const json = printJson(format.writeUserText(text))
    const isWhole = steps.length === 0 || (!format.inEnvelope && steps.length === conversation.messages[message]!.base.length)
    if (end === message + 1 && isWhole) return [{ type: 'set', at: { message, steps }, json }]
    return [
      { type: 'remove-result', result: { message, part } },
      { type: 'insert-message', before: end, json, like: message },
    ]
  }
  const json = printJson(format.writeText(text))
  const { parts } = conversation.messages[message]!
  const last = parts.findLastIndex(({ type }) => type === 'tool-result')
  // So long a list is not written anew for each of its parts: the results behind are put first by the next pass.
  if (last === part || parts.length > MOST_PARTS) return [{ type: 'set', at: { message, steps }, json }]
  const positions = parts.map((_, i) => i)
  const others = (from: number, to: number): number[] => positions.slice(from, to).filter((i) => i !== part)
  const items = [...others(0, last + 1), json, ...others(last + 1, parts.length)]
  return [{ type: 'list', at: { message, steps: steps.slice(0, -1) }, items }]
}

/** With a call of our own before it; behind the other results of its block, which must not be parted. */
function withCall(found: PairedResult, scope: Scope): Edit[] {
  const { message, part, result } = found
  const { conversation, format, pairing, textAt } = scope
  const callId = result.callId?.trim() ? result.callId : freshId(pairing, found, `call_${message}`)
  // Where names and order tie the two, a call with an id would not be the one this result answers.
  const isTied = result.callId?.trim() || format.callIds === 'required' || result.style === 'legacy'
  const call = printJson(format.writeCall({ callId: isTied ? callId : '', name: result.name ?? 'unknown_tool', input: '{}' }))
  const end = endOfBlock(found, scope)
  const inParts = format.resultsIn === 'next-message'
  const own =
    textAt(message, format.inEnvelope && !inParts ? [] : elementSteps(result, conversation.messages[message]!)) ?? 'null'
  const amongOthers = conversation.messages[message]!.parts.some(({ type }, i) => type === 'tool-result' && i !== part)
  if (result.style === 'plain' && (inParts ? amongOthers : end > message + 1)) {
    return [
      { type: 'insert-message', before: end, json: call, like: message },
      { type: 'remove-result', result: { message, part } },
      {
        type: 'insert-message',
        before: end,
        json: inParts ? printJson({ role: format.resultRole ?? 'user', [format.partsKey]: [new RawJson(own)] }) : own,
        like: message,
      },
    ]
  }
  const insert: Edit = { type: 'insert-message', before: message, json: call, like: message }
  return result.style === 'legacy' ? [insert, ...toTool(found, callId)] : [insert]
}

/** The block looked at last, by conversation: thousands of results may stand in one. */
const blocks = new WeakMap<readonly Message[], { from: number; end: number }>()

/** The message after the tool messages among which a result stands. */
function endOfBlock({ message }: PairedResult, { conversation: { messages }, format }: Scope): number {
  if (format.resultsIn !== 'next-messages' && format.resultRole !== 'tool') return message + 1
  const known = blocks.get(messages)
  if (known && known.from <= message && message < known.end) return known.end
  let end = message + 1
  while (messages[end]?.role === 'tool') end++
  blocks.set(messages, { from: message, end })
  return end
}

export const orphanedHostedResult = defineRule({
  meta: {
    id: 'orphaned-hosted-result',
    phase: 'results',
    severity: 'error',
    what: 'The result of a tool the provider runs itself has no call before it.',
    why: 'Both halves stand in messages of the assistant; a filter took one of them.',
    messages: { missing: 'This result answers `{callId}`, which no hosted call before it has.', drop: 'Take the result out' },
  },
  passesSound: true,
  checkConversation({ pairing }, report) {
    pairing.results.forEach(({ message, result, call }, index) => {
      if (call !== null || result.style !== 'hosted') return
      report({
        messageId: 'missing',
        at: { message, steps: result.steps },
        result: index,
        callId: result.callId,
        data: { callId: result.callId ?? '', id: result.callId ?? '' },
      })
    })
  },
  fix({ result }, { scope }) {
    const found = scope.pairing.results[result ?? -1]
    return found
      ? [
          {
            titleId: 'drop',
            safety: 'destructive',
            when: ALWAYS,
            edits: [{ type: 'remove-result', result: { message: found.message, part: found.part } }],
          },
        ]
      : []
  },
})
