import { get, isObject } from '../../conversation/facts.ts'
import { contentText, textOfJson, type RecordView } from '../../conversation/content-text.ts'
import type { Part } from '../../conversation/message.ts'
import { valueAt } from '../../conversation/value-at.ts'
import type { ToolDefinition } from '../../conversation/request-words.ts'
import { RawJson } from '../../json/print.ts'
import type { Loss } from '../../problem.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain } from '../format.ts'
import { readPlain, type ReportLoss } from '../read-plain.ts'

/** Chat messages in plain words: results join the user's side, one message each. */
export function readChatPlain(messages: readonly MessageWithRecord[]): ReadPlain {
  return readPlain(messages, readPlainPart)
}

function readPlainPart(part: Part, record: RecordView, lose: ReportLoss): PlainPart[] {
  const inner = valueAt(record.value, part.steps)
  switch (part.type) {
    case 'text':
      return typeof inner === 'string' ? [{ type: 'text', text: inner }] : []
    case 'tool-call': {
      const input = textOfJson(record.textAt(part.inputSteps)) || '{}'
      return [{ type: 'tool-call', callId: part.callId ?? '', name: part.name ?? '', input }]
    }
    case 'tool-result': {
      const text = contentText(record, part.contentSteps)
      return [{ type: 'tool-result', callId: part.callId ?? '', text, failed: part.failed }]
    }
    case 'media': {
      const image = readImage(inner)
      if (!image) lose(`a part of type ${part.word}`)
      return image ? [image] : []
    }
    case 'reasoning':
      lose('reasoning')
      return []
    default:
      lose(`a part of type ${part.word}`)
      return []
  }
}

const DATA_URL = /^data:([\w/+.-]+);base64,/

function readImage(part: unknown): PlainPart | null {
  const image = get(part, 'image_url')
  const url = typeof image === 'string' ? image : get(image, 'url')
  if (typeof url !== 'string') return null
  const data = DATA_URL.exec(url)
  return data
    ? { type: 'image', mediaType: data[1]!, data: url.slice(data[0].length), url: null }
    : { type: 'image', mediaType: null, data: null, url }
}

/** Plain messages as chat messages: each result is a message of its own, before any text of the user. */
export function writeChatPlain(messages: readonly PlainMessage[]): {
  messages: unknown[]
  body: Record<string, unknown>
  losses: Loss[]
} {
  const losses: Loss[] = []
  const written: unknown[] = []
  messages.forEach((message, index) => {
    for (const part of message.parts) {
      if (part.type !== 'tool-result') continue
      if (part.failed) losses.push({ path: `[${index}]`, what: 'the error flag of a result', before: 'true' })
      written.push({ role: 'tool', tool_call_id: part.callId, content: part.text })
    }
    const rest = message.parts.filter((part) => part.type !== 'tool-result')
    if (rest.length === 0 && message.parts.length > 0) return
    const calls = rest.flatMap((part) =>
      part.type === 'tool-call'
        ? [{ id: part.callId, type: 'function', function: { name: part.name, arguments: part.input } }]
        : [],
    )
    const content = writeContent(rest.filter((part) => part.type !== 'tool-call'))
    if (message.role !== 'assistant') {
      for (const part of rest)
        if (part.type === 'tool-call')
          losses.push({ path: `[${index}]`, what: `the call to ${part.name}, made by the ${message.role}`, before: part.input })
    }
    if (message.role !== 'assistant') written.push({ role: message.role, content })
    else
      written.push({
        role: 'assistant',
        content: content === '' && calls.length ? null : content,
        tool_calls: calls.length ? calls : undefined,
      })
  })
  return { messages: written, body: {}, losses }
}

function writeContent(parts: readonly PlainPart[]): unknown {
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  if (texts.length === parts.length && texts.length <= 1) return texts[0] ?? ''
  return parts.map((part) => {
    if (part.type === 'image')
      return { type: 'image_url', image_url: { url: part.url ?? `data:${part.mediaType};base64,${part.data}` } }
    return { type: 'text', text: part.type === 'text' ? part.text : '' }
  })
}

export function readChatTools({ value, textAt }: RecordView): ToolDefinition[] {
  const tools = get(value, 'tools')
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool, i) => {
    const definition = get(tool, 'function')
    const name = get(definition, 'name')
    if (!isObject(definition) || typeof name !== 'string') return []
    const description = definition['description']
    const schema = textAt(['tools', i, 'function', 'parameters'])
    return [{ name, description: typeof description === 'string' ? description : undefined, schema }]
  })
}

export function writeChatTools(tools: readonly ToolDefinition[]): Record<string, unknown> {
  return {
    tools: tools.map(({ name, description, schema }) => ({
      type: 'function',
      function: { name, description, parameters: schema === null ? { type: 'object' } : new RawJson(schema) },
    })),
  }
}
