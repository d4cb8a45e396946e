import { get } from '../../conversation/facts.ts'
import { contentText, textOfJson, type RecordView } from '../../conversation/content-text.ts'
import { RawJson } from '../../json/print.ts'
import { valueAt } from '../../conversation/value-at.ts'
import type { Part } from '../../conversation/message.ts'
import type { ToolDefinition } from '../../conversation/request-words.ts'
import type { Loss } from '../../problem.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain } from '../format.ts'
import { readPlain, type ReportLoss } from '../read-plain.ts'
import { inTurnOrder, mergePlain, writeInput } from '../shared/merge-plain.ts'

export function readAnthropicPlain(messages: readonly MessageWithRecord[]): ReadPlain {
  return readPlain(messages, readPlainPart)
}

function readPlainPart(part: Part, record: RecordView, lose: ReportLoss): PlainPart[] {
  const inner = valueAt(record.value, part.steps)
  if (part.type === 'text') return typeof inner === 'string' ? [{ type: 'text', text: inner }] : []
  if (part.type === 'tool-call' && part.style === 'plain') {
    const input = textOfJson(record.textAt(part.inputSteps)) || '{}'
    return [{ type: 'tool-call', callId: part.callId ?? '', name: part.name ?? '', input }]
  }
  if (part.type === 'tool-result' && part.style === 'plain') {
    const content = valueAt(record.value, part.contentSteps)
    const parts = Array.isArray(content) ? content : []
    parts.forEach((item, i) => {
      if (isImage(item)) lose('an image in a result', { steps: [...part.contentSteps, i] })
    })
    const text = contentText(record, part.contentSteps, isImage)
    return [{ type: 'tool-result', callId: part.callId ?? '', text, failed: part.failed }]
  }
  if (part.type === 'media') {
    const source = get(inner, 'source')
    const text = (key: string): string | null => (typeof get(source, key) === 'string' ? (get(source, key) as string) : null)
    if (part.word === 'image' && (text('data') !== null || text('url') !== null)) {
      return [{ type: 'image', mediaType: text('media_type'), data: text('data'), url: text('url') }]
    }
  }
  lose(wordOf(part))
  return []
}

const isImage = (part: unknown): boolean => get(part, 'type') === 'image'

function wordOf(part: Part): string {
  if (part.type === 'reasoning') return 'reasoning and its signature'
  return part.type === 'unknown' || part.type === 'media' ? `a part of type ${part.word}` : 'a call the provider ran itself'
}

/** Neighbours of one role become one message, results first; system text leaves the list. */
export function writeAnthropicPlain(messages: readonly PlainMessage[]): {
  messages: unknown[]
  body: Record<string, unknown>
  losses: Loss[]
} {
  const { system, merged, losses } = mergePlain(messages)
  const written = merged.map((message) => ({ role: message.role, content: writeContent(inTurnOrder(message)) }))
  return { messages: written, body: system.length ? { system: system.join('\n\n') } : {}, losses: [...losses] }
}

function writeContent(parts: readonly PlainPart[]): string | unknown[] {
  const [only] = parts
  return parts.length === 1 && only?.type === 'text' ? only.text : parts.map(writePart)
}

function writePart(part: PlainPart): unknown {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'image':
      return {
        type: 'image',
        source:
          part.data === null ? { type: 'url', url: part.url } : { type: 'base64', media_type: part.mediaType, data: part.data },
      }
    case 'tool-call':
      return { type: 'tool_use', id: part.callId, name: part.name, input: writeInput(part.input) }
    case 'tool-result':
      return { type: 'tool_result', tool_use_id: part.callId, content: part.text, is_error: part.failed || undefined }
  }
}

export function readAnthropicTools({ value, textAt }: RecordView): ToolDefinition[] {
  const tools = get(value, 'tools')
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool, i) => {
    const name = get(tool, 'name')
    const description = get(tool, 'description')
    const schema = textAt(['tools', i, 'input_schema'])
    if (typeof name !== 'string' || schema === null) return []
    return [{ name, description: typeof description === 'string' ? description : undefined, schema }]
  })
}

export function writeAnthropicTools(tools: readonly ToolDefinition[]): Record<string, unknown> {
  return {
    tools: tools.map(({ name, description, schema }) => ({
      name,
      description,
      input_schema: schema === null ? { type: 'object' } : new RawJson(schema),
    })),
  }
}
