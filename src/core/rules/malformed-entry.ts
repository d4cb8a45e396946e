import { get, kindOf } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'
import type { ValueKind } from '../conversation/message.ts'

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
    what: 'An entry is no message or no call.',
    why: 'One such entry makes the API refuse the whole request.',
    messages: {
      message: 'This entry is {got}, not a message.',
      noRole: 'This entry has no `role`.',
      call: 'This entry of `tool_calls` is {got}, not a call.',
      nameless: 'This entry of `tool_calls` has neither a name nor an id.',
      noName: 'This stored record names no tool.',
      remove: 'Leave the entry out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { foreign, target }, report) {
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
  fix({ at }, { scope }) {
    const list = at.steps.slice(0, -1)
    const entries = list.at(-1) === 'tool_calls' ? valueAt(scope.valueOf(at.message ?? 0), list) : undefined
    // The last entry takes its list with it: an empty one is refused as well.
    const alone = Array.isArray(entries) && entries.length === 1
    const edit = { type: 'remove' as const, at: alone ? { ...at, steps: list } : at }
    return [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [edit] }]
  },
})
