import { freshId, toTool } from '../conversation/call-ids.ts'
import { get } from '../conversation/facts.ts'
import { printJson, RawJson, styleOf } from '../json/print.ts'
import { ALWAYS, defineRule } from './rule.ts'
import type { Edit } from '../conversation/edit.ts'

export const legacyFunctionCall = defineRule({
  meta: {
    id: 'legacy-function-call',
    phase: 'shape',
    severity: 'warning',
    what: 'A call is written in the form of 2023: `function_call`, answered by a message of role `function`.',
    why: 'The form has no ids and room for one call only; many servers no longer take it.',
    messages: {
      call: 'The call to `{tool}` is written as `function_call`.',
      result: 'This result has the old role `function`.',
      convert: 'Write it with `tool_calls` and an id on both sides',
      toTool: 'Write it as a message of role `tool`',
    },
  },
  passesSound: true,
  checkConversation({ pairing, foreign }, report) {
    if (foreign) return
    pairing.calls.forEach(({ message, call }, index) => {
      if (call.style === 'legacy')
        report({ messageId: 'call', at: { message, steps: call.steps }, call: index, data: { tool: call.name ?? '' } })
    })
    // A call of the new form is answered by a message of role `tool` only.
    pairing.results.forEach(({ message, result, call }, index) => {
      const found = call === null ? undefined : pairing.calls[call]
      if (result.style === 'legacy' && found?.call.style === 'plain')
        report({ messageId: 'result', at: { message, steps: result.steps }, result: index, severity: 'error' })
    })
  },
  fix({ messageId, call: index, result: resultIndex, at }, { scope }) {
    const { pairing, textAt } = scope
    if (messageId === 'result') {
      const answer = pairing.results[resultIndex ?? -1]
      const id = answer?.call == null ? null : pairing.calls[answer.call]!.call.callId
      if (!answer || !id?.trim()) return [] // the call gets its id first
      return [{ titleId: 'toTool', safety: 'review', when: ALWAYS, edits: toTool(answer, id) }]
    }
    const found = pairing.calls[index ?? -1]
    if (!found) return []
    const { message, call } = found
    const [counted] = found.results
    const result = counted === undefined ? undefined : pairing.results[counted]
    const id = result?.result.callId ?? freshId(pairing, found, `call_${message}`)
    const input = textAt(message, call.inputSteps)
    const entry = {
      id,
      type: 'function',
      function: {
        name: call.name ?? 'unknown_tool',
        arguments: new RawJson(input?.startsWith('"') ? input : JSON.stringify(input ?? '{}')),
      },
    }
    const text = textAt(message, []) ?? ''
    const edits: Edit[] = [
      {
        type: 'set',
        at: { message, steps: [...at.steps.slice(0, -1), 'tool_calls'] },
        json: printJson([entry], styleOf(text).indent === null ? styleOf(text) : undefined),
      },
      { type: 'remove', at },
    ]
    if (result) edits.push(...toTool(result, id))
    return [
      {
        titleId: 'convert',
        safety: 'safe',
        when: ALWAYS,
        edits: [
          ...edits,
          ...definitions(scope.conversation.body, found === pairing.calls.find((other) => other.call.style === 'legacy')),
        ],
      },
    ]
  },
})

/** The list `functions` becomes `tools`, once, with the first call that is converted. */
function definitions(body: unknown, first: boolean): Edit[] {
  const functions = get(body, 'functions')
  if (!first || !Array.isArray(functions) || get(body, 'tools') !== undefined) return []
  const tools = functions.map((definition) => ({ type: 'function', function: definition as unknown }))
  const edits: Edit[] = [
    { type: 'set', at: { message: null, steps: ['tools'] }, json: JSON.stringify(tools) },
    { type: 'remove', at: { message: null, steps: ['functions'] } },
  ]
  const choice = get(body, 'function_call')
  if (choice === undefined) return edits
  const toolChoice = typeof choice === 'string' ? choice : { type: 'function', function: choice }
  return [
    ...edits,
    { type: 'set', at: { message: null, steps: ['tool_choice'] }, json: JSON.stringify(toolChoice) },
    { type: 'remove', at: { message: null, steps: ['function_call'] } },
  ]
}
