import { asText, get, isBlank, isObject, kindOf, readInput } from '../../conversation/facts.ts'
import { isSynthetic } from '../../conversation/synthetic.ts'
import { roleOf } from '../../conversation/role.ts'
import type { Message, Part, ToolCallPart, ToolResultPart } from '../../conversation/message.ts'
import type { Steps } from '../../json/path.ts'

const HOSTED_CALLS = new Set(['server_tool_use', 'mcp_tool_use'])
const MEDIA_TYPES = new Set(['image', 'document', 'search_result', 'container_upload'])

/**
 * Reads one entry of `messages`, or a response as a whole.
 * Shape: `{ role: 'user' | 'assistant', content: string | parts }`; results are parts of the user's next message.
 */
export function readAnthropicMessage(value: unknown, index: number): Message {
  if (!isObject(value))
    return { index, role: 'unknown', roleWord: '', parts: [], base: [], plain: false, malformed: kindOf(value) }
  const wrapped = !Object.hasOwn(value, 'role') && isObject(value['message']) && Object.hasOwn(value['message'], 'role')
  const base: Steps = wrapped ? ['message'] : []
  const message = wrapped ? (value['message'] as Readonly<Record<string, unknown>>) : value
  const roleWord = asText(message['role']) ?? ''
  const content = get(message, 'content')
  const steps = [...base, 'content']
  const parts: Part[] = []
  if (typeof content === 'string') parts.push({ type: 'text', steps, blank: isBlank(content), empty: content === '' })
  else if (Array.isArray(content)) content.forEach((item, j) => parts.push(readPart(item, [...steps, j])))
  else if (content !== undefined && content !== null) parts.push({ type: 'unknown', steps, word: kindOf(content) })
  return { index, role: roleOf(roleWord), roleWord, parts, base, plain: false, malformed: null }
}

function readPart(item: unknown, steps: Steps): Part {
  const type = asText(get(item, 'type'))
  if (!isObject(item) || type === null) return { type: 'unknown', steps, word: kindOf(item) }
  if (type === 'text') {
    const text = item['text']
    return { type: 'text', steps: [...steps, 'text'], blank: typeof text !== 'string' || isBlank(text), empty: text === '' }
  }
  if (type === 'thinking' || type === 'redacted_thinking') return { type: 'reasoning', steps }
  if (type === 'tool_use' || HOSTED_CALLS.has(type)) return readCall(item, steps, HOSTED_CALLS.has(type))
  if (type === 'tool_result' || type.endsWith('_tool_result')) return readResult(item, steps, type !== 'tool_result')
  if (MEDIA_TYPES.has(type)) return { type: 'media', steps, word: type }
  return { type: 'unknown', steps, word: type }
}

function readCall(item: Readonly<Record<string, unknown>>, steps: Steps, hosted: boolean): ToolCallPart {
  return {
    type: 'tool-call',
    steps,
    style: hosted ? 'hosted' : 'plain',
    callId: asText(get(item, 'id')),
    idKind: kindOf(get(item, 'id')),
    idSteps: [...steps, 'id'],
    name: asText(get(item, 'name')),
    nameSteps: [...steps, 'name'],
    input: readInput(get(item, 'input')),
    inputSteps: [...steps, 'input'],
    exact: false,
  }
}

function readResult(item: Readonly<Record<string, unknown>>, steps: Steps, hosted: boolean): ToolResultPart {
  const id = get(item, 'tool_use_id')
  const content = get(item, 'content')
  return {
    type: 'tool-result',
    steps,
    style: hosted ? 'hosted' : 'plain',
    callId: asText(id),
    idKind: kindOf(id),
    idSteps: [...steps, 'tool_use_id'],
    name: asText(get(item, 'name')),
    contentKind: kindOf(content),
    contentSteps: [...steps, 'content'],
    empty: content === undefined || content === null || content === '' || (Array.isArray(content) && content.length === 0),
    failed: get(item, 'is_error') === true || asText(get(content, 'type'))?.endsWith('_error') === true,
    synthetic: isSynthetic(content),
  }
}
