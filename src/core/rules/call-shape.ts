import { findCall } from '../conversation/find-call.ts'
import { textOfJson } from '../conversation/content-text.ts'
import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { storedArguments } from '../conversation/stored-record.ts'
import { printJson, RawJson, styleOf } from '../json/print.ts'
import { defineRule, ALWAYS, type Fix, type Scope } from './rule.ts'
import { freshId, renameCall } from '../conversation/call-ids.ts'
import type { Edit, Place } from '../conversation/edit.ts'
import type { Part, ToolCallPart } from '../conversation/message.ts'

/** A call in the shape of the API; records of applications have a rule of their own. */
const isPlain = (part: Part): part is ToolCallPart => part.type === 'tool-call' && part.style === 'plain'

/** Keys of a stored record that a call and its result have a place for. */
const CARRIED = new Set([
  'tool_call_id',
  'call_id',
  'id',
  'tool_name',
  'name',
  'tool',
  'function',
  'arguments',
  'args',
  'input',
  'parameters',
  'tool_input',
  'result',
  'output',
  'tool_result',
  'response',
  'success',
  'error',
  'type',
])

export const missingCallType = defineRule({
  meta: {
    id: 'missing-call-type',
    phase: 'shape',
    severity: 'error',
    what: 'An entry of `tool_calls` has no `type`; often it is a record of an application and no call at all.',
    why: 'The API reads `type` first to know what the entry is. Histories written by hand leave it out; tables keep calls as `{tool_call_id, tool_name, arguments, result}`.',
    messages: {
      missing: 'The call to `{tool}` has no `type`.',
      unknown: 'The call to `{tool}` has the type `{type}`, which the API does not know.',
      stored: 'The call to `{tool}` is a stored record: it has no `type` and no `function`.',
      row: 'This row is the call to `{tool}` itself: it has no `tool_calls`.',
      repeated: 'The record of the call to `{tool}` stands here twice.',
      remove: 'Take the repeated record out',
      add: 'Add `"type": "function"`',
      convert: 'Write the stored record as a call',
      convertWithResult: 'Write the stored record as a call and its result as a message',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (format.resultsIn !== 'next-messages') return
    const seen = new Set<string>()
    for (const part of message.parts) {
      if (part.type !== 'tool-call' || part.exact) continue
      const entry = valueAt(value, part.steps)
      const finding = {
        at: { message: message.index, steps: [...part.steps, 'type'] },
        callId: part.callId,
        data: { tool: part.name ?? '' },
      }
      if (part.style === 'stored-record') {
        const record = `${part.callId}\n${part.name}\n${part.input.fingerprint}`
        if (part.name !== null) report({ messageId: seen.has(record) ? 'repeated' : 'stored', ...finding })
        seen.add(record)
        continue
      }
      if (part.style === 'stored-row') {
        report({ messageId: 'row', ...finding, at: { message: message.index, steps: part.steps }, unsaid: true })
        continue
      }
      const type = get(entry, 'type')
      if (part.style !== 'plain' || type === 'function' || type === 'custom' || !isObject(get(entry, 'function'))) continue
      if (typeof type === 'string') report({ messageId: 'unknown', ...finding, data: { ...finding.data, type } })
      else report({ messageId: 'missing', ...finding })
    }
  },
  fix({ messageId, at }, { scope }) {
    if (messageId === 'row') return convertRow(at, scope)
    if (messageId === 'repeated') return removeRecord(at, scope)
    if (messageId !== 'stored')
      return [{ titleId: 'add', safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json: '"function"' }] }]
    const steps = at.steps.slice(0, -1)
    const index = at.message ?? 0
    // By itself, or alone under `tool_calls`: what it stands in is put right first.
    if (typeof steps.at(-1) !== 'number') return []
    const text = scope.textAt(index, steps)
    const found = findCall(scope.pairing, index, steps)
    if (text === null || !found || found.call.callId === null) return []
    const { call } = found
    const entry = {
      id: call.callId,
      type: 'function',
      function: { name: call.name, arguments: storedArguments(call, scope.textAt(index, call.inputSteps)) },
    }
    const set = { type: 'set' as const, at: { message: index, steps }, json: printJson(entry, styleOf(text)) }
    const [counted] = found.results
    const result = counted === undefined ? undefined : scope.pairing.results[counted]?.result
    if (result?.style !== 'stored-record') return [{ titleId: 'convert', safety: 'safe', when: ALWAYS, edits: [set] }]
    const content = textOfJson(scope.textAt(index, result.contentSteps))
    const add = {
      type: 'add-result' as const,
      call: { message: index, part: found.part },
      callId: call.callId ?? '',
      text: content,
      failed: result.failed,
    }
    const dropped = Object.keys(Object(valueAt(scope.valueOf(index), steps))).some((key) => !CARRIED.has(key))
    return [{ titleId: 'convertWithResult', safety: dropped ? 'review' : 'safe', when: ALWAYS, edits: [set, add] }]
  },
})

