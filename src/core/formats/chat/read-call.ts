import { asText, get, isObject, kindOf, readInput } from '../../conversation/facts.ts'
import { isSynthetic } from '../../conversation/synthetic.ts'
import type { Part, ToolCallPart, ToolResultPart } from '../../conversation/message.ts'
import type { Steps } from '../../json/path.ts'

/** Names under which applications keep the same thing; the first one present counts. */
const STORED_KEYS = {
  id: ['tool_call_id', 'call_id', 'id'],
  name: ['tool_name', 'name', 'tool', 'function'],
  input: ['arguments', 'args', 'input', 'parameters', 'tool_input'],
  result: ['result', 'output', 'tool_result', 'response'],
} as const

/** The key an application used, or the first of the list when it used none. */
function storedKey(entry: unknown, keys: readonly string[]): string {
  return keys.find((key) => get(entry, key) !== undefined) ?? keys[0]!
}

/**
 * Says that an entry is a record of an application's own and no call in the shape of the API.
 * Shape: `{ tool_call_id, tool_name, arguments: {…}, result: {…}, success }`, with the names of `STORED_KEYS`.
 */
export function isStoredCall(entry: unknown): boolean {
  if (!isObject(entry)) return false
  if (isObject(entry['function']) || isObject(entry['custom']) || entry['type'] === 'function' || entry['type'] === 'custom')
    return false
  if (Object.hasOwn(entry, 'role')) return false
  if (Object.hasOwn(entry, 'tool_name')) return true
  const named = typeof get(entry, storedKey(entry, STORED_KEYS.name)) === 'string'
  const hasInput = STORED_KEYS.input.some((key) => Object.hasOwn(entry, key))
  return named
    ? hasInput || Object.hasOwn(entry, 'tool_call_id')
    : Object.hasOwn(entry, 'tool_call_id') && !Object.hasOwn(entry, 'content')
}

/** A failure as applications note it. */
function storedFailure(entry: unknown): boolean {
  const error = get(entry, 'error')
  return get(entry, 'success') === false || (error !== undefined && error !== null && error !== false && error !== '')
}

/** One entry of `tool_calls`: a call, and its result where a stored record holds one. */
export function readCall(entry: unknown, steps: Steps): Part[] {
  if (!isObject(entry)) return [{ type: 'unknown', steps, word: kindOf(entry) }]
  if (isStoredCall(entry)) return readStoredCall(entry, steps)
  const custom = isObject(entry['custom']) && entry['type'] === 'custom'
  const box = custom ? 'custom' : 'function'
  const inputKey = custom ? 'input' : 'arguments'
  const inner = entry[box]
  const id = get(entry, 'id')
  const input = get(inner, inputKey)
  return [
    {
      type: 'tool-call',
      steps,
      style: 'plain',
      callId: asText(id),
      idKind: kindOf(id),
      idSteps: [...steps, 'id'],
      name: asText(get(inner, 'name')),
      nameSteps: [...steps, box, 'name'],
      // A custom tool takes any text: nothing about it can be broken.
      input: custom && typeof input === 'string' ? { ...readInput(''), parsed: 'object' } : readInput(input),
      inputSteps: [...steps, box, inputKey],
      exact: isExact(entry),
    },
  ]
}

interface CallSteps {
  readonly steps: Steps
  readonly idSteps: Steps
  readonly nameSteps: Steps
  readonly inputSteps: Steps
}

/** Steps to the first calls of a message: the same in every message, so that they are made once. */
const CALL_STEPS = Array.from({ length: 16 }, (_, j): CallSteps => {
  const steps = ['tool_calls', j]
  return {
    steps,
    idSteps: [...steps, 'id'],
    nameSteps: [...steps, 'function', 'name'],
    inputSteps: [...steps, 'function', 'arguments'],
  }
})

/** Entry `position` of `tool_calls`, where it is written exactly as the API writes it. Most are, and this is quick. */
export function readExactCall(entry: unknown, position: number): ToolCallPart | null {
  const at = CALL_STEPS[position]
  if (!at || !isExact(entry)) return null
  const { id, function: called } = entry
  return {
    type: 'tool-call',
    steps: at.steps,
    style: 'plain',
    callId: id,
    idKind: 'string',
    idSteps: at.idSteps,
    name: called.name,
    nameSteps: at.nameSteps,
    input: readInput(called.arguments),
    inputSteps: at.inputSteps,
    exact: true,
  }
}

interface ExactCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

function isExact(entry: unknown): entry is ExactCall {
  if (!isObject(entry) || entry['type'] !== 'function' || typeof entry['id'] !== 'string') return false
  const called = entry['function']
  if (!isObject(called) || typeof called['name'] !== 'string' || typeof called['arguments'] !== 'string') return false
  return Object.keys(entry).length === 3 && Object.keys(called).length === 2
}

function readStoredCall(entry: Readonly<Record<string, unknown>>, steps: Steps): Part[] {
  const idKey = storedKey(entry, STORED_KEYS.id)
  const nameKey = storedKey(entry, STORED_KEYS.name)
  const inputKey = storedKey(entry, STORED_KEYS.input)
  const name = entry[nameKey]
  const call: ToolCallPart = {
    type: 'tool-call',
    steps,
    style: 'stored-record',
    callId: asText(entry[idKey]),
    idKind: kindOf(entry[idKey]),
    idSteps: [...steps, idKey],
    name: typeof name === 'string' ? name : null,
    nameSteps: [...steps, nameKey],
    input: readInput(entry[inputKey]),
    inputSteps: [...steps, inputKey],
    exact: false,
  }
  const result = readStoredResult(entry, steps, call)
  return result ? [call, result] : [call]
}

/**
 * A row that is a call itself: `{ role: 'assistant', tool: 'run_sql', args: '{…}' }`, answered by the row of role `tool`
 * after it. Says nothing where the row has calls in the shape of the API.
 */
export function readRowCall(row: Readonly<Record<string, unknown>>, base: Steps): ToolCallPart | null {
  const nameKey = ['tool', 'tool_name'].find((key) => typeof get(row, key) === 'string')
  if (nameKey === undefined || row['role'] !== 'assistant') return null
  const inputKey = storedKey(row, STORED_KEYS.input)
  const id = get(row, 'tool_call_id')
  return {
    type: 'tool-call',
    steps: [...base, nameKey],
    style: 'stored-row',
    callId: asText(id),
    idKind: kindOf(id),
    idSteps: [...base, 'tool_call_id'],
    name: asText(get(row, nameKey)),
    nameSteps: [...base, nameKey],
    input: readInput(get(row, inputKey)),
    inputSteps: [...base, inputKey],
    exact: false,
  }
}

function readStoredResult(entry: Readonly<Record<string, unknown>>, steps: Steps, call: ToolCallPart): ToolResultPart | null {
  const key = STORED_KEYS.result.find((name) => Object.hasOwn(entry, name) && entry[name] !== null)
  const failed = storedFailure(entry)
  if (!key && !failed) return null
  const content = key ? entry[key] : (entry['error'] ?? '')
  return {
    type: 'tool-result',
    steps: [...steps, key ?? 'error'],
    style: 'stored-record',
    callId: call.callId,
    idKind: call.idKind,
    idSteps: call.idSteps,
    name: call.name,
    contentKind: kindOf(content),
    contentSteps: [...steps, key ?? 'error'],
    empty: content === '',
    failed,
    synthetic: isSynthetic(content),
  }
}
