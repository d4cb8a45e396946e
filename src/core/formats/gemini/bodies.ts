import type { Cursor } from '../../document/cursor.ts'
import { get, isObject } from '../../json/value.ts'

const PART_KEYS = [
  'text',
  'functionCall',
  'function_call',
  'functionResponse',
  'function_response',
  'inlineData',
  'inline_data',
  'fileData',
  'file_data',
  'executableCode',
  'executable_code',
  'thoughtSignature',
  'toolCall',
]
/** Other libraries have `parts` too, and say what each one is. */
const FOREIGN_KEYS = ['type', 'kind', 'part_kind', 'state']

/** `{ role?, parts: [{ text } | { functionCall }] }`. */
export function isContent(value: unknown): boolean {
  const parts = get(value, 'parts')
  if (!Array.isArray(parts)) return false
  return parts.some(
    (part) =>
      isObject(part) &&
      PART_KEYS.some((key) => Object.hasOwn(part, key)) &&
      !FOREIGN_KEYS.some((key) => Object.hasOwn(part, key)),
  )
}

const CALL_KEYS = ['functionCall', 'function_call', 'functionResponse', 'function_response']

export function hasCalls(value: unknown): boolean {
  const parts = get(value, 'parts')
  return Array.isArray(parts) && parts.some((part) => CALL_KEYS.some((key) => isObject(get(part, key))))
}

function isContents(list: Cursor): boolean {
  return Array.isArray(list.value) && list.value.some(isContent)
}

/** A body with `contents`, or a bare list of them. */
export function isRequest(body: Cursor): boolean {
  const contents = body.get('contents')
  return isContents(body) || isContents(contents) || isContent(contents.value) || isEmptyRequest(body)
}

const REQUEST_KEYS = ['systemInstruction', 'system_instruction', 'generationConfig', 'generation_config', 'safetySettings']

/** Nothing is said in it yet: no contents, or contents without parts. */
function isEmptyRequest(body: Cursor): boolean {
  const contents = body.get('contents').value
  if (!Array.isArray(contents)) return false
  if (contents.length === 0) return REQUEST_KEYS.some((key) => body.get(key).isThere)
  return contents.every((content) => isObject(content) && Array.isArray(content['parts']) && content['parts'].every(isBare))
}

const isBare = (part: unknown): boolean => isObject(part) && Object.keys(part).length === 0

/** A response, or a chunk of one. */
export function isResponse(body: Cursor): boolean {
  const candidates = body.get('candidates')
  if (!candidates.isList) return false
  return (
    candidates
      .items()
      .some((candidate) => isObject(candidate.get('content').value) || candidate.any('finishReason', 'finish_reason').isThere) ||
    body.any('usageMetadata', 'usage_metadata').isThere
  )
}
