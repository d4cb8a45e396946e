import { asText, get } from '../../json/value.ts'
import { RawJson } from '../../json/print.ts'
import type { RecordView } from '../../conversation/content-text.ts'
import type { ResultToWrite } from '../../conversation/writing.ts'
import type { ToolDefinition } from '../../conversation/request-words.ts'
import type { Loss } from '../../problem.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain } from '../format.ts'
import { readPlain } from '../read-plain.ts'
import { readPlainPart } from '../shared/plain-part.ts'

export function readResponsesPlain(messages: readonly MessageWithRecord[]): ReadPlain {
  return readPlain(messages, (part, record, lose) => readPlainPart(part, record, lose, readImage))
}

const DATA_URL = /^data:([\w/+.-]+);base64,/

function readImage(part: unknown): PlainPart | null {
  const url = asText(get(part, 'image_url'))
  if (url === null) return null
  const data = DATA_URL.exec(url)
  return data
    ? { type: 'image', mediaType: data[1]!, data: url.slice(data[0].length), url: null }
    : { type: 'image', mediaType: null, data: null, url }
}

/** Each call and each result is an item of its own; results before what the user says. */
export function writeResponsesPlain(messages: readonly PlainMessage[]): {
  messages: unknown[]
  body: Record<string, unknown>
  losses: Loss[]
} {
  const losses: Loss[] = []
  const items = messages.flatMap(({ role, parts }, index) => {
    const results = parts.flatMap((part) => (part.type === 'tool-result' ? [part] : []))
    for (const { failed } of results)
      if (failed) losses.push({ path: `[${index}]`, what: 'the error flag of a result', before: 'true' })
    const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [part] : []))
    const said = parts.filter(({ type }) => type === 'text' || type === 'image')
    return [
      ...results.map(({ callId, text }) => ({ type: 'function_call_output', call_id: callId, output: text })),
      ...writeSaid(said, role),
      ...calls.map(({ callId, name, input }) => ({ type: 'function_call', call_id: callId, name, arguments: input })),
    ]
  })
  return { messages: items, body: {}, losses }
}

/** What the assistant said goes in as texts, one message each: parts of its output have ids, which only the API gives. */
function writeSaid(parts: readonly PlainPart[], role: PlainMessage['role']): unknown[] {
  const [only] = parts
  if (role === 'assistant')
    return parts.map((part) => ({ role, content: part.type === 'text' ? part.text : [writeInputPart(part)] }))
  if (parts.length === 1 && only?.type === 'text') return [{ role, content: only.text }]
  return parts.length > 0 ? [{ role, content: parts.map(writeInputPart) }] : []
}

function writeInputPart(part: PlainPart): unknown {
  return part.type === 'image'
    ? { type: 'input_image', detail: 'auto', image_url: part.url ?? `data:${part.mediaType};base64,${part.data}` }
    : { type: 'input_text', text: part.type === 'text' ? part.text : '' }
}

/** The API has no flag for failures: a failed one says so in its text. Each kind of call has outputs of its own kind. */
export function writeResponsesResult({ callId, text, failed, callRecord }: ResultToWrite): unknown {
  const output = failed && !/error|fail/i.test(text.slice(0, 200)) ? `Error: ${text}` : text
  const id = callId ?? ''
  switch (get(callRecord, 'type')) {
    case 'custom_tool_call':
      return { type: 'custom_tool_call_output', call_id: id, output }
    case 'shell_call':
      return { type: 'shell_call_output', call_id: id, output: [{ stdout: output, stderr: '', outcome: { type: 'timeout' } }] }
    case 'apply_patch_call':
      return { type: 'apply_patch_call_output', call_id: id, status: 'failed', output }
    case 'computer_call':
      return { type: 'computer_call_output', call_id: id, output: { type: 'computer_screenshot', image_url: NO_PICTURE } }
    case 'tool_search_call':
      return { type: 'tool_search_output', call_id: id, execution: 'client', status: 'completed', tools: [] }
    default:
      // Also for a local shell: Codex answers it as it answers a function.
      return { type: 'function_call_output', call_id: id, output }
  }
}

/** One transparent pixel: this output has no place for words. */
const NO_PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

export function readResponsesTools({ value, textAt }: RecordView): ToolDefinition[] {
  const tools = get(value, 'tools')
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool: unknown, i) => {
    const name = get(tool, 'name')
    if (typeof name !== 'string' || get(tool, 'type') !== 'function') return []
    return [{ name, description: asText(get(tool, 'description')) ?? undefined, schema: textAt(['tools', i, 'parameters']) }]
  })
}

export function writeResponsesTools(tools: readonly ToolDefinition[]): Record<string, unknown> {
  return {
    tools: tools.map(({ name, description, schema }) => ({
      type: 'function',
      name,
      description,
      parameters: schema === null ? { type: 'object', properties: {} } : new RawJson(schema),
      strict: false,
    })),
  }
}
