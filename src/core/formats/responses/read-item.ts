import {
  callPart,
  mediaPart,
  reasoningPart,
  resultPart,
  textPart,
  unknownPart,
  type PlacedValue,
} from '../../conversation/parts.ts'
import { asText, get, isObject, kindOf, type JsonObject } from '../../conversation/facts.ts'
import { NO_STEPS, type Message, type Part, type Role } from '../../conversation/message.ts'
import { roleOf } from '../../conversation/role.ts'
import type { Steps } from '../../json/path.ts'
import { readChatMessage } from '../chat/read-message.ts'
import { isCallItem, isResultItem, isHostedItem, RESULT_KEYS, INPUT_KEYS } from './item-types.ts'

/**
 * Reads one item of `input` or `output`: a message, a call, a result, or a hosted call with its result inside.
 * Shape: `{ type: 'function_call', call_id, name, arguments }` and its relatives, `{ role, content }` with or without
 * `type: 'message'`. Calls and results are tied by `call_id`; hosted calls have only the `id` of the item.
 */
export function readResponsesItem(value: unknown, index: number): Message {
  if (!isObject(value)) return messageOf(index, 'unknown', '', [], kindOf(value))
  const type = asText(value['type'])
  const word = asText(get(value, 'role'))
  if (type === null || type === 'message') return readRoleMessage(value, index)
  // An item has no role: one that stands in it all the same is a field the API does not know, and makes it no message.
  if (type === 'reasoning') return messageOf(index, 'assistant', '', [reasoningPart(NO_STEPS)])
  if (isResultItem(type)) return messageOf(index, 'tool', '', [readResult(value, type)])
  if (isCallItem(type)) return messageOf(index, 'assistant', '', readCall(value, type, index))
  return messageOf(index, word === null ? 'assistant' : roleOf(word), word ?? '', [unknownPart(NO_STEPS, type)])
}

function messageOf(
  index: number,
  role: Role,
  roleWord: string,
  parts: readonly Part[],
  malformed: Message['malformed'] = null,
): Message {
  return { index, role, roleWord, parts, base: NO_STEPS, plain: false, malformed }
}

const CHAT_KEYS = ['tool_calls', 'tool_call_id', 'function_call']

/** Inputs may hold messages of the older API between their items. */
function readRoleMessage(value: JsonObject, index: number): Message {
  if (CHAT_KEYS.some((key) => get(value, key) !== undefined && get(value, key) !== null)) return readChatMessage(value, index)
  const roleWord = asText(get(value, 'role')) ?? ''
  const content = get(value, 'content')
  const parts = Array.isArray(content)
    ? content.map((part, i) => readPart(part, ['content', i]))
    : content === undefined || content === null
      ? []
      : [
          typeof content === 'string'
            ? textPart({ value: content, steps: ['content'] })
            : unknownPart(['content'], kindOf(content)),
        ]
  return messageOf(index, roleOf(roleWord), roleWord, parts)
}

const TEXT_TYPES = new Set(['input_text', 'output_text', 'text', 'summary_text'])
const MEDIA_TYPES = new Set([
  'input_image',
  'input_file',
  'input_audio',
  'output_audio',
  'output_image',
  'image_url',
  'computer_screenshot',
])

function readPart(part: unknown, steps: Steps): Part {
  if (typeof part === 'string') return textPart({ value: part, steps })
  const type = asText(get(part, 'type')) ?? kindOf(part)
  if (TEXT_TYPES.has(type)) return textPart({ value: get(part, 'text'), steps: [...steps, 'text'] })
  if (type === 'refusal') return textPart({ value: get(part, 'refusal'), steps: [...steps, 'refusal'] })
  if (type === 'reasoning_text') return reasoningPart(steps)
  return MEDIA_TYPES.has(type) ? mediaPart(steps, type) : unknownPart(steps, type)
}

function readCall(item: JsonObject, type: string, index: number): Part[] {
  const hosted = isHostedItem(item, type)
  const freeform = type === 'custom_tool_call' || type === 'program' || hosted
  const call = callPart({
    steps: NO_STEPS,
    id:
      type === 'tool_search_call'
        ? firstOf(item, ['call_id'])
        : placed(item, hosted ? ['call_id', 'callId', 'id'] : ['call_id', 'callId']),
    name:
      firstOf(item, ['name', 'tool_name']) ??
      (type === 'function_call' ? { value: undefined, steps: ['name'] } : { value: type.replace(/_call$/, ''), steps: ['type'] }),
    input: placed(item, INPUT_KEYS),
    freeform,
    style: hosted ? 'hosted' : 'plain',
    ...pendingOf(item, hosted),
  })
  const inside = resultInside(item, type)
  if (!inside) return [call]
  const answers = { message: index, part: 0, tie: 'structure' as const }
  const result = resultPart({ steps: inside.steps, id: null, content: inside, style: 'hosted', failed: hasFailed(item), answers })
  return [call, result]
}

function pendingOf(item: JsonObject, hosted: boolean): { pending?: 'running' | 'hosted' } {
  const status = get(item, 'status')
  if (hosted) return { pending: 'hosted' }
  return status === 'in_progress' ? { pending: 'running' } : {}
}

/** What the provider's own tool has found. Some say only that they are done: what they found is not recorded. */
function resultInside(item: JsonObject, type: string): PlacedValue | null {
  if (!isHostedItem(item, type) && get(item, 'output') === undefined) return null
  const found = firstOf(item, RESULT_KEYS)
  if (found) return found
  const sources = get(get(item, 'action'), 'sources')
  if (Array.isArray(sources)) return { value: sources, steps: ['action', 'sources'] }
  const status = get(item, 'status')
  const done = status === 'completed' || status === 'failed'
  return done && type !== 'mcp_call' && type !== 'tool_search_call' ? { value: status, steps: ['status'] } : null
}

function readResult(item: JsonObject, type: string): Part {
  return resultPart({
    steps: NO_STEPS,
    id: placed(item, type === 'local_shell_call_output' ? ['call_id', 'id'] : ['call_id', 'callId', 'tool_call_id']),
    name: firstOf(item, ['name']) ?? (type === 'tool_search_output' ? { value: 'tool_search', steps: ['type'] } : null),
    content: textInside(placed(item, ['output', 'result', 'tools', 'content'])),
    failed: hasFailed(item),
  })
}

/** Libraries put a text that is all of a result into a part by itself. */
function textInside(content: PlacedValue): PlacedValue {
  const inner = get(content.value, 'text')
  if (typeof inner !== 'string' || get(content.value, 'type') !== 'text') return content
  return { value: inner, steps: [...content.steps, 'text'] }
}

function hasFailed(item: JsonObject): boolean {
  const error = get(item, 'error')
  return (
    get(item, 'status') === 'failed' || get(item, 'is_error') === true || (error !== undefined && error !== null && error !== '')
  )
}

/** Also where it is not there: what is missing is written there. */
function placed(item: JsonObject, keys: readonly string[]): PlacedValue {
  return firstOf(item, keys) ?? { value: undefined, steps: [keys[0]!] }
}

function firstOf(item: JsonObject, keys: readonly string[]): PlacedValue | null {
  // A null is told only where nothing else is there: SDKs write every unset field.
  const key =
    keys.find((name) => get(item, name) !== undefined && get(item, name) !== null) ??
    keys.find((name) => get(item, name) === null)
  return key === undefined ? null : { value: item[key], steps: [key] }
}
