import type { Cursor } from '../../document/cursor.ts'
import { asText, get, isObject } from '../../json/value.ts'
import { readChatMessage } from '../chat/read-message.ts'
import {
  call,
  reasoning,
  result,
  text,
  unknown,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from '../transcript.ts'

/** Where examples with two answers keep the better and the worse one. */
const BETTER = ['preferred_output', 'chosen']
const WORSE = ['non_preferred_output', 'rejected']

/** An example that is no plain request: preferences, or parts of LLaMA-Factory. */
export function isExample(value: unknown): boolean {
  if (!isObject(value)) return false
  const has = (keys: readonly string[]): boolean => keys.some((key) => isMessages(get(value, key)) || isMessage(get(value, key)))
  if (has(BETTER) && has(WORSE)) return true
  const messages = get(value, 'messages')
  return Array.isArray(messages) && messages.some(hasValueParts)
}

const isMessage = (value: unknown): boolean => asText(get(value, 'role')) !== null
const isMessages = (value: unknown): boolean => Array.isArray(value) && value.some(isMessage)

/** `content: [{ type: 'text', value: '…' }]`. */
function hasValueParts(message: unknown): boolean {
  const content = get(message, 'content')
  return (
    Array.isArray(content) &&
    content.some((part) => typeof get(part, 'value') === 'string' && typeof get(part, 'type') === 'string')
  )
}

export function readExample(example: Cursor, transcript: Transcript): void {
  const messages = example.get('messages').isList ? example.get('messages') : example.any('input', 'prompt', 'conversations')
  const asked = messages.isList ? messages : messages.get('messages')
  const better = example.any(...BETTER)
  const worse = example.any(...WORSE)
  if (!asked.isList && !better.isThere) return transcript.leaveOut('lines without messages')
  const conversation = transcript.conversation({ at: example })
  addMessages(asked, conversation)
  addMessages(better, conversation)
  if (isMessage(worse.value) || isMessages(worse.value)) {
    addMessages(worse, transcript.conversation({ at: worse, kind: 'response' }))
  }
}

/** A list of messages, or one. */
function addMessages(messages: Cursor, conversation: ConversationDraft): void {
  let open: CallDraft[] = []
  for (const message of messages.isList ? messages.items() : messages.isObject ? [messages] : []) {
    if (!hasValueParts(message.value)) {
      conversation.addRead(message, readChatMessage(message.value, conversation.messages.length))
      continue
    }
    const isTool = /^(tool|observation|function)$/.test(message.get('role').text ?? '')
    const parts = message.get('content').items()
    if (isTool)
      conversation.add(
        message,
        message.get('role'),
        parts.flatMap((part) => readResults(part, open)),
      )
    else {
      const read = parts.flatMap(readParts)
      const calls = read.filter((part) => part.type === 'call')
      if (calls.length > 0) open = calls
      conversation.add(message, message.get('role'), read)
    }
  }
}

function readParts(part: Cursor): PartDraft[] {
  const value = part.get('value')
  switch (part.get('type').text) {
    case 'text':
      return [text(value)]
    case 'reasoning':
    case 'thought':
      return [reasoning(value)]
    case 'tool_call':
    case 'function_call': {
      const inner = value.json()
      const entries = inner.isList ? inner.items() : [inner]
      return entries.map((entry) => {
        const fields = { id: entry.get('id'), name: entry.get('name'), input: entry.any('arguments', 'parameters') }
        return call(entry.isObject ? { at: value, ...fields } : { at: value, input: value })
      })
    }
    default:
      return [unknown(part, part.get('type').text ?? 'empty')]
  }
}

/** One message holds all results of a turn, as a list in a text: as many as there were calls, in their order. */
function readResults(part: Cursor, open: CallDraft[]): PartDraft[] {
  const value = part.get('value')
  const inner = open.length > 1 || /^\s*\[/.test(value.string ?? '') ? value.json() : value
  const entries = inner.isList && inner.items().length === open.length ? inner.items() : [value]
  return entries.map((entry) => {
    const answers = open.shift()
    return result({ at: entry, content: entry, ...(answers ? { answers } : {}) })
  })
}
