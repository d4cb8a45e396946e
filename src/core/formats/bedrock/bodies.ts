import type { Cursor } from '../../document/cursor.ts'
import { get, isObject } from '../../json/value.ts'

const TOOL_KEYS = ['toolUse', 'toolResult']
const BLOCK_KEYS = [...TOOL_KEYS, 'reasoningContent', 'text', 'image', 'document', 'video', 'cachePoint', 'guardContent']

function blocksOf(value: unknown): readonly unknown[] {
  const content = get(value, 'content')
  return Array.isArray(content) && typeof get(value, 'role') === 'string' ? content : []
}

/** A message with a call or a result in it. */
export function hasTools(value: unknown): boolean {
  return blocksOf(value).some((block) => TOOL_KEYS.some((key) => isObject(get(block, key))))
}

/** Blocks without a `type`: what each one is, its only key says. */
export function isMessage(value: unknown): boolean {
  const blocks = blocksOf(value)
  return (
    blocks.length > 0 &&
    blocks.every(
      (block) => isObject(block) && !Object.hasOwn(block, 'type') && BLOCK_KEYS.some((key) => Object.hasOwn(block, key)),
    )
  )
}

/** A Strands session keeps each message in an envelope. */
export const messageIn = (entry: Cursor): Cursor =>
  isObject(entry.get('message').value) && !entry.get('role').isThere ? entry.get('message') : entry

function isMessages(list: Cursor): boolean {
  return Array.isArray(list.value) && list.value.some((entry) => isMessage(entry) || isMessage(get(entry, 'message')))
}

export function isRequest(body: Cursor): boolean {
  return isMessages(body) || isMessages(body.get('messages'))
}

export function isResponse(body: Cursor): boolean {
  const message = body.at('output', 'message')
  return message.isObject && (isMessage(message.value) || body.any('stopReason', 'metrics', 'usage').isThere)
}
