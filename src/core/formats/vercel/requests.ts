import type { Message } from '../../conversation/message.ts'
import { unknownPart } from '../../conversation/parts.ts'
import { roleOf } from '../../conversation/role.ts'
import type { Steps } from '../../json/path.ts'
import { RawJson } from '../../json/print.ts'
import { asText, get, isObject } from '../../json/value.ts'
import type { RecordFormat } from '../format.ts'
import { recordCursor, recordMessage } from '../shared/record-message.ts'
import { textOfParts } from '../shared/text-of-parts.ts'
import { readModelParts } from './read-model-message.ts'
import { readVercelPlain, writeVercelPlain, writeVercelResult } from './plain.ts'

type Words = Pick<RecordFormat, 'id' | 'title' | 'source' | 'target' | 'notes'>

/** Model messages of the AI SDK as lists that are edited where they stand. Those of the UI are told anew as these. */
export function vercelModelMessages(words: Words): RecordFormat {
  return {
    ...words,
    reads: 'records',
    listKeys: ['messages'],
    callIds: 'required',
    callInput: 'object',
    resultsIn: 'next-message',
    resultRole: 'tool',
    ofDocument: true,
    detect: () => undefined, // found by the reader of documents
    isRecord: (value) => isModelMessage(value),
    isOther: (value) => isObject(value) && !isModelMessage(value),
    readMessage: readModelMessage,
    writeResult: writeVercelResult,
    writeCall: ({ callId, name, input }) => ({
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId: callId, toolName: name, input: new RawJson(input) }],
    }),
    writeUserText: (text) => ({ role: 'user', content: [{ type: 'text', text }] }),
    partsKey: 'content',
    writeText: (text) => ({ type: 'text', text }),
    mentionsOf: approvalsOf,
    readPlain: readVercelPlain,
    writePlain: writeVercelPlain,
    // Tools are functions of the program: a request in JSON does not have them.
    readTools: () => [],
    writeTools: () => ({}),
    request: {
      list: 'messages',
      settings: {
        model: [['model']],
        maxTokens: [['maxOutputTokens'], ['maxTokens']],
        temperature: [['temperature']],
        topP: [['topP']],
      },
      system: (body) => textOfParts(get(body, 'instructions') ?? get(body, 'system')),
      systemKeys: ['instructions', 'system'],
      toolKeys: ['tools'],
    },
  }
}

/** Who asks for an approval names the call it is about. */
function approvalsOf(message: unknown, callId: string): Steps[] {
  const content = get(message, 'content')
  return (Array.isArray(content) ? content : []).flatMap((part, i) =>
    get(part, 'type') === 'tool-approval-request' && get(part, 'toolCallId') === callId ? [['content', i, 'toolCallId']] : [],
  )
}

/** `{ role, content }` with a text or parts in `content`; what the UI keeps beside them is another shape. */
function isModelMessage(value: unknown): boolean {
  if (!isObject(value) || asText(value['role']) === null) return false
  if (get(value, 'parts') !== undefined || get(value, 'toolInvocations') !== undefined) return false
  const content = get(value, 'content')
  return Array.isArray(content) || (typeof content === 'string' && !/^\s*\[\s*\{\s*"/.test(content))
}

function readModelMessage(value: unknown, index: number): Message {
  const roleWord = asText(get(value, 'role')) ?? ''
  const message = recordMessage(
    value,
    { index, role: roleOf(roleWord), roleWord, base: [] },
    isObject(value) ? readModelParts(recordCursor(value)) : [],
  )
  // What is neither said nor called, an approval for example, still keeps its message.
  const known = new Set(message.parts.map(({ steps }) => steps[1]))
  const content = get(value, 'content')
  const others = (Array.isArray(content) ? content : []).flatMap((part, i) =>
    known.has(i) ? [] : [unknownPart(['content', i], asText(get(part, 'type')) ?? '')],
  )
  return { ...message, parts: [...message.parts, ...others] }
}
