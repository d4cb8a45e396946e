import { callPart, reasoningPart, resultPart, textPart, unknownPart } from '../conversation/parts.ts'
import { contentText, textOfJson, type RecordView } from '../conversation/content-text.ts'
import { get, isObject, kindOf } from '../conversation/facts.ts'
import { asText } from '../json/value.ts'
import type { Message, Part } from '../conversation/message.ts'
import { roleOf } from '../conversation/role.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { FormatTraits } from '../conversation/writing.ts'
import { RawJson } from '../json/print.ts'
import type { Steps } from '../json/path.ts'
import type { MessageWithRecord, PlainPart, ReadPlain, TranscriptFormat } from './format.ts'
import { readPlain, type ReportLoss } from './read-plain.ts'

/**
 * What all readers of documents have in common. Their conversations are edited as records
 * `{ role, parts: [{ text } | { id, name, input } | { id, content }] }`, and written in the format of the target.
 */
export function defineTranscript(
  own: Pick<
    TranscriptFormat,
    'id' | 'title' | 'source' | 'target' | 'notes' | 'detect' | 'read' | 'asRecords' | 'otherRecords' | 'editedFor'
  > &
    Partial<Pick<TranscriptFormat, 'request' | 'readTools'>>,
): TranscriptFormat {
  // Of a document that is told anew, the request around its messages is still the API's.
  const { request, writeTools } = own.asRecords ?? {}
  return { ...TRAITS, ...(request && { request }), ...(writeTools && { writeTools }), ...own }
}

const TRAITS: Omit<FormatTraits, 'id'> & Pick<TranscriptFormat, 'reads' | 'readMessage' | 'readPlain' | 'readTools'> = {
  reads: 'document',
  callIds: 'optional',
  callInput: 'object',
  resultsIn: 'next-messages',
  writeResult: ({ callId, text, failed }) => ({
    role: 'tool',
    parts: [{ id: callId, content: text, ...(failed ? { failed } : {}) }],
  }),
  writeCall: ({ callId, name, input }) => ({ role: 'assistant', parts: [{ id: callId, name, input: new RawJson(input) }] }),
  writeUserText: (text) => ({ role: 'user', parts: [{ text }] }),
  partsKey: 'parts',
  writeText: (text) => ({ text }),
  readMessage: readPartsMessage,
  readPlain: readPlainParts,
  readTools: () => [],
}

/** Shape: `{ role, parts }`, see `defineTranscript`. */
function readPartsMessage(value: unknown, index: number): Message {
  const roleWord = asText(get(value, 'role')) ?? ''
  const list = get(value, 'parts')
  const parts = (Array.isArray(list) ? list : []).map((part, i): Part => {
    const steps: Steps = ['parts', i]
    const field = (key: string) => {
      const inner = get(part, key)
      return inner === undefined ? null : { value: inner, steps: [...steps, key] }
    }
    if (!isObject(part)) return unknownPart(steps, kindOf(part))
    if ('input' in part) return callPart({ steps, id: field('id'), name: field('name'), input: field('input') })
    if ('content' in part)
      return resultPart({ steps, id: field('id'), content: field('content'), failed: part['failed'] === true })
    if ('reasoning' in part) return reasoningPart(steps)
    if ('unknown' in part) return unknownPart(steps, asText(part['unknown']) ?? '')
    return textPart(field('text') ?? { value: undefined, steps })
  })
  return {
    index,
    role: roleOf(roleWord),
    roleWord,
    parts,
    base: [],
    plain: false,
    malformed: isObject(value) ? null : kindOf(value),
  }
}

function readPlainParts(messages: readonly MessageWithRecord[]): ReadPlain {
  return readPlain(messages, readPlainPart)
}

function readPlainPart(part: Part, record: RecordView, lose: ReportLoss): PlainPart[] {
  const textIn = (key: string): string => textOfJson(record.textAt([...part.steps, key]))
  switch (part.type) {
    case 'text': {
      const inner = valueAt(record.value, part.steps)
      return typeof inner === 'string' ? [{ type: 'text', text: inner }] : []
    }
    case 'tool-call': {
      const input = textOfJson(record.textAt(part.inputSteps)) || '{}'
      return [{ type: 'tool-call', callId: part.callId ?? '', name: part.name ?? '', input }]
    }
    case 'tool-result':
      return [
        { type: 'tool-result', callId: part.callId ?? '', text: contentText(record, part.contentSteps), failed: part.failed },
      ]
    case 'reasoning':
      lose('reasoning', { steps: part.steps, text: textIn('reasoning') })
      return []
    default:
      lose(`a part of type ${part.word}`, { steps: part.steps, text: textIn('source') })
      return []
  }
}
