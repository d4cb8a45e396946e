import { parseJson } from '../../json/parse-json.ts'
import { asText, get, isBlank, isObject, kindOf, readInput, type JsonObject } from '../../conversation/facts.ts'
import { isSynthetic } from '../../conversation/synthetic.ts'
import { roleOf } from '../../conversation/role.ts'
import {
  NO_STEPS,
  type Message,
  type Part,
  type Role,
  type ToolCallPart,
  type ToolResultPart,
} from '../../conversation/message.ts'
import type { Steps } from '../../json/path.ts'
import { isStoredCall, readCall, readExactCall, readRowCall } from './read-call.ts'

/** Text parts of the API; `input_text` and `output_text` come from its younger sister. */
const TEXT_TYPES = new Set(['text', 'input_text', 'output_text', 'refusal'])
const MEDIA_TYPES = new Set(['image_url', 'input_image', 'input_audio', 'file', 'input_file', 'image'])

/**
 * Reads one entry of `messages`.
 * Shape: `{ role, content, tool_calls?, tool_call_id? }`, legacy `function_call`, records of applications in `tool_calls`,
 * or a row that holds such a message under `message`.
 */
export function readChatMessage(value: unknown, index: number): Message {
  if (!isObject(value))
    return { index, role: 'unknown', roleWord: '', parts: [], base: [], plain: false, malformed: kindOf(value) }
  const wrapped = !Object.hasOwn(value, 'role') && isObject(value['message']) && Object.hasOwn(value['message'], 'role')
  const base: Steps = wrapped ? ['message'] : NO_STEPS
  const message = wrapped ? (value['message'] as Readonly<Record<string, unknown>>) : value
  const roleWord = asText(message['role']) ?? ''
  const told = roleOf(roleWord)
  const role = !SPEAKERS.has(roleWord) && isAnswer(message) ? 'tool' : told
  // A stored call or a bare call that stands where a message should: one call of an assistant nobody wrote down.
  if (!Object.hasOwn(message, 'role') && (isStoredCall(message) || isBareCall(message))) {
    return { index, role: 'assistant', roleWord: '', parts: readCall(message, base), base, plain: false, malformed: null }
  }
  const parts: Part[] = []
  if (isObject(message['message']) && !wrapped) parts.push({ type: 'unknown', steps: [...base, 'message'], word: 'message' })
  if (role === 'tool') readResults(message, roleWord, base, parts)
  else {
    readReasoning(message, base, parts)
    readContent(message['content'], base, parts)
  }
  const [first] = parts
  if (first?.type !== 'tool-result' || first.style !== 'combined') readCalls(message, base, parts)
  const onlyText = parts.length === 1 && first === PLAIN_TEXT
  const plain = base.length === 0 && isPlain(message, role, parts)
  return { index, role, roleWord, parts: onlyText ? ONLY_TEXT : parts, base, plain, malformed: null }
}

/** The words of the API itself: who speaks under one of them speaks, whatever else the message holds. */
const SPEAKERS: ReadonlySet<string> = new Set(['user', 'assistant', 'system', 'developer'])

/** Whatever its role says: it names the call it answers, and makes none. */
const isAnswer = (message: JsonObject): boolean =>
  typeof message['tool_call_id'] === 'string' &&
  Object.hasOwn(message, 'content') &&
  get(message, 'tool_calls') === undefined &&
  get(message, 'function_call') === undefined

/** See `Message.plain`. The number of fields tells that there is none besides those that were read. */
function isPlain(message: JsonObject, role: Role, parts: readonly Part[]): boolean {
  const [first] = parts
  const fields = Object.keys(message).length
  if (role === 'tool') {
    return (
      fields === 3 &&
      first?.type === 'tool-result' &&
      first.style === 'plain' &&
      first.idKind === 'string' &&
      first.callId !== '' &&
      first.contentKind === 'string' &&
      !isBlank(message['content'] as string)
    )
  }
  if (first === PLAIN_TEXT && parts.length === 1) return fields === 2 && role !== 'unknown'
  if (role !== 'assistant' || fields !== 3 || !Array.isArray(message['tool_calls'])) return false
  const calls = first === PLAIN_TEXT ? parts.slice(1) : parts
  if (first !== PLAIN_TEXT && message['content'] !== null) return false
  return calls.length > 0 && calls.every((part) => part.type === 'tool-call' && part.exact && isSoundInput(part))
}

const isSoundInput = ({ name, callId, input }: ToolCallPart): boolean => input.parsed === 'object' && name !== '' && callId !== ''

/** `{ id, type: 'function', function: {…} }` without a message around it. */
export function isBareCall(entry: unknown): boolean {
  return isObject(entry) && !Object.hasOwn(entry, 'role') && (isObject(entry['function']) || isObject(entry['custom']))
}

const REASONING_KEYS = ['reasoning_content', 'reasoning', 'reasoning_details'] as const

