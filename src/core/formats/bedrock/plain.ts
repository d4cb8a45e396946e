import { asText, get } from '../../json/value.ts'
import { RawJson } from '../../json/print.ts'
import type { RecordView } from '../../conversation/content-text.ts'
import type { ResultToWrite } from '../../conversation/writing.ts'
import type { ToolDefinition } from '../../conversation/request-words.ts'
import type { Loss } from '../../problem.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain } from '../format.ts'
import { readPlain } from '../read-plain.ts'
import { inTurnOrder, mergePlain, writeInput } from '../shared/merge-plain.ts'
import { readPlainPart } from '../shared/plain-part.ts'

export function readBedrockPlain(messages: readonly MessageWithRecord[]): ReadPlain {
  return readPlain(messages, (part, record, lose) => readPlainPart(part, record, lose, readImage))
}

function readImage(image: unknown): PlainPart | null {
  const format = asText(get(image, 'format'))
  const data = asText(get(get(image, 'source'), 'bytes'))
  return format !== null && data !== null ? { type: 'image', mediaType: `image/${format}`, data, url: null } : null
}

/** The two sides take turns; an image is taken as data alone. */
export function writeBedrockPlain(messages: readonly PlainMessage[]): {
  messages: unknown[]
  body: Record<string, unknown>
  losses: Loss[]
} {
  const { system, merged, losses: lost } = mergePlain(messages)
  const losses = [...lost]
  const written = merged.map((message, index) => {
    const content = inTurnOrder(message).flatMap((part) => {
      const block = writeBlock(part)
      if (block === null) losses.push({ path: `[${index}]`, what: 'an image by its address', before: addressOf(part) })
      return block === null ? [] : [block]
    })
    return { role: message.role, content }
  })
  const body = system.length > 0 ? { system: system.map((text) => ({ text })) } : {}
  return { messages: written.filter(({ content }) => content.length > 0), body, losses }
}

const addressOf = (part: PlainPart): string => (part.type === 'image' ? (part.url ?? '') : '')

function writeBlock(part: PlainPart): unknown {
  switch (part.type) {
    case 'text':
      return { text: part.text }
    case 'image':
      return part.data === null
        ? null
        : { image: { format: (part.mediaType ?? 'image/png').replace(/^image\//, ''), source: { bytes: part.data } } }
    case 'tool-call':
      return { toolUse: { toolUseId: part.callId, name: part.name, input: writeInput(part.input) } }
    case 'tool-result':
      return writeBedrockResult({ ...part, name: null })
  }
}

/** An empty text is refused: a result that says nothing has no parts. */
export function writeBedrockResult({ callId, text, failed }: ResultToWrite): unknown {
  const content = text.trim() === '' ? (failed ? [{ text: 'error' }] : []) : [{ text }]
  return { toolResult: { toolUseId: callId ?? '', content, status: failed ? 'error' : undefined } }
}

export function readBedrockTools({ value, textAt }: RecordView): ToolDefinition[] {
  const tools = get(get(value, 'toolConfig'), 'tools')
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool: unknown, i) => {
    const spec = get(tool, 'toolSpec')
    const name = get(spec, 'name')
    if (typeof name !== 'string') return []
    const schema = textAt(['toolConfig', 'tools', i, 'toolSpec', 'inputSchema', 'json'])
    return [{ name, description: asText(get(spec, 'description')) ?? undefined, schema }]
  })
}

export function writeBedrockTools(tools: readonly ToolDefinition[]): Record<string, unknown> {
  const specs = tools.map(({ name, description, schema }) => ({
    toolSpec: { name, description, inputSchema: { json: schema === null ? { type: 'object' } : new RawJson(schema) } },
  }))
  return { toolConfig: { tools: specs } }
}
