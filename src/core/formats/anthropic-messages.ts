import { asText, get, isObject } from '../conversation/facts.ts'
import { RawJson } from '../json/print.ts'
import { readAnthropicPlain, readAnthropicTools, writeAnthropicPlain, writeAnthropicTools } from './anthropic/plain.ts'
import { textOfParts } from './shared/text-of-parts.ts'
import { readAnthropicMessage } from './anthropic/read-message.ts'
import type { Detection, RecordFormat, Sample } from './format.ts'

export const anthropicMessages: RecordFormat = {
  id: 'anthropic-messages',
  reads: 'records',
  title: 'Anthropic Messages',
  source: 'https://docs.claude.com/en/api/messages (checked 2026-09)',
  target: 'anthropic',
  listKeys: ['messages'],
  callIds: 'required',
  callInput: 'object',
  resultsIn: 'next-message',
  notes: {
    reads: [
      'requests, bare lists of messages, responses',
      'tool calls and results, also those the provider runs itself',
      'thinking parts, images, documents',
    ],
    loses: ['nothing in its own format', 'for OpenAI Chat: thinking and signatures, hosted calls, documents, error flags'],
    example:
      '{"messages":[{"role":"user","content":"Lights?"},{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"lights","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"on"}]}]}',
  },
  detect,
  isRecord: (value) => isObject(value) && (Object.hasOwn(value, 'role') || asText(get(value['message'], 'role')) !== null),
  readMessage: readAnthropicMessage,
  writeResult: ({ callId, text, failed }) => ({
    type: 'tool_result',
    tool_use_id: callId,
    content: text,
    is_error: failed || undefined,
  }),
  writeCall: ({ callId, name, input }) => ({
    role: 'assistant',
    content: [{ type: 'tool_use', id: callId, name, input: new RawJson(input) }],
  }),
  writeUserText: (text) => ({ role: 'user', content: text }),
  partsKey: 'content',
  writeText: (text) => ({ type: 'text', text }),
  readPlain: readAnthropicPlain,
  writePlain: writeAnthropicPlain,
  readTools: readAnthropicTools,
  writeTools: writeAnthropicTools,
  request: {
    list: 'messages',
    settings: {
      model: [['model']],
      maxTokens: [['max_tokens']],
      temperature: [['temperature']],
      topP: [['top_p']],
      stream: [['stream']],
    },
    system: (body) => textOfParts(get(body, 'system')),
    systemKeys: ['system'],
    writeSystem: (content) => (/^[["]/.test(content) ? content : null),
    toolKeys: ['tools'],
    required: { maxTokens: '4096' },
  },
}

const PART_TYPES = new Set(['tool_use', 'tool_result', 'server_tool_use', 'mcp_tool_use', 'thinking', 'redacted_thinking'])

function detect({ records, body }: Sample): Detection | undefined {
  const parts = records.flatMap((record) => {
    const content = get(record, 'content') ?? get(get(record, 'message'), 'content')
    return Array.isArray(content) ? content : []
  })
  const telling = parts.find(
    (part) => PART_TYPES.has(String(get(part, 'type'))) || String(get(part, 'type')).endsWith('_tool_result'),
  )
  if (telling !== undefined)
    return { confidence: 'certain', because: `content has parts of type \`${asText(get(telling, 'type')) ?? ''}\`` }
  const tools = get(body, 'tools')
  if (Array.isArray(tools) && tools.some((tool) => isObject(get(tool, 'input_schema'))))
    return { confidence: 'certain', because: '`tools` have an `input_schema`' }
  if (get(body, 'anthropic_version') !== undefined)
    return { confidence: 'certain', because: 'the body names an `anthropic_version`' }
  if (records.some((record) => get(record, 'type') === 'message' && get(record, 'stop_reason') !== undefined)) {
    return { confidence: 'certain', because: 'an entry of type `message` has a `stop_reason`' }
  }
  const claude = typeof get(body, 'model') === 'string' && /claude/i.test(get(body, 'model') as string)
  if (claude && get(body, 'max_tokens') !== undefined)
    return { confidence: 'likely', because: 'the body asks a Claude model and sets `max_tokens`' }
  const system = get(body, 'system')
  if ((typeof system === 'string' || Array.isArray(system)) && records.some((record) => get(record, 'role') !== undefined)) {
    return { confidence: 'likely', because: 'the system text stands beside `messages`, not in it' }
  }
  if (records.length === 0 && Array.isArray(get(body, 'messages')))
    return { confidence: 'guess', because: 'the body has a list of `messages`, which is empty' }
  const objects = records.filter(isObject)
  const plain =
    objects.length > 0 &&
    objects.every(
      (record) => ['user', 'assistant'].includes(String(get(record, 'role'))) && isPlainContent(get(record, 'content')),
    )
  return plain ? { confidence: 'guess', because: 'only `user` and `assistant` speak, in text and typed parts' } : undefined
}

function isPlainContent(content: unknown): boolean {
  if (typeof content === 'string') return true
  return Array.isArray(content) && content.every((part) => ['text', 'image', 'document'].includes(String(get(part, 'type'))))
}
