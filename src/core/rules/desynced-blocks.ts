import { asText, get } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'

/** Parts that say once more what a call of the list says. */
const CALL_BLOCKS = new Set(['tool_use', 'tool_call', 'function_call'])

export const desyncedBlocks = defineRule({
  meta: {
    id: 'desynced-blocks',
    phase: 'shape',
    severity: 'warning',
    what: 'A message keeps its calls twice, and the two have drifted apart.',
    why: 'Libraries keep the blocks of the provider beside a list of calls. Who edits the list and not the blocks sends calls that nobody sees.',
    messages: {
      only: 'The content has a call `{callId}` that the list of calls does not have.',
      remove: 'Take the call out of the content, as the list has it',
    },
  },
  checkMessage(message, value, { format, foreign }, report) {
    if (foreign || !format.copiesOf) return
    const record = valueAt(value, message.base)
    const [content, calls] = [get(record, 'content'), get(record, 'tool_calls')]
    if (!Array.isArray(content) || !Array.isArray(calls) || calls.length === 0) return
    const known = new Set(calls.map((call) => asText(get(call, 'id'))))
    content.forEach((block: unknown, j) => {
      const id = asText(get(block, 'id')) ?? asText(get(block, 'call_id'))
      if (id === null || known.has(id) || !CALL_BLOCKS.has(asText(get(block, 'type')) ?? '')) return
      const at = { message: message.index, steps: [...message.base, 'content', j] }
      report({ messageId: 'only', at, callId: id, data: { callId: id } })
    })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})
