import type { Message, ToolCallPart } from '../../conversation/message.ts'
import type { CallCopy, CallToWrite, ResultToWrite } from '../../conversation/writing.ts'
import type { Steps } from '../../json/path.ts'
import { RawJson } from '../../json/print.ts'
import { asText, get, isObject } from '../../json/value.ts'
import type { RecordFormat } from '../format.ts'
import { recordCursor, recordMessage } from '../shared/record-message.ts'
import { valueAt } from '../../conversation/value-at.ts'
import { openLangChainMessage } from './envelope.ts'
import { readLangChainPlain, writeLangChainPlain } from './plain.ts'
import { readLangChainParts } from './read-message.ts'
import { inLangChainEnvelope } from './write-envelope.ts'

type Words = Pick<RecordFormat, 'id' | 'title' | 'source' | 'target' | 'notes'>

/** Messages of LangChain, whole ones, as lists that are edited where they stand, each in the envelope it has. */
export function langChainMessages(words: Words): RecordFormat {
  return {
    ...words,
    reads: 'records',
    listKeys: ['messages'],
    callIds: 'required',
    callInput: 'object',
    resultsIn: 'next-messages',
    ofDocument: true,
    detect: () => undefined, // found by the reader of documents
    isRecord: isWholeMessage,
    isOther: (value) => isObject(value) && !isWholeMessage(value),
    readMessage,
    writeResult: writeLangChainResult,
    writeCall: writeLangChainCall,
    writeUserText: (text) => ({ type: 'human', content: text }),
    partsKey: 'content',
    writeText: (text) => ({ type: 'text', text }),
    inEnvelope: inLangChainEnvelope,
    copiesOf,
    readPlain: (messages) => readLangChainPlain(messages, copiesOf),
    writePlain: writeLangChainPlain,
    // Tools are bound to the model in the program: a state does not have them.
    readTools: () => [],
    writeTools: () => ({}),
    request: { list: 'messages', settings: {}, system: () => null, systemKeys: [], toolKeys: [] },
  }
}

/** Neither a piece of a stream nor a removal, nor one that was printed instead of serialised. */
function isWholeMessage(value: unknown): boolean {
  const opened = openLangChainMessage(recordCursor(value))
  return opened !== null && !opened.isChunk && !opened.isRemoval && get(value, '__class__') === undefined
}

function readMessage(value: unknown, index: number): Message {
  const opened = openLangChainMessage(recordCursor(value))
  if (!opened) return recordMessage(value, { index, role: 'unknown', roleWord: '', base: [] }, [])
  const { role, word, fields } = opened
  return recordMessage(value, { index, role, roleWord: word, base: fields.steps }, readLangChainParts([opened]))
}

function writeLangChainResult({ callId, name, text, failed }: ResultToWrite): unknown {
  return {
    type: 'tool',
    content: text,
    tool_call_id: callId ?? '',
    name: name ?? undefined,
    status: failed ? 'error' : undefined,
  }
}

function writeLangChainCall({ callId, name, input }: CallToWrite): unknown {
  return { type: 'ai', content: '', tool_calls: [{ name, args: new RawJson(input), id: callId, type: 'tool_call' }] }
}

const LISTS: readonly Steps[] = [['tool_calls'], ['invalid_tool_calls'], ['additional_kwargs', 'tool_calls'], ['content']]

/** A message holds a call up to three times: as its own, as the provider's, and among the provider's blocks. */
function copiesOf(record: unknown, { callId, steps }: ToolCallPart): CallCopy[] {
  const base = openLangChainMessage(recordCursor(record))?.fields.steps ?? []
  return LISTS.flatMap((list) => {
    const at = [...base, ...list]
    const entries = valueAt(record, at)
    return (Array.isArray(entries) ? entries : []).flatMap((entry, i) => {
      const own = [...at, i]
      const isCall = list[0] !== 'content' || /^(tool_use|tool_call|function_call)$/.test(asText(get(entry, 'type')) ?? '')
      const isSame = callId !== null && (get(entry, 'call_id') ?? get(entry, 'id')) === callId
      return isCall && isSame && !own.every((step, k) => step === steps[k]) ? [copyAt(own, entry)] : []
    })
  })
}

function copyAt(steps: Steps, entry: unknown): CallCopy {
  const has = (key: string): boolean => get(entry, key) !== undefined
  const inputSteps = isObject(get(entry, 'function')) ? ['function', 'arguments'] : [['args', 'input'].find(has) ?? 'arguments']
  return { steps, idSteps: [...steps, has('call_id') ? 'call_id' : 'id'], inputSteps: [...steps, ...inputSteps] }
}
