import { kindOf } from '../../conversation/facts.ts'
import type { MessageFacts, PendingReason } from '../../conversation/message.ts'
import { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft } from '../transcript.ts'
import type { LangChainMessage } from './envelope.ts'

const MEDIA = new Set(['image_url', 'image', 'input_audio', 'audio', 'file', 'document', 'video', 'media'])
const REASONING = new Set(['thinking', 'redacted_thinking', 'reasoning', 'reasoning_content'])

/** Parts of one message, or of the chunks of one message. `pending`: why its open calls may stay open. */
export function readLangChainParts(pieces: readonly LangChainMessage[], pending?: PendingReason): PartDraft[] {
  const [first] = pieces
  if (!first) return []
  if (first.role === 'tool') return [readResult(first)]
  const parts = pieces.length === 1 ? readContent(first.content) : joinContent(pieces)
  const thought = first.fields.at('additional_kwargs', 'reasoning_content')
  if (thought.string) parts.unshift(reasoning(thought))
  const own = pieces.length > 1 ? joinCalls(pieces, pending) : readCalls(first, pending)
  // The provider's blocks in the content are a second copy of the calls, except where nobody made the first.
  return [...parts, ...(own.length > 0 ? own : readBlocks(first, pending))]
}

function readResult({ at, fields, content }: LangChainMessage): PartDraft {
  const failed = fields.get('status').string === 'error'
  return result({ at, id: fields.get('tool_call_id'), name: fields.get('name'), content, failed })
}

function readContent(content: Cursor): PartDraft[] {
  if (content.string !== null) return content.string === '' ? [] : [text(content)]
  return content.items().flatMap((block): PartDraft[] => {
    if (block.string !== null) return [text(block)]
    const type = block.get('type').string ?? ''
    if (type === 'text' || type === 'text_delta') return [text(block.get('text'))]
    if (REASONING.has(type)) return [reasoning(block)]
    if (MEDIA.has(type)) return [media(block, type)]
    if (type === 'tool_use' || type === 'tool_call' || type === 'function_call' || type === 'input_json_delta') return []
    if (type === 'server_tool_call' || type === 'server_tool_use')
      return [
        call({ at: block, id: block.get('id'), name: block.get('name'), input: block.any('args', 'input'), style: 'hosted' }),
      ]
    if (type === 'server_tool_result' || type.endsWith('_tool_result')) return [hostedResult(block)]
    if (type === 'tool_result') return [result({ at: block, id: block.get('tool_use_id'), content: block.get('content') })]
    return [unknown(block, type)]
  })
}

function hostedResult(block: Cursor): PartDraft {
  const failed = block.get('status').string === 'error' || /_error$/.test(block.at('content', 'type').string ?? '')
  const content = block.any('output', 'content')
  return result({ at: block, id: block.any('tool_call_id', 'tool_use_id'), content, failed, style: 'hosted' })
}

function readCalls({ fields }: LangChainMessage, pending?: PendingReason): PartDraft[] {
  const parsed = fields
    .get('tool_calls')
    .items()
    .map((entry) => callOf(entry, entry.any('args', 'input'), pending))
  const broken = fields
    .get('invalid_tool_calls')
    .items()
    .map((entry) => callOf(entry, entry.get('args'), pending))
  if (parsed.length + broken.length > 0) return [...parsed, ...broken]
  const raw = fields.at('additional_kwargs', 'tool_calls').items()
  if (raw.length > 0) return raw.map((entry) => functionCall(entry, pending))
  const legacy = fields.at('additional_kwargs', 'function_call')
  return legacy.isObject ? [call({ at: legacy, name: legacy.get('name'), input: legacy.get('arguments'), pending })] : []
}

/** `{ name, args, id }`, or the shape of the provider where somebody kept that. */
function callOf(entry: Cursor, input: Cursor, pending?: PendingReason): PartDraft {
  if (!entry.isObject) return unknown(entry, kindOf(entry.value))
  if (entry.get('function').isObject) return functionCall(entry, pending)
  return call({ at: entry, id: entry.get('id'), name: entry.get('name'), input, pending })
}

function functionCall(entry: Cursor, pending?: PendingReason): PartDraft {
  const details = entry.get('function')
  return call({ at: entry, id: entry.get('id'), name: details.get('name'), input: details.get('arguments'), pending })
}

function readBlocks({ content }: LangChainMessage, pending?: PendingReason): PartDraft[] {
  return content
    .items()
    .filter((block) => ['tool_use', 'tool_call', 'function_call'].includes(block.get('type').string ?? ''))
    .map((block) => {
      const input = block.any('input', 'args', 'arguments')
      return call({ at: block, id: block.any('call_id', 'id'), name: block.get('name'), input, pending })
    })
}

/** Texts of chunks are one text; every chunk it came from is kept. */
function joinContent(pieces: readonly LangChainMessage[]): PartDraft[] {
  const texts = pieces.flatMap(({ content }) => {
    if (content.string) return [content]
    return content.items().flatMap((block) => (block.get('text').string ? [block.get('text')] : []))
  })
  if (texts.length === 0) return []
  return [text(Cursor.made(texts.map(({ value }) => value).join(''), texts))]
}

interface JoinedCall {
  readonly at: Cursor
  id: Cursor | null
  name: Cursor | null
  readonly args: Cursor[]
}

/** `tool_call_chunks` belong together by index; an id of its own begins a new call even under an old index. */
function joinCalls(pieces: readonly LangChainMessage[], pending?: PendingReason): PartDraft[] {
  const calls: JoinedCall[] = []
  const open = new Map<number | string, JoinedCall>()
  for (const { fields } of pieces) {
    for (const chunk of fields.get('tool_call_chunks').items()) {
      const index = chunk.get('index').number ?? chunk.get('index').string ?? 0
      const id = chunk.get('id')
      let joined = open.get(index)
      if (!joined || (id.text && joined.id?.text && joined.id.text !== id.text)) {
        joined = { at: chunk, id: null, name: null, args: [] }
        open.set(index, joined)
        calls.push(joined)
      }
      if (id.text) joined.id ??= id
      if (chunk.get('name').text) joined.name ??= chunk.get('name')
      if (chunk.get('args').string) joined.args.push(chunk.get('args'))
    }
  }
  if (calls.length === 0) return pieces.flatMap((piece) => readCalls(piece, pending))
  return calls.map(({ at, id, name, args }) => {
    const input = Cursor.made(args.map(({ value }) => value).join(''), args.length > 0 ? args : [at])
    return call({ at, id, name, input, pending })
  })
}

export function langChainFacts({ fields }: LangChainMessage): MessageFacts | undefined {
  const metadata = fields.get('response_metadata')
  const usage = fields.get('usage_metadata').isThere
    ? fields.get('usage_metadata')
    : metadata.any('usage', 'token_usage', 'tokenUsage')
  return factsOf({ model: metadata.any('model_name', 'model', 'model_id'), time: metadata.any('created', 'created_at'), usage })
}
