import { printJson, RawJson, styleOf } from '../json/print.ts'
import { ALWAYS, defineRule } from './rule.ts'
import type { Edit } from '../conversation/edit.ts'

export const resultsCombined = defineRule({
  meta: {
    id: 'results-combined',
    phase: 'shape',
    severity: 'error',
    what: 'One tool message holds the results of several calls.',
    why: 'The API takes one message for each result.',
    messages: { combined: 'This message holds {n} results.', split: 'Write each result as a message of its own' },
  },
  passesPlain: true,
  checkMessage(message, _value, _scope, report) {
    const held = message.parts.filter((part) => part.type === 'tool-result' && part.style === 'combined')
    const [first] = held
    // The list they stand in.
    if (first)
      report({ messageId: 'combined', at: { message: message.index, steps: first.steps.slice(0, -1) }, data: { n: held.length } })
  },
  fix({ at }, { scope }) {
    const index = at.message ?? 0
    const message = scope.conversation.messages[index]
    const style = styleOf(scope.textAt(index, []) ?? '')
    const inserts = (message?.parts ?? []).flatMap((part): Edit[] => {
      if (part.type !== 'tool-result') return []
      const content = scope.textAt(index, part.contentSteps)
      const text = content?.startsWith('"') ? new RawJson(content) : (content ?? '')
      const json = printJson({ role: 'tool', tool_call_id: part.callId, content: text }, style)
      return [{ type: 'insert-message', before: index, json, like: index }]
    })
    return [
      {
        titleId: 'split',
        safety: 'safe',
        when: ALWAYS,
        edits: [...inserts, { type: 'remove', at: { message: index, steps: [] } }],
      },
    ]
  },
})
