import type { ToolCallPart } from '../../conversation/message.ts'
import type { CallCopy } from '../../conversation/writing.ts'
import { asText, get } from '../../json/value.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain, WrittenPlain } from '../format.ts'
import { readPlain } from '../read-plain.ts'
import { callNames } from '../shared/call-names.ts'
import { writeInput } from '../shared/merge-plain.ts'
import { readPlainPart } from '../shared/plain-part.ts'
import { strayCalls } from '../shared/stray-calls.ts'

export function readLangChainPlain(
  messages: readonly MessageWithRecord[],
  copiesOf: (record: unknown, call: ToolCallPart) => readonly CallCopy[],
): ReadPlain {
  return readPlain(messages, (part, record, lose) => readPlainPart(part, record, lose, readImage), copiesOf)
}

function readImage(part: unknown): PlainPart | null {
  const image = get(part, 'image_url')
  const url = asText(typeof image === 'string' ? image : get(image, 'url'))
  if (url === null) return null
  const inline = /^data:([\w/+.-]+);base64,/.exec(url)
  return inline
    ? { type: 'image', mediaType: inline[1]!, data: url.slice(inline[0].length), url: null }
    : { type: 'image', mediaType: null, data: null, url }
}

const TYPES = { system: 'system', user: 'human', assistant: 'ai' } as const

/** Flat messages, as LangGraph takes them in a state: each result is one, and says the name of its tool. */
export function writeLangChainPlain(messages: readonly PlainMessage[]): WrittenPlain {
  const names = callNames(messages)
  const written = messages.flatMap(({ role, parts }): unknown[] => {
    const results = parts.flatMap((part) =>
      part.type === 'tool-result'
        ? [
            {
              type: 'tool',
              content: part.text,
              tool_call_id: part.callId,
              name: names.get(part.callId),
              status: part.failed ? 'error' : undefined,
            },
          ]
        : [],
    )
    const calls = parts.flatMap((part) =>
      part.type === 'tool-call' && role === 'assistant'
        ? [{ name: part.name, args: writeInput(part.input), id: part.callId, type: 'tool_call' }]
        : [],
    )
    const said = parts.filter(({ type }) => type === 'text' || type === 'image')
    if (said.length === 0 && calls.length === 0 && parts.length > 0) return results
    return [...results, { type: TYPES[role], content: writeContent(said), tool_calls: calls.length > 0 ? calls : undefined }]
  })
  return { messages: written, body: {}, losses: strayCalls(messages) }
}

function writeContent(parts: readonly PlainPart[]): unknown {
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  if (texts.length === parts.length && texts.length <= 1) return texts[0] ?? ''
  return parts.map((part) => {
    if (part.type === 'image')
      return { type: 'image_url', image_url: { url: part.url ?? `data:${part.mediaType ?? 'image/png'};base64,${part.data}` } }
    return { type: 'text', text: part.type === 'text' ? part.text : '' }
  })
}
