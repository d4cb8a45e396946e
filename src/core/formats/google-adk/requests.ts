import type { Message, Part } from '../../conversation/message.ts'
import { RawJson } from '../../json/print.ts'
import type { Steps } from '../../json/path.ts'
import { asText, get, isObject } from '../../json/value.ts'
import type { RecordFormat } from '../format.ts'
import { readGeminiPlain, writeGeminiResult } from '../gemini/plain.ts'
import { readGeminiContent } from '../gemini/read-content.ts'
import { inEventEnvelope, writeAdkPlain } from './plain.ts'

type Words = Pick<RecordFormat, 'id' | 'title' | 'source' | 'target' | 'notes'>

const BASE: Steps = ['content']

/** Events of a session that are edited where they stand; those about state alone stay between them. */
export function adkEvents(words: Words): RecordFormat {
  return {
    ...words,
    reads: 'records',
    listKeys: ['events'],
    callIds: 'required',
    callInput: 'object',
    resultsIn: 'next-message',
    // Answers are events of their own, of which the user knows nothing.
    resultRole: 'tool',
    ofDocument: true,
    detect: () => undefined, // found by the reader of documents
    isRecord: (value) => isObject(get(value, 'content')),
    isOther: (value) => asText(get(value, 'author')) === null,
    messageIn: BASE,
    isAside: (value) => get(value, 'partial') === true || !isObject(get(value, 'content')),
    readMessage: readEvent,
    writeResult: writeGeminiResult,
    writeCall: ({ callId, name, input }) => ({
      role: 'model',
      parts: [{ functionCall: { id: callId, name, args: new RawJson(input) } }],
    }),
    writeUserText: (text) => ({ role: 'user', parts: [{ text }] }),
    partsKey: 'parts',
    writeText: (text) => ({ text }),
    inEnvelope: inEventEnvelope,
    mentionsOf: longRunning,
    readPlain: readGeminiPlain,
    writePlain: writeAdkPlain,
    // Tools and instructions are the agent's: a session does not have them.
    readTools: () => [],
    writeTools: () => ({}),
    request: { list: 'events', settings: {}, system: () => null, systemKeys: [], toolKeys: [] },
  }
}

/** Calls that an event marks as still running are named by their ids. */
function longRunning(event: unknown, callId: string): Steps[] {
  return ['long_running_tool_ids', 'longRunningToolIds'].flatMap((key) => {
    const ids = get(event, key)
    return (Array.isArray(ids) ? ids : []).flatMap((id, i) => (id === callId ? [[key, i]] : []))
  })
}

function readEvent(value: unknown, index: number): Message {
  const message = readGeminiContent(get(value, 'content'), index)
  const isAnswer = message.parts.some(({ type }) => type === 'tool-result') && message.role === 'user'
  return { ...message, base: BASE, parts: message.parts.map(inContent), ...(isAnswer ? { role: 'tool' } : {}) }
}

function inContent(part: Part): Part {
  const inside = (steps: Steps): Steps => [...BASE, ...steps]
  const own = { ...part, steps: inside(part.steps) }
  if (own.type === 'tool-call')
    return { ...own, idSteps: inside(own.idSteps), nameSteps: inside(own.nameSteps), inputSteps: inside(own.inputSteps) }
  return own.type === 'tool-result' ? { ...own, idSteps: inside(own.idSteps), contentSteps: inside(own.contentSteps) } : own
}
