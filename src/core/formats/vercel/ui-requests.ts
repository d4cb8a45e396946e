import type { Message, ToolCallPart } from '../../conversation/message.ts'
import { unknownPart } from '../../conversation/parts.ts'
import { roleOf } from '../../conversation/role.ts'
import { valueAt } from '../../conversation/value-at.ts'
import type { CallCopy, ResultToWrite } from '../../conversation/writing.ts'
import type { JsonEdit } from '../../json/edit.ts'
import { parseJson } from '../../json/parse-json.ts'
import type { Steps } from '../../json/path.ts'
import { printJson, RawJson } from '../../json/print.ts'
import { asText, get, isObject } from '../../json/value.ts'
import type { MessageWithRecord, PlainMessage, ReadPlain, RecordFormat } from '../format.ts'
import { recordCursor, recordMessage } from '../shared/record-message.ts'
import { readVercelPlain } from './plain.ts'
import { readUiParts } from './read-ui-message.ts'

/** Messages of the UI as lists that are edited where they stand: the AI SDK makes model messages of them by itself. */
export function vercelUiMessages(model: RecordFormat): RecordFormat {
  return {
    ...model,
    resultsIn: 'next-message',
    isRecord: (value) => isUiMessage(value),
    isOther: (value) => isObject(value) && !isUiMessage(value),
    readMessage: readUiMessage,
    writeUserText: (text) => ({ role: 'user', parts: [{ type: 'text', text }] }),
    partsKey: 'parts',
    inEnvelope: withId,
    answerInCall,
    copiesOf,
    readPlain: readUiPlain,
  }
}

/**
 * `{ id, role, parts }`, of version 4 `{ id, role, content, toolInvocations }`; what the user says may be a text in `content`.
 * Without an id it is nothing a UI has kept: the SDK makes model messages of such ones, and so do we.
 */
function isUiMessage(value: unknown): boolean {
  if (!isObject(value) || asText(value['role']) === null || asText(value['id']) === null) return false
  return Array.isArray(value['parts']) || Array.isArray(value['toolInvocations']) || typeof value['content'] === 'string'
}

function readUiMessage(value: unknown, index: number): Message {
  const roleWord = asText(get(value, 'role')) ?? ''
  const head = { index, role: roleOf(roleWord), roleWord, base: [] }
  const message = recordMessage(value, head, isObject(value) ? readUiParts(recordCursor(value)) : [])
  // What is neither said nor called, the data of a program for example, still keeps its message.
  const known = new Set(message.parts.map(({ steps }) => steps[1]))
  const parts = get(value, 'parts')
  const others = (Array.isArray(parts) ? parts : []).flatMap((part, i) => {
    const type = asText(get(part, 'type')) ?? ''
    return known.has(i) || type === 'step-start' ? [] : [unknownPart(['parts', i], type)]
  })
  return { ...message, parts: [...message.parts, ...others] }
}

/** A new message gets an id from the one beside it. */
function withId(json: string, neighbour: string): string {
  const id = asText(get(parseJson(neighbour), 'id'))
  const isNew = id !== null && get(parseJson(json), 'id') === undefined
  return isNew ? json.replace(/^\{\s*/, (open) => `${open}"id":${JSON.stringify(`${id}-1`)},`) : json
}

/** The part of a call becomes one with its output; of version 4 its copy in the other list too. */
function answerInCall(record: unknown, call: ToolCallPart, { text, failed }: ResultToWrite): JsonEdit[] {
  return [call, ...copiesOf(record, call)].flatMap(({ steps }) => answerAt(record, steps, text, failed))
}

function answerAt(record: unknown, steps: Steps, text: string, failed: boolean): JsonEdit[] {
  const part = valueAt(record, steps)
  const inner = get(part, 'toolInvocation')
  if (inner !== undefined) return answerAt(record, [...steps, 'toolInvocation'], text, failed)
  const set = (key: string, json: string): JsonEdit => ({ type: 'set', steps: [...steps, key], json })
  // What came before the end of a tool is all there is of its output.
  if (get(part, 'preliminary') === true) return [{ type: 'remove', steps: [...steps, 'preliminary'] }]
  const isJson = /^\s*[[{]/.test(text) && parseJson(text) !== undefined
  const output = printJson(isJson && !failed ? new RawJson(text) : text)
  if (!isPart(part)) return [set('state', '"result"'), set('result', output)]
  return failed
    ? [set('state', '"output-error"'), set('errorText', output)]
    : [set('state', '"output-available"'), set('output', output)]
}

/** Of version 5 and later: an invocation of version 4 has no type. */
const isPart = (part: unknown): boolean => typeof get(part, 'type') === 'string'

/** The two lists of version 4 hold each call once. */
function copiesOf(record: unknown, { callId, steps }: ToolCallPart): CallCopy[] {
  const inParts = get(record, 'parts')
  const beside = get(record, 'toolInvocations')
  const copies: CallCopy[] = []
  const note = (one: unknown, at: Steps, inside: Steps): void => {
    const isSame = callId !== null && asText(get(one, 'toolCallId')) === callId
    if (isSame && !at.every((step, i) => step === steps[i]))
      copies.push({ steps: at, idSteps: [...inside, 'toolCallId'], inputSteps: [...inside, 'args'] })
  }
  if (Array.isArray(inParts))
    inParts.forEach((part, i) => note(get(part, 'toolInvocation'), ['parts', i], ['parts', i, 'toolInvocation']))
  if (Array.isArray(beside)) beside.forEach((one, i) => note(one, ['toolInvocations', i], ['toolInvocations', i]))
  return copies
}

/** A call and its result become two messages, and what the model says after them is a third. */
function readUiPlain(messages: readonly MessageWithRecord[]): ReadPlain {
  const told = readVercelPlain(messages)
  return {
    ...told,
    messages: told.messages.flatMap((message): PlainMessage[] => {
      const split: { role: PlainMessage['role']; parts: PlainMessage['parts'][number][] }[] = []
      for (const part of message.parts) {
        const role = part.type === 'tool-result' ? 'user' : message.role
        const last = split.at(-1)
        if (last?.role === role) last.parts.push(part)
        else split.push({ role, parts: [part] })
      }
      return split.length > 0 ? split : [message]
    }),
  }
}
