import { printJson } from '../json/print.ts'
import { ALWAYS, defineRule } from './rule.ts'

export const orphanedResult = defineRule({
  meta: {
    id: 'orphaned-result',
    phase: 'results',
    severity: 'error',
    what: 'A tool result has no call before it.',
    why: 'A trimmed history or a filter took the call away. The API knows no question to this answer and refuses it.',
    messages: {
      missing: 'This result answers `{callId}`, which no call before it has.',
      drop: 'Take the result out (its text goes)',
      text: 'Keep the result as text of the user',
      addCall: 'Invent the call it answers',
    },
  },
  checkConversation({ conversation: { messages }, pairing }, report) {
    let block = -1
    let blockCalls = false
    pairing.results.forEach(({ message, result, call }, index) => {
      // Is there a message with calls right before the run of results this one stands in? It changes the API's sentence.
      if (message !== block && !(message === block + 1 && messages[block]?.role === 'tool')) {
        blockCalls = messages[message - 1]?.parts.some(({ type }) => type === 'tool-call') === true
      }
      block = message
      // One without an id is the matter of the rules about ids.
      if (call !== null || result.style === 'hosted' || (!result.callId?.trim() && result.style !== 'legacy')) return
      const id = result.callId ?? result.name ?? ''
      const data = { callId: id, id, ...(blockCalls ? { callsBefore: 1 } : {}) }
      report({ messageId: 'missing', at: { message, steps: result.steps }, result: index, callId: result.callId, data })
    })
  },
  fix(finding, { scope }) {
    const found = scope.pairing.results[finding.result ?? -1]
    if (!found) return []
    const { message, part, result } = found
    const content = textOf(scope.textAt(message, result.contentSteps))
    const intro = result.name === null ? 'Result of a tool' : `Result of the tool ${result.name}`
    const text = `${intro}:\n${content}`
    const place = { message, steps: result.steps }
    const asText = scope.format.resultsIn === 'next-messages' ? scope.format.writeUserText(text) : { type: 'text', text }
    const call = scope.format.writeCall({ callId: result.callId ?? '', name: result.name ?? 'unknown_tool', input: '{}' })
    return [
      {
        titleId: 'drop',
        safety: 'destructive',
        when: { orphanedResult: ['drop'] },
        edits: [{ type: 'remove-result', result: { message, part } }],
      },
      {
        titleId: 'text',
        safety: 'review',
        when: { orphanedResult: ['text'] },
        edits: [{ type: 'set', at: place, json: printJson(asText) }],
      },
      {
        titleId: 'addCall',
        safety: 'review',
        when: { orphanedResult: ['add-call'] },
        edits: [{ type: 'insert-message', before: message, json: printJson(call), like: message }],
      },
    ]
  },
})

/** Text as it is, anything else as its JSON. */
function textOf(json: string | null): string {
  if (json === null) return ''
  return json.startsWith('"') ? (JSON.parse(json) as string) : json
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
