import type { Cursor } from '../../document/cursor.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft } from '../transcript.ts'

const MEDIA = ['inlineData', 'inline_data', 'fileData', 'file_data']

/**
 * Contents in the manner of Gemini where a log keeps them in a message of its own: a text, a part, or a list of parts
 * `{ text } | { functionCall } | { functionResponse }`.
 */
export function geminiParts(content: Cursor): PartDraft[] {
  if (content.string !== null) return content.string === '' ? [] : [text(content)]
  const parts = content.isObject ? [content] : content.items()
  return parts.flatMap((part) => (part.string === null ? geminiPart(part) : [text(part)]))
}

function geminiPart(part: Cursor): PartDraft[] {
  const asked = part.any('functionCall', 'function_call')
  if (asked.isObject) return [call({ at: asked, id: asked.get('id'), name: asked.get('name'), input: asked.get('args') })]
  const given = part.any('functionResponse', 'function_response')
  if (given.isObject) {
    const content = given.get('response')
    const failed = content.get('error').isThere
    return [result({ at: given, id: given.get('id'), name: given.get('name'), content, failed })]
  }
  if (part.get('thought').value === true) return [reasoning(part)]
  if (part.get('text').string !== null) return [text(part.get('text'))]
  const kind = MEDIA.find((key) => part.get(key).isThere)
  if (kind !== undefined) return [media(part, kind)]
  return part.isThere ? [unknown(part, part.entries()[0]?.[0] ?? 'part')] : []
}
