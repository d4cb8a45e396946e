import {
  callPart,
  mediaPart,
  reasoningPart,
  resultPart,
  textPart,
  unknownPart,
  type PlacedValue,
} from '../../conversation/parts.ts'
import { asText, get, isObject, kindOf } from '../../conversation/facts.ts'
import { NO_STEPS, type Message, type Part } from '../../conversation/message.ts'
import { roleOf } from '../../conversation/role.ts'
import type { Steps } from '../../json/path.ts'

const MEDIA = ['image', 'document', 'video', 'audio']

/**
 * Reads one entry of `messages` of the Converse API.
 * Shape: `{ role, content: [{ text } | { toolUse: { toolUseId, name, input } } | { toolResult: { toolUseId, content, status } }] }`;
 * what a block is, its key says.
 */
export function readBedrockMessage(value: unknown, index: number): Message {
  const roleWord = asText(get(value, 'role')) ?? ''
  const content = get(value, 'content')
  const parts = Array.isArray(content)
    ? content.map((block, i) => readBlock(block, ['content', i]))
    : typeof content === 'string'
      ? [textPart({ value: content, steps: ['content'] })]
      : []
  const malformed = isObject(value) ? null : kindOf(value)
  return { index, role: roleOf(roleWord), roleWord, parts, base: NO_STEPS, plain: false, malformed }
}

function readBlock(block: unknown, steps: Steps): Part {
  const inside = (...keys: string[]): PlacedValue | null => {
    let inner: unknown = block
    for (const key of keys) inner = get(inner, key)
    return inner === undefined || inner === null ? null : { value: inner, steps: [...steps, ...keys] }
  }
  const hosted = (key: string): { style: 'hosted' } | object =>
    /^server_|^mcp_/.test(String(get(get(block, key), 'type'))) ? { style: 'hosted' } : {}
  /** Also where it is not there: what is missing is written there. */
  const member = (...keys: string[]): PlacedValue =>
    inside(...keys) ?? { value: get(get(block, keys[0]!), keys[1]!), steps: [...steps, ...keys] }
  if (inside('toolUse')) {
    const fields = { id: member('toolUse', 'toolUseId'), name: member('toolUse', 'name'), input: member('toolUse', 'input') }
    return callPart({ steps: [...steps, 'toolUse'], ...fields, ...hosted('toolUse') })
  }
  if (inside('toolResult')) {
    return resultPart({
      steps: [...steps, 'toolResult'],
      id: member('toolResult', 'toolUseId'),
      content: member('toolResult', 'content'),
      failed: inside('toolResult', 'status')?.value === 'error',
      ...hosted('toolResult'),
    })
  }
  const text = inside('text')
  if (text) return textPart(text)
  if (inside('reasoningContent')) return reasoningPart([...steps, 'reasoningContent'])
  const media = MEDIA.find((word) => inside(word) !== null)
  if (media !== undefined) return mediaPart([...steps, media], media)
  return unknownPart(steps, isObject(block) ? (Object.keys(block)[0] ?? 'empty') : kindOf(block))
}
