import { callPart, reasoningPart, resultPart, textPart, type PlacedValue } from '../../conversation/parts.ts'
import { asText, get, isObject, type JsonObject } from '../../conversation/facts.ts'
import { NO_STEPS, type Message, type Part } from '../../conversation/message.ts'
import { roleOf } from '../../conversation/role.ts'
import type { Steps } from '../../json/path.ts'
import { readChatMessage } from '../chat/read-message.ts'

/**
 * Reads one entry of `messages`, or of the `chat_history` of version 1.
 * Shape: a chat message with `tool_plan`; `{ role: 'CHATBOT', message, tool_calls: [{ name, parameters }] }`;
 * `{ role: 'TOOL', tool_results: [{ call: { name, parameters }, outputs }] }`.
 */
export function readCohereMessage(value: unknown, index: number): Message {
  if (isObject(value) && isFirstVersion(value)) return readFirstVersion(value, index)
  const message = readChatMessage(value, index)
  const holder = message.base.length > 0 ? get(value, 'message') : value
  const plan = get(holder, 'tool_plan')
  if (typeof plan !== 'string' || plan === '') return message
  return { ...message, plain: false, parts: [reasoningPart([...message.base, 'tool_plan']), ...message.parts] }
}

function isFirstVersion(value: JsonObject): boolean {
  return Object.hasOwn(value, 'role') && (typeof get(value, 'message') === 'string' || Array.isArray(get(value, 'tool_results')))
}

function readFirstVersion(value: JsonObject, index: number): Message {
  const roleWord = asText(value['role']) ?? ''
  const role = roleWord === 'CHATBOT' ? 'assistant' : roleOf(roleWord)
  const parts: Part[] = []
  const said = get(value, 'message')
  if (typeof said === 'string' && (said !== '' || !hasTools(value))) parts.push(textPart({ value: said, steps: ['message'] }))
  entriesOf(value, 'tool_calls').forEach((entry, i) => parts.push(readCall(entry, ['tool_calls', i])))
  entriesOf(value, 'tool_results').forEach((entry, i) => parts.push(readResult(entry, ['tool_results', i])))
  return { index, role, roleWord, parts, base: NO_STEPS, plain: false, malformed: null }
}

const hasTools = (value: JsonObject): boolean =>
  entriesOf(value, 'tool_calls').length + entriesOf(value, 'tool_results').length > 0

function entriesOf(value: JsonObject, key: string): readonly unknown[] {
  const list = get(value, key)
  return Array.isArray(list) ? list : []
}

function inside(value: unknown, steps: Steps, key: string): PlacedValue | null {
  const inner = get(value, key)
  return inner === undefined || inner === null ? null : { value: inner, steps: [...steps, key] }
}

function readCall(entry: unknown, steps: Steps): Part {
  const [id, name, input] = ['id', 'name', 'parameters'].map((key) => inside(entry, steps, key))
  return callPart({ steps, id: id ?? null, name: name ?? null, input: input ?? null })
}

/** A result says again which call it answers; there is no id. */
function readResult(entry: unknown, steps: Steps): Part {
  const call = get(entry, 'call')
  const name = inside(call, [...steps, 'call'], 'name')
  return resultPart({ steps, id: inside(call, [...steps, 'call'], 'id'), name, content: inside(entry, steps, 'outputs') })
}
