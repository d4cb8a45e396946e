import type { Cursor } from '../../document/cursor.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft } from '../transcript.ts'

const TEXTS = new Set(['text', 'input_text', 'output_text'])
const REASONING = new Set(['thinking', 'redacted_thinking', 'reasoning'])
const HOSTED_CALLS = new Set(['server_tool_use', 'mcp_tool_use'])
const MEDIA = new Set([
  'image',
  'document',
  'audio',
  'file',
  'image_url',
  'input_image',
  'input_audio',
  'search_result',
  'container_upload',
])

/** What a product reads in its own way; `undefined`: as everybody does. */
export type ReadBlock = (block: Cursor, type: string) => readonly PartDraft[] | undefined

/**
 * The contents of a message in the manner of Anthropic: a text, or a list of blocks with a `type`. Many logs keep them so
 * and add a block or two of their own.
 */
export function readBlocks(content: Cursor, readOwn: ReadBlock = () => undefined): PartDraft[] {
  if (content.string !== null) return content.string === '' ? [] : [text(content)]
  const blocks = content.isObject ? [content] : content.items()
  return blocks.flatMap((block) => {
    if (block.string !== null) return [text(block)]
    const type = block.get('type').text ?? ''
    return readOwn(block, type) ?? readBlock(block, type)
  })
}

function readBlock(block: Cursor, type: string): PartDraft[] {
  if (TEXTS.has(type)) return [text(block.get('text'))]
  if (REASONING.has(type)) return [reasoning(block)]
  if (type === 'tool_use' || HOSTED_CALLS.has(type)) return [readToolUse(block)]
  if (type === 'tool_result' || type.endsWith('_tool_result')) return [readToolResult(block)]
  if (MEDIA.has(type)) return [media(block, type)]
  if (type === '' && block.get('text').string !== null) return [text(block.get('text'))]
  return block.isThere ? [unknown(block, type || 'block')] : []
}

/** Shape: `{ type: 'tool_use', id, name, input }`; some logs have `input` as JSON text. */
export function readToolUse(block: Cursor): PartDraft & { type: 'call' } {
  const hosted = HOSTED_CALLS.has(block.get('type').text ?? '')
  return call({
    at: block,
    id: block.any('id', 'tool_use_id'),
    name: block.any('name', 'tool_name'),
    input: block.any('input', 'arguments', 'args', 'raw_input'),
    ...(hosted ? { style: 'hosted' } : {}),
  })
}

/** Shape: `{ type: 'tool_result', tool_use_id, content, is_error? }`. */
export function readToolResult(block: Cursor): PartDraft & { type: 'result' } {
  const type = block.get('type').text ?? ''
  const content = block.any('content', 'output')
  return result({
    at: block,
    id: block.any('tool_use_id', 'toolUseId', 'id'),
    name: block.any('name', 'tool_name'),
    content,
    failed: block.any('is_error', 'isError').value === true || content.get('type').text?.endsWith('_error') === true,
    ...(type === 'tool_result' || type === '' ? {} : { style: 'hosted' }),
  })
}
