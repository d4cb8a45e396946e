import type { PendingReason } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readBlocks } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import {
  call,
  media,
  reasoning,
  result,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from './transcript.ts'

/** Sessions of Continue: messages in a history, with the state of each call beside them. */
export const continueSession: TranscriptFormat = defineTranscript({
  id: 'continue',
  title: 'Continue session',
  source: 'formats.md §6 C5 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: ['sessions with `history`; results as messages, or in the state of their call; calls that wait or run'],
    loses: ['context items and edits'],
    example:
      '{"sessionId":"s1","title":"List","history":[{"message":{"role":"assistant","content":"","toolCalls":[{"id":"c1","type":"function","function":{"name":"ls","arguments":"{}"}}]},"contextItems":[],"toolCallStates":[{"toolCallId":"c1","status":"done","output":[{"name":"ls","content":"a.txt"}]}]}]}',
  },
  detect,
  read,
})

const WAITING: Readonly<Record<string, PendingReason>> = { generating: 'running', generated: 'approval', calling: 'running' }

const isItem = (item: Cursor): boolean =>
  item.get('message').get('role').isThere && item.any('contextItems', 'toolCallStates', 'toolCallState').isThere

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(
      records,
      (record) => record.get('history').items().slice(0, 20).some(isItem),
      'have a `history` of messages with `contextItems` or `toolCallStates`',
    ) ?? evidence(records, isItem, 'are messages with `contextItems` or `toolCallStates`')
  )
}

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document)) {
    if (record.get('history').isList) {
      const title = record.get('title').string ?? undefined
      addHistory(transcript.conversation({ at: record, id: record.get('sessionId').text, title }), record.get('history').items())
    } else loose.push(record)
  }
  const [first] = loose
  if (first) addHistory(transcript.conversation({ at: first }), loose)
}

function addHistory(conversation: ConversationDraft, items: readonly Cursor[]): void {
  const answered = new Set(items.map((item) => item.at('message', 'toolCallId').text))
  for (const item of items) {
    const message = item.get('message').isObject ? item.get('message') : item
    const facts = factsOf({
      time: item.get('timestamp'),
      model: item.at('promptLogs', 0, 'modelTitle'),
      usage: message.get('usage'),
    })
    const role = message.get('role')
    if (role.text === 'thinking') conversation.add(message, 'assistant', [reasoning(message)], facts)
    else if (role.text === 'tool') conversation.add(message, role, [readToolMessage(message)], facts)
    else conversation.add(message, role, [...readContent(message.get('content')), ...readCalls(item, message, answered)], facts)
  }
}

function readContent(content: Cursor): PartDraft[] {
  return readBlocks(content, (part, type) => (type === 'imageUrl' ? [media(part, type)] : undefined))
}

function readToolMessage(message: Cursor): PartDraft {
  return result({ at: message, id: message.get('toolCallId'), content: message.get('content') })
}

/** Calls of the message with their states; a state without a call in the message is one by itself. */
function readCalls(item: Cursor, message: Cursor, answered: ReadonlySet<string | null>): PartDraft[] {
  const single = item.get('toolCallState')
  const states = new Map(
    [...item.get('toolCallStates').items(), ...(single.isObject ? [single] : [])].map((state) => [
      state.get('toolCallId').text,
      state,
    ]),
  )
  const calls = message.get('toolCalls').items()
  const known = new Set(calls.map((at) => at.get('id').text))
  const others = [...states].flatMap(([id, state]) =>
    known.has(id) || !state.get('toolCall').isObject ? [] : [state.get('toolCall')],
  )
  return [...calls, ...others].flatMap((at) => {
    const id = at.get('id')
    const state = states.get(id.text)
    const status = state?.get('status').text ?? ''
    const asked = call({
      at,
      id,
      name: at.at('function', 'name'),
      input: at.at('function', 'arguments'),
      pending: Object.hasOwn(WAITING, status) ? WAITING[status] : undefined,
    })
    return [asked, ...(state && !answered.has(id.text) ? readState(state, status, asked) : [])]
  })
}

function readState(state: Cursor, status: string, answers: CallDraft): PartDraft[] {
  const content = state.get('output')
  if (!content.isThere) return []
  return [result({ at: content, content, failed: status === 'errored' || status === 'canceled', answers })]
}
