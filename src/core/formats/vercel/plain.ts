import type { ResultToWrite } from '../../conversation/writing.ts'
import { parseJson } from '../../json/parse-json.ts'
import { RawJson } from '../../json/print.ts'
import { asText, get } from '../../json/value.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain, WrittenPlain } from '../format.ts'
import { readPlain } from '../read-plain.ts'
import { callNames } from '../shared/call-names.ts'
import { writeInput } from '../shared/merge-plain.ts'
import { readPlainPart } from '../shared/plain-part.ts'
import { lostImages } from '../shared/lost-images.ts'
import { strayCalls } from '../shared/stray-calls.ts'

export function readVercelPlain(messages: readonly MessageWithRecord[]): ReadPlain {
  return readPlain(messages, (part, record, lose) => readPlainPart(part, record, lose, readImage))
}

function readImage(part: unknown): PlainPart | null {
  const mediaType = asText(get(part, 'mediaType') ?? get(part, 'mimeType'))
  const data = get(part, 'image') ?? get(part, 'data') ?? get(part, 'url')
  if (typeof data !== 'string' || (get(part, 'type') !== 'image' && mediaType?.startsWith('image/') !== true)) return null
  if (/^https?:/.test(data)) return { type: 'image', mediaType, data: null, url: data }
  const inline = /^data:([\w/+.-]+);base64,/.exec(data)
  return inline
    ? { type: 'image', mediaType: inline[1]!, data: data.slice(inline[0].length), url: null }
    : { type: 'image', mediaType, data, url: null }
}

/** Model messages: results of one turn stand in one message of the tool, before what the user says. */
export function writeVercelPlain(messages: readonly PlainMessage[]): WrittenPlain {
  const names = callNames(messages)
  const written: { role: string; content: unknown }[] = []
  for (const { role, parts } of messages) {
    const results = parts.flatMap((part) =>
      part.type === 'tool-result' ? [writeVercelResult({ ...part, name: names.get(part.callId) ?? null })] : [],
    )
    if (results.length > 0) {
      const last = written.at(-1)
      if (last?.role === 'tool') (last.content as unknown[]).push(...results)
      else written.push({ role: 'tool', content: results })
    }
    const others = parts.filter((part) => part.type !== 'tool-result' && (role === 'assistant' || part.type !== 'tool-call'))
    if (others.length > 0 || parts.length === 0) written.push({ role, content: writeContent(role, others) })
  }
  return { messages: written, body: {}, losses: [...lostImages(messages, 'system'), ...strayCalls(messages)] }
}

/** What the system says is nothing but text. */
function writeContent(role: PlainMessage['role'], parts: readonly PlainPart[]): unknown {
  if (role === 'system') return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n')
  return parts.length === 0 ? '' : parts.map(writePart)
}

function writePart(part: PlainPart): unknown {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'image':
      return part.data === null
        ? { type: 'image', image: part.url, mediaType: part.mediaType ?? undefined }
        : { type: 'file', mediaType: part.mediaType ?? 'image/png', data: part.data }
    case 'tool-call':
      return { type: 'tool-call', toolCallId: part.callId, toolName: part.name, input: writeInput(part.input) }
    case 'tool-result':
      return writeVercelResult({ ...part, name: null })
  }
}

/** JSON stands as JSON; a failure has types of its own. */
export function writeVercelResult({ callId, name, text, failed }: ResultToWrite): unknown {
  const isJson = /^\s*[[{]/.test(text) && parseJson(text) !== undefined
  const kind = isJson ? 'json' : 'text'
  const output = { type: failed ? `error-${kind}` : kind, value: isJson ? new RawJson(text) : text }
  return { type: 'tool-result', toolCallId: callId ?? '', toolName: name ?? 'unknown_tool', output }
}
