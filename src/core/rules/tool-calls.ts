import { parseJson } from '../json/parse-json.ts'
import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'

export const emptyToolCalls = defineRule({
  meta: {
    id: 'empty-tool-calls',
    phase: 'shape',
    severity: 'error',
    what: '`tool_calls` is an empty list.',
    why: 'The schema lets it through, the service refuses it: the key must not be there when there are no calls.',
    messages: { empty: '`tool_calls` is an empty list.', null: '`tool_calls` is null.', remove: 'Leave `tool_calls` out' },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (format.resultsIn !== 'next-messages') return
    const calls = get(valueAt(value, message.base), 'tool_calls')
    if (calls !== null && !(Array.isArray(calls) && calls.length === 0)) return
    const at = { message: message.index, steps: [...message.base, 'tool_calls'] }
    if (calls !== null) report({ messageId: 'empty', at })
    // Many servers write null for "none", and the API takes it; it is worth a remark only.
    else report({ messageId: 'null', at, severity: 'info' })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})

export const toolCallsNotList = defineRule({
  meta: {
    id: 'tool-calls-not-list',
    phase: 'shape',
    severity: 'error',
    what: '`tool_calls` is a single record or a text, not a list.',
    why: 'Tables often keep the column as JSON text or, for one call, as the record itself.',
    messages: {
      object: '`tool_calls` is one record, not a list.',
      text: '`tool_calls` is a text that holds JSON.',
      other: '`tool_calls` is {got}, not a list.',
      list: 'Write it as a list',
      remove: 'Leave `tool_calls` out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (format.resultsIn !== 'next-messages') return
    const calls = get(valueAt(value, message.base), 'tool_calls')
    if (calls === undefined || calls === null || Array.isArray(calls)) return
    const at = { message: message.index, steps: [...message.base, 'tool_calls'] }
    if (isObject(calls)) report({ messageId: 'object', at, data: { got: 'an object' } })
    else if (typeof calls === 'string' && parsed(calls) !== null) report({ messageId: 'text', at, data: { got: 'a string' } })
    else report({ messageId: 'other', at, data: { got: typeof calls === 'string' ? 'a text' : (JSON.stringify(calls) ?? '') } })
  },
  fix({ messageId, at }, { scope }) {
    const text = scope.textAt(at.message ?? 0, at.steps)
    if (messageId === 'other' || text === null)
      return [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [{ type: 'remove', at }] }]
    const inner = messageId === 'object' ? text : (parsed(JSON.parse(text) as string) ?? text)
    if (/^\s*\[\s*\]\s*$/.test(inner))
      return [{ titleId: 'remove', safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at }] }]
    const json = inner.trimStart().startsWith('[') ? inner : `[${inner}]`
    return [{ titleId: 'list', safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json }] }]
  },
})

/** The JSON text of a list or an object that stands in a text; `null` when it holds neither. */
function parsed(text: string): string | null {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? text.trim() : null
}

export const tooManyToolCalls = defineRule({
  meta: {
    id: 'too-many-tool-calls',
    phase: 'shape',
    severity: 'error',
    what: 'One message makes more calls than the API takes.',
    why: 'The limit is on the list of calls of one message.',
    messages: { many: 'This message makes {n} calls; the API takes {max}.' },
  },
  checkMessage(message, _value, { target }, report) {
    const max = target.maxCalls
    if (max === undefined) return
    const n = message.parts.filter(({ type }) => type === 'tool-call').length
    if (n > max)
      report({ messageId: 'many', at: { message: message.index, steps: [...message.base, 'tool_calls'] }, data: { n, max } })
  },
})