/** The row keeps its text; the call moves into `tool_calls`, and the result after it learns the call's id. */
function convertRow({ message, steps }: Place, scope: Scope): readonly Fix<'convert'>[] {
  const { pairing, textAt } = scope
  const index = message ?? 0
  const found = findCall(pairing, index, steps)
  if (!found) return []
  const { call } = found
  const id = call.callId?.trim() || freshId(pairing, found, `call_${index}`)
  const entry = {
    id,
    type: 'function',
    function: { name: call.name, arguments: storedArguments(call, textAt(index, call.inputSteps)) },
  }
  const text = textAt(index, []) ?? ''
  const edits: Edit[] = [
    ...renameCall(scope, found, id).filter((edit) => edit.type === 'set' && edit.at.message !== index),
    {
      type: 'set',
      at: { message: index, steps: [...steps.slice(0, -1), 'tool_calls'] },
      json: printJson([entry], styleOf(text).indent === null ? styleOf(text) : undefined),
    },
    { type: 'remove', at: { message: index, steps } },
    { type: 'remove', at: { message: index, steps: call.inputSteps } },
  ]
  return [{ titleId: 'convert', safety: 'safe', when: ALWAYS, edits }]
}

/** The same record twice counts once; what it holds is in the other one. */
function removeRecord({ message, steps }: Place, { pairing }: Scope): readonly Fix<'remove'>[] {
  const found = findCall(pairing, message ?? 0, steps.slice(0, -1))
  if (!found) return []
  const call = { message: found.message, part: found.part }
  return [{ titleId: 'remove', safety: 'safe', when: ALWAYS, edits: [{ type: 'remove-call', call }] }]
}

export const functionNotObject = defineRule({
  meta: {
    id: 'function-not-object',
    phase: 'shape',
    severity: 'error',
    what: 'The `function` of a call is not an object.',
    why: 'Name and arguments of a call stand inside `function`.',
    messages: { wrong: '`function` of this call is {got}, not an object.', wrap: 'Write it as the name of the function' },
  },
  passesPlain: true,
  checkMessage(message, value, _scope, report) {
    for (const call of message.parts) {
      if (!isPlain(call) || call.exact) continue
      const entry = valueAt(value, call.steps)
      if (
        !isObject(entry) ||
        (get(entry, 'type') !== 'function' && !Object.hasOwn(entry, 'function')) ||
        isObject(entry['function'])
      )
        continue
      if (entry['function'] === undefined && call.callId === null) continue // not a call at all: `malformed-entry`
      const got =
        entry['function'] === undefined ? 'missing' : typeof entry['function'] === 'string' ? 'a string' : 'something else'
      report({
        messageId: 'wrong',
        at: { message: message.index, steps: [...call.steps, 'function'] },
        callId: call.callId,
        data: { got },
      })
    }
  },
  fix: ({ at }, { scope }) => {
    const text = scope.textAt(at.message ?? 0, at.steps)
    const named = text?.startsWith('"') ? text : JSON.stringify('unknown_tool')
    const entry = { name: new RawJson(named), arguments: '{}' }
    return [{ titleId: 'wrap', safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json: printJson(entry) }] }]
  },
})

const PLACEHOLDER = '"unknown_tool"'

export const missingFunctionName = defineRule({
  meta: {
    id: 'missing-function-name',
    phase: 'shape',
    severity: 'error',
    what: 'A call names no function.',
    why: 'Without a name the API cannot tell which tool was called and refuses the whole conversation.',
    messages: { missing: 'The call `{callId}` names no function.', fill: 'Name it `unknown_tool`' },
  },
  passesPlain: true,
  checkMessage(message, value, _scope, report) {
    for (const call of message.parts) {
      if (!isPlain(call) || call.name !== null) continue
      const inner = valueAt(value, call.nameSteps.slice(0, -1))
      if (!isObject(inner) || isForgotten(call)) continue
      report({
        messageId: 'missing',
        at: { message: message.index, steps: call.nameSteps },
        callId: call.callId,
        data: { callId: call.callId ?? '' },
      })
    }
  },
  fix: ({ at }) => [{ titleId: 'fill', safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json: PLACEHOLDER }] }],
})

/** Neither id nor name: `malformed-entry` speaks of it. */
const isForgotten = (call: ToolCallPart): boolean => call.callId === null && call.name === null

export const emptyFunctionName = defineRule({
  meta: {
    id: 'empty-function-name',
    phase: 'shape',
    severity: 'error',
    what: 'A call has the name `""`.',
    why: 'The API wants at least one character.',
    messages: { empty: 'The call `{callId}` has an empty name.', fill: 'Name it `unknown_tool`' },
  },
  passesPlain: true,
  checkMessage(message, _value, _scope, report) {
    for (const call of message.parts) {
      if (isPlain(call) && call.name === '')
        report({
          messageId: 'empty',
          at: { message: message.index, steps: call.nameSteps },
          callId: call.callId,
          data: { callId: call.callId ?? '' },
        })
    }
  },
  fix: ({ at }) => [{ titleId: 'fill', safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json: PLACEHOLDER }] }],
})
