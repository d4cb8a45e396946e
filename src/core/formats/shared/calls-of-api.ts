import { asText, get, isObject } from '../../json/value.ts'
import type { FormatId } from '../../problem.ts'
import { isCallItem, isResponsesItem, isResultItem } from '../responses/item-types.ts'

/** Members of a part that say which API it was written for. */
const PART_KEYS: readonly (readonly [FormatId, readonly string[]])[] = [
  ['bedrock-converse', ['toolUse', 'toolResult']],
  ['gemini', ['functionCall', 'functionResponse', 'function_call', 'function_response']],
]
const ANTHROPIC = new Set(['tool_use', 'tool_result'])

/**
 * The API in whose shape an entry of a list makes calls or gives results; `null`: it does neither. Where some do, what their
 * texts look like is no sign of another format: a model can be told about any mark, and quote it.
 */
export function apiOfCalls(entry: unknown): FormatId | null {
  if (!isObject(entry)) return null
  const { tool_calls: calls } = entry
  if (Array.isArray(calls) && calls.length > 0) return 'openai-chat'
  if (typeof entry['tool_call_id'] === 'string' || isObject(entry['function_call'])) return 'openai-chat'
  if (isItem(entry)) return 'openai-responses'
  for (const parts of [entry['content'], entry['parts']]) {
    if (!Array.isArray(parts)) continue
    for (const part of parts) {
      const api = apiOfPart(part)
      if (api !== null) return api
    }
  }
  return null
}

function isItem(entry: unknown): boolean {
  const type = asText(get(entry, 'type')) ?? ''
  return (isCallItem(type) || isResultItem(type)) && isResponsesItem(entry)
}

function apiOfPart(part: unknown): FormatId | null {
  if (!isObject(part)) return null
  const found = PART_KEYS.find(([, keys]) => keys.some((key) => isObject(part[key])))
  if (found) return found[0]
  if (ANTHROPIC.has(asText(part['type']) ?? '')) return 'anthropic-messages'
  return typeof part['toolCallId'] === 'string' ? 'vercel-ai-sdk' : null
}