function readReasoning(message: Readonly<Record<string, unknown>>, base: Steps, parts: Part[]): void {
  for (const key of REASONING_KEYS) {
    const reasoning = get(message, key)
    if (reasoning !== undefined && reasoning !== null && reasoning !== '')
      parts.push({ type: 'reasoning', steps: [...base, key] })
  }
}

const CONTENT: Steps = ['content']
/** A text that is there: most contents are one, and all of them share this. */
const PLAIN_TEXT: Part = { type: 'text', steps: CONTENT, blank: false, empty: false }
const ONLY_TEXT: readonly Part[] = [PLAIN_TEXT]

function readContent(content: unknown, base: Steps, parts: Part[]): void {
  if (typeof content === 'string' && base.length === 0 && !isBlank(content)) {
    parts.push(PLAIN_TEXT)
    return
  }
  const steps = [...base, 'content']
  if (typeof content === 'string') parts.push({ type: 'text', steps, blank: isBlank(content), empty: content === '' })
  else if (Array.isArray(content)) content.forEach((item, i) => parts.push(readPart(item, [...steps, i])))
  else if (content !== undefined && content !== null) parts.push({ type: 'unknown', steps, word: kindOf(content) })
}

function readPart(item: unknown, steps: Steps): Part {
  const type = asText(get(item, 'type'))
  if (type !== null && TEXT_TYPES.has(type)) {
    const key = type === 'refusal' ? 'refusal' : 'text'
    const text = get(item, key)
    return { type: 'text', steps: [...steps, key], blank: typeof text !== 'string' || isBlank(text), empty: text === '' }
  }
  if (type !== null && MEDIA_TYPES.has(type)) return { type: 'media', steps, word: type }
  return { type: 'unknown', steps, word: type ?? kindOf(item) }
}

function readCalls(message: Readonly<Record<string, unknown>>, base: Steps, parts: Part[]): void {
  const calls = get(message, 'tool_calls')
  const steps = [...base, 'tool_calls']
  if (Array.isArray(calls)) {
    calls.forEach((entry, j) => {
      const exact = base.length === 0 ? readExactCall(entry, j) : null
      if (exact) parts.push(exact)
      else parts.push(...readCall(entry, [...steps, j]))
    })
  } else if (isObject(calls)) parts.push(...readCall(calls, steps))
  else if (typeof calls === 'string') {
    // The column of a table, as JSON text: read what is in it, each part at the place of the text.
    const inner = parseJson(calls)
    const entries = Array.isArray(inner) ? inner : isObject(inner) ? [inner] : []
    entries.forEach((entry, j) => parts.push(...readCall(entry, [...steps, j])))
  }
  const row = parts.some((part) => part.type === 'tool-call') ? null : readRowCall(message, base)
  if (row) parts.push(row)
  const legacy = get(message, 'function_call')
  if (isObject(legacy) && !parts.some((part) => part.type === 'tool-call')) {
    parts.push({
      type: 'tool-call',
      steps: [...base, 'function_call'],
      style: 'legacy',
      callId: null,
      idKind: 'missing',
      idSteps: [...base, 'function_call'],
      name: asText(legacy['name']),
      nameSteps: [...base, 'function_call', 'name'],
      input: readInput(legacy['arguments']),
      inputSteps: [...base, 'function_call', 'arguments'],
      exact: false,
    })
  }
}

/** Where old stores, and AutoGen 0.2, keep all results of a turn. */
const COMBINED_KEYS = ['tool_calls', 'tool_responses'] as const

/** A tool message is one result as a whole; an old store keeps all results of a turn in one. */
function readResults(message: Readonly<Record<string, unknown>>, roleWord: string, base: Steps, parts: Part[]): void {
  for (const key of COMBINED_KEYS) {
    const combined = get(message, key)
    if (!Array.isArray(combined) || combined.length === 0) continue
    if (!combined.every((entry) => isObject(entry) && Object.hasOwn(entry, 'tool_call_id'))) continue
    combined.forEach((entry, j) => parts.push(readResult(entry, 'combined', [...base, key, j])))
    return
  }
  const legacy = roleWord.trim().toLowerCase() === 'function' && get(message, 'tool_call_id') === undefined
  parts.push(readResult(message, legacy ? 'legacy' : 'plain', base))
}

const RESULT_ID: Steps = ['tool_call_id']

function readResult(entry: unknown, style: ToolResultPart['style'], steps: Steps): ToolResultPart {
  const id = get(entry, 'tool_call_id')
  const content = get(entry, 'content')
  return {
    type: 'tool-result',
    steps,
    style,
    callId: asText(id),
    idKind: kindOf(id),
    idSteps: steps.length === 0 ? RESULT_ID : [...steps, 'tool_call_id'],
    name: asText(get(entry, 'name')) ?? asText(get(entry, 'tool_name')),
    contentKind: kindOf(content),
    contentSteps: steps.length === 0 ? CONTENT : [...steps, 'content'],
    empty: content === undefined || content === null || content === '' || (Array.isArray(content) && content.length === 0),
    failed: get(entry, 'is_error') === true,
    synthetic: isSynthetic(content),
  }
}
