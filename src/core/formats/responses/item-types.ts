import { get } from '../../json/value.ts'

/** Where the items of calls keep their input, and hosted ones what they found; the first that is there counts. */
export const INPUT_KEYS = [
  'arguments',
  'input',
  'action',
  'actions',
  'operation',
  'code',
  'queries',
  'query',
  'prompt',
  'revised_prompt',
]
export const RESULT_KEYS = ['output', 'outputs', 'results', 'result', 'error']

/** Items that end like a call or a result and are none. */
const NO_CALLS = new Set(['mcp_approval_request', 'mcp_approval_response', 'mcp_list_tools'])
const CALLS = new Set(['function_call', 'custom_tool_call', 'program'])
const HOSTED = new Set(['mcp_call', 'web_search_call', 'file_search_call', 'code_interpreter_call', 'image_generation_call'])

/** Words that Responses items alone have as their `type`. */
function isItemType(type: string): boolean {
  return isCallItem(type) || isResultItem(type) || NO_CALLS.has(type) || type === 'item_reference' || type === 'compaction'
}

export function isCallItem(type: string): boolean {
  return CALLS.has(type) || (type.endsWith('_call') && !NO_CALLS.has(type))
}

export function isResultItem(type: string): boolean {
  return (
    type === 'tool_search_output' ||
    type === 'program_output' ||
    type.endsWith('_call_output') ||
    /^(function|computer|shell)_call_result$/.test(type)
  )
}

/** Run by the provider: known ones, a search for tools on the server, and what has no id to answer it by. */
export function isHostedItem(item: unknown, type: string): boolean {
  if (HOSTED.has(type)) return true
  if (type === 'tool_search_call') return get(item, 'execution') !== 'client'
  return !CALLS.has(type) && typeof get(item, 'call_id') !== 'string'
}

/** A call, a result, or something else only a list of items has; a message has to be told from others by its neighbours. */
export function isResponsesItem(value: unknown): boolean {
  const type = get(value, 'type')
  if (typeof type !== 'string') return false
  if (type === 'function_call') return isFunctionCall(value)
  if (type === 'reasoning') return Array.isArray(get(value, 'summary')) || get(value, 'encrypted_content') !== undefined
  if (type === 'message') return typeof get(value, 'role') === 'string' && isItemContent(get(value, 'content'))
  if (HOSTED.has(type)) return typeof get(value, 'id') === 'string' || get(value, 'status') !== undefined
  if (type === 'program') return typeof get(value, 'code') === 'string'
  if (isCallItem(type)) return (get(value, 'call_id') ?? get(value, 'callId')) !== undefined
  return isItemType(type)
}

/** Others have a type of this name too, but neither a `call_id` nor a text as arguments. */
function isFunctionCall(value: unknown): boolean {
  const given = get(value, 'arguments')
  return (
    typeof get(value, 'name') === 'string' &&
    (typeof (get(value, 'call_id') ?? get(value, 'callId')) === 'string' || typeof given === 'string')
  )
}

function isItemContent(content: unknown): boolean {
  return Array.isArray(content) && content.some((part) => /^(in|out)put_/.test(String(get(part, 'type'))))
}
