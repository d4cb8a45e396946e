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
import { NO_STEPS, type Message, type Part, type Role, type ToolResultPart } from '../../conversation/message.ts'
import { roleOf } from '../../conversation/role.ts'
import type { Steps } from '../../json/path.ts'

/**
 * Reads one entry of `contents`, or the `content` of a candidate.
 * Shape: `{ role?: 'user' | 'model', parts: [{ text } | { functionCall } | { functionResponse } | …] }`, in camelCase or
 * snake_case; libraries write every key they know, with null for those that are not set.
 */
export function readGeminiContent(value: unknown, index: number): Message {
  const base: Steps = NO_STEPS
  if (!isObject(value)) {
    const parts = typeof value === 'string' ? [textPart({ value, steps: [] })] : []
    const malformed = typeof value === 'string' ? null : kindOf(value)
    return { index, role: malformed ? 'unknown' : 'user', roleWord: '', parts, base, plain: false, malformed }
  }
  const parts = readParts(get(value, 'parts'), index)
  const roleWord = asText(get(value, 'role')) ?? ''
  const role = roleWord === '' ? roleOfParts(parts) : roleOf(roleWord)
  return { index, role, roleWord, parts, base, plain: false, malformed: null }
}

function readParts(list: unknown, index: number): Part[] {
  if (typeof list === 'string') return [textPart({ value: list, steps: ['parts'] })]
  if (isObject(list)) return [readPart(list, ['parts'])]
  if (!Array.isArray(list)) return []
  const parts = list.map((part: unknown, i) => readPart(part, ['parts', i]))
  return parts.some(isCodeResult) ? tieCode(parts, index) : parts
}

/** The API takes what has no role as the user's; only a model calls. */
function roleOfParts(parts: readonly Part[]): Role {
  return parts.some(({ type }) => type === 'tool-call') ? 'assistant' : 'user'
}

/** A member under either of its spellings; null is a key that is not set. */
function member(part: JsonObject, camel: string): PlacedValue | null {
  const snake = camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const key = [camel, snake].find((name) => get(part, name) !== undefined && get(part, name) !== null)
  return key === undefined ? null : { value: part[key], steps: [key] }
}

const MEDIA = ['inlineData', 'fileData', 'videoMetadata']

function readPart(part: unknown, steps: Steps): Part {
  if (typeof part === 'string') return textPart({ value: part, steps })
  if (!isObject(part)) return unknownPart(steps, kindOf(part))
  const found = (camel: string): PlacedValue | null => {
    const inner = member(part, camel)
    return inner && { value: inner.value, steps: [...steps, ...inner.steps] }
  }
  const call = found('functionCall')
  if (call) return readCall(call)
  const response = found('functionResponse')
  if (response) return readResponse(response)
  const hosted = readHosted(found)
  if (hosted) return hosted
  if (get(part, 'thought') === true) return reasoningPart(steps)
  const text = found('text')
  if (text) return textPart(text)
  const media = MEDIA.find((word) => found(word) !== null)
  if (media !== undefined) return mediaPart(steps, media)
  if (found('thoughtSignature')) return reasoningPart(steps)
  return unknownPart(steps, Object.keys(part).find((key) => part[key] !== null) ?? 'empty')
}

function inside({ value, steps }: PlacedValue, ...keys: string[]): PlacedValue | null {
  const key = keys.find((name) => get(value, name) !== undefined && get(value, name) !== null)
  return key === undefined ? null : { value: get(value, key), steps: [...steps, key] }
}

/** Also where it is not there: what is missing is written there. */
function placed(outer: PlacedValue, ...keys: string[]): PlacedValue {
  return inside(outer, ...keys) ?? { value: get(outer.value, keys[0]!), steps: [...outer.steps, keys[0]!] }
}

function readCall(call: PlacedValue): Part {
  return callPart({
    steps: call.steps,
    id: placed(call, 'id'),
    name: placed(call, 'name'),
    input: placed(call, 'args', 'arguments'),
  })
}

function readResponse(response: PlacedValue): Part {
  const content = placed(response, 'response', 'parts')
  return resultPart({
    steps: response.steps,
    id: placed(response, 'id'),
    name: inside(response, 'name'),
    content,
    failed: saysError(get(content?.value, 'error')),
  })
}

/** An error is told by convention in `response.error`. */
const saysError = (error: unknown): boolean => error !== undefined && error !== null && error !== false && error !== ''

/** Tools the provider runs: code, and searches that newer models record as `toolCall` and `toolResponse`. */
function readHosted(found: (camel: string) => PlacedValue | null): Part | null {
  const code = found('executableCode')
  if (code) {
    const name = { value: 'code_execution', steps: code.steps }
    return callPart({
      steps: code.steps,
      id: inside(code, 'id'),
      name,
      input: inside(code, 'code'),
      freeform: true,
      style: 'hosted',
    })
  }
  const outcome = found('codeExecutionResult')
  if (outcome) {
    return resultPart({
      steps: outcome.steps,
      id: inside(outcome, 'id'),
      name: { value: 'code_execution', steps: outcome.steps },
      content: inside(outcome, 'output') ?? inside(outcome, 'outcome'),
      style: 'hosted',
      failed: /FAILED|DEADLINE/.test(String(get(outcome.value, 'outcome'))),
    })
  }
  const call = found('toolCall')
  if (call) {
    const name = inside(call, 'toolType', 'tool_type', 'name')
    return callPart({ steps: call.steps, id: inside(call, 'id'), name, input: inside(call, 'args'), style: 'hosted' })
  }
  const response = found('toolResponse')
  if (!response) return null
  const name = inside(response, 'toolType', 'tool_type', 'name')
  return resultPart({
    steps: response.steps,
    id: inside(response, 'id'),
    name,
    content: inside(response, 'response'),
    style: 'hosted',
  })
}

const isCodeResult = (part: Part): part is ToolResultPart => part.type === 'tool-result' && part.name === 'code_execution'

/** What a piece of code gave stands behind it, without an id. */
function tieCode(parts: readonly Part[], index: number): Part[] {
  let open = -1
  return parts.map((part, position): Part => {
    if (part.type === 'tool-call' && part.name === 'code_execution') open = position
    if (!isCodeResult(part) || part.callId !== null || open < 0) return part
    const answers = { message: index, part: open, tie: 'structure' as const }
    open = -1
    return { ...part, answers }
  })
}
