import { asText, get, isObject } from '../../json/value.ts'
import { parseJson } from '../../json/parse-json.ts'
import { RawJson } from '../../json/print.ts'
import type { RecordView } from '../../conversation/content-text.ts'
import type { Part } from '../../conversation/message.ts'
import type { ToolDefinition } from '../../conversation/request-words.ts'
import type { Loss } from '../../problem.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain } from '../format.ts'
import { readPlain, type ReportLoss } from '../read-plain.ts'
import { inTurnOrder, mergePlain, writeInput } from '../shared/merge-plain.ts'
import { readPlainPart } from '../shared/plain-part.ts'

export function readGeminiPlain(messages: readonly MessageWithRecord[]): ReadPlain {
  return readPlain(messages, readPart)
}

function readPart(part: Part, record: RecordView, lose: ReportLoss): PlainPart[] {
  return readPlainPart(part, record, lose, readMedia).map((plain) =>
    plain.type === 'tool-result' ? { ...plain, text: unwrapped(plain.text) } : plain,
  )
}

/** A text has to stand in an object; this key is Google's convention for one that is nothing but a text. */
const TEXT_KEY = 'output'

function unwrapped(json: string): string {
  const value = parseJson(json)
  const text = get(value, TEXT_KEY)
  return typeof text === 'string' && isObject(value) && Object.keys(value).length === 1 ? text : json
}

function readMedia(part: unknown): PlainPart | null {
  const inline = get(part, 'inlineData') ?? get(part, 'inline_data')
  const file = get(part, 'fileData') ?? get(part, 'file_data')
  const mediaType = asText(get(inline ?? file, 'mimeType') ?? get(inline ?? file, 'mime_type'))
  if (mediaType === null || !mediaType.startsWith('image/')) return null
  return {
    type: 'image',
    mediaType,
    data: asText(get(inline, 'data')),
    url: asText(get(file, 'fileUri') ?? get(file, 'file_uri')),
  }
}

/** Contents: results stand by themselves, in one content for all calls of the model's, and say the name of their call. */
export function writeGeminiPlain(messages: readonly PlainMessage[]): {
  messages: unknown[]
  body: Record<string, unknown>
  losses: Loss[]
} {
  const { system, merged, losses: lost } = mergePlain(messages)
  const names = new Map(
    merged.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'tool-call' ? [[part.callId, part.name] as const] : [])),
    ),
  )
  const contents = merged.flatMap((message) => {
    const role = message.role === 'assistant' ? 'model' : 'user'
    const parts = inTurnOrder(message)
    const results = parts.filter(({ type }) => type === 'tool-result')
    const others = parts.filter(({ type }) => type !== 'tool-result')
    return [results, others].flatMap((own) =>
      own.length > 0 ? [{ role, parts: own.map((part) => writePart(part, names)) }] : [],
    )
  })
  const body = system.length > 0 ? { systemInstruction: { parts: [{ text: system.join('\n\n') }] } } : {}
  const flags = merged.flatMap(({ parts }, index) =>
    parts.flatMap((part): Loss[] =>
      part.type === 'tool-result' && part.failed && isObject(parseJson(part.text))
        ? [{ path: `[${index}]`, what: 'the error flag of a result', before: 'true' }]
        : [],
    ),
  )
  return { messages: contents, body, losses: [...lost, ...flags] }
}

function writePart(part: PlainPart, names: ReadonlyMap<string, string>): unknown {
  switch (part.type) {
    case 'text':
      return { text: part.text }
    case 'image': {
      const mimeType = part.mediaType ?? 'image/png'
      return part.data === null ? { fileData: { mimeType, fileUri: part.url } } : { inlineData: { mimeType, data: part.data } }
    }
    case 'tool-call':
      return { functionCall: { id: part.callId || undefined, name: part.name, args: writeInput(part.input) } }
    case 'tool-result':
      return writeGeminiResult({ ...part, name: names.get(part.callId) ?? null })
  }
}

interface Result {
  readonly callId: string | null
  readonly name: string | null
  readonly text: string
  readonly failed: boolean
}

/** An object stands as it is; a failure is told under `error`. */
export function writeGeminiResult({ callId, name, text, failed }: Result): unknown {
  const response = isObject(parseJson(text)) ? new RawJson(text) : { [failed ? 'error' : TEXT_KEY]: text }
  return { functionResponse: { id: callId || undefined, name: name ?? 'unknown_tool', response } }
}

export function readGeminiTools({ value, textAt }: RecordView): ToolDefinition[] {
  const tools = get(value, 'tools')
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool, i) => {
    const key = get(tool, 'functionDeclarations') === undefined ? 'function_declarations' : 'functionDeclarations'
    const declared = get(tool, key)
    if (!Array.isArray(declared)) return []
    return declared.flatMap((declaration: unknown, j) => {
      const name = get(declaration, 'name')
      const steps = ['tools', i, key, j]
      const schema = textAt([...steps, 'parametersJsonSchema']) ?? textAt([...steps, 'parameters'])
      return typeof name === 'string' ? [{ name, description: asText(get(declaration, 'description')) ?? undefined, schema }] : []
    })
  })
}

export function writeGeminiTools(tools: readonly ToolDefinition[]): Record<string, unknown> {
  const functionDeclarations = tools.map(({ name, description, schema }) => ({
    name,
    description,
    parametersJsonSchema: schema === null ? undefined : new RawJson(schema),
  }))
  return { tools: [{ functionDeclarations }] }
}
