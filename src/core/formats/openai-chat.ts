import { asText, get, isObject } from '../conversation/facts.ts'
import { chatFormat } from './chat/chat-format.ts'
import { isBareCall } from './chat/read-message.ts'
import { isStoredCall } from './chat/read-call.ts'
import type { Detection, RecordFormat, Sample } from './format.ts'

export const openaiChat: RecordFormat = {
  ...chatFormat,
  id: 'openai-chat',
  title: 'OpenAI Chat Completions',
  source: 'https://platform.openai.com/docs/api-reference/chat/create (checked 2026-09)',
  notes: {
    reads: [
      'requests, bare lists of messages, responses',
      'legacy `function_call` and `function` messages',
      'text, image, audio and file parts',
      '`reasoning_content` and relatives',
    ],
    loses: ['nothing in its own format', 'for Anthropic: reasoning, audio, files'],
    example:
      '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_1","content":"sun"}]}',
  },
  detect,
  isRecord,
}

function isRecord(value: unknown): boolean {
  return isObject(value) && (Object.hasOwn(value, 'role') || asText(get(value['message'], 'role')) !== null)
}

function detect({ records, body }: Sample): Detection | undefined {
  const messages = records.map((record) => (Object.hasOwn(Object(record), 'role') ? record : (get(record, 'message') ?? record)))
  const calls = messages.flatMap((message) => {
    const entries = get(message, 'tool_calls')
    return Array.isArray(entries) ? entries : []
  })
  if (calls.some((entry) => !isStoredCall(entry) && isBareCall(entry))) {
    return { confidence: 'certain', because: 'messages carry `tool_calls` with a `function`' }
  }
  if (messages.some((message) => typeof get(message, 'tool_call_id') === 'string' && get(message, 'role') === 'tool')) {
    return { confidence: 'certain', because: 'messages with the role `tool` name a `tool_call_id`' }
  }
  if (messages.some((message) => isObject(get(message, 'function_call')) || get(message, 'role') === 'function')) {
    return { confidence: 'certain', because: 'messages carry a `function_call` or have the role `function`' }
  }
  if (messages.some(hasForeignParts)) return undefined
  if (records.length === 0 && Array.isArray(get(body, 'messages')))
    return { confidence: 'guess', because: 'the body has a list of `messages`, which is empty' }
  const withRole = messages.filter((message) => asText(get(message, 'role')) !== null)
  if (withRole.length === 0) return undefined
  const roles = `${withRole.length} of ${records.length} sampled entries have a \`role\``
  if (
    messages.some((message) => ['tool', 'developer'].includes(String(get(message, 'role')))) ||
    Array.isArray(get(body, 'tools'))
  ) {
    return { confidence: 'likely', because: roles }
  }
  return { confidence: messages.some((message) => get(message, 'role') === 'system') ? 'likely' : 'guess', because: roles }
}

const FOREIGN_KEYS = ['toolUse', 'toolResult', 'functionCall', 'functionResponse', 'function_call', 'function_response']

/** Parts that other APIs and libraries keep their calls in: a list with a `role` is not yet a chat. */
function hasForeignParts(message: unknown): boolean {
  const parts = [get(message, 'content'), get(message, 'parts')].flatMap((list) => (Array.isArray(list) ? list : []))
  return parts.some(
    (part) =>
      ['tool-call', 'tool-result', 'tool_use', 'tool_result', 'functionCall'].includes(String(get(part, 'type'))) ||
      FOREIGN_KEYS.some((key) => get(part, key) !== undefined),
  )
}
