import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findAll, findInEach } from './shared/find-all.ts'
import {
  call,
  media,
  reasoning,
  result,
  text,
  unknown,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from './transcript.ts'

/** Chat messages of LlamaIndex: blocks, and calls under `additional_kwargs`. */
export const llamaindex: TranscriptFormat = defineTranscript({
  id: 'llamaindex',
  title: 'LlamaIndex chat messages',
  source: 'https://github.com/run-llama/llama_index, llama_index/core/base/llms/types.py (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: ['`blocks` with a `block_type`, also tool calls', 'calls and ids of results under `additional_kwargs`'],
    loses: ['other settings under `additional_kwargs`'],
    example:
      '[{"role":"assistant","blocks":[{"block_type":"tool_call","tool_call_id":"c1","tool_name":"add","tool_kwargs":{"a":1}}],"additional_kwargs":{}},{"role":"tool","blocks":[{"block_type":"text","text":"2"}],"additional_kwargs":{"tool_call_id":"c1"}}]',
  },
  detect,
  read,
})

/** A context holds its memory as JSON text in values of values. */
const MOST_DEPTH = 14

/** Older messages have a `content` in place of blocks. */
const isMessage = (at: Cursor): boolean =>
  at.get('role').isThere &&
  (at.get('blocks').isList || (at.get('type').value === undefined && at.get('additional_kwargs').isObject))
const isTelling = (at: Cursor): boolean =>
  at
    .get('blocks')
    .items()
    .some((block) => block.get('block_type').isThere) || at.get('additional_kwargs').any('tool_calls', 'tool_call_id').isThere
/** An event of a workflow: a tool is called, or has given something back. */
const isEvent = (at: Cursor): boolean =>
  at.get('tool_id').isThere && at.get('tool_name').isThere && at.get('tool_kwargs').isObject
const isMessageList = (at: Cursor): boolean => at.items().some(isMessage)

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('blocks', 'additional_kwargs', 'tool_kwargs')) return undefined
  for (const root of sample.slice(0, 20))
    if (findAll(root, isMessage, { depth: MOST_DEPTH, values: 2000 }).some(isTelling))
      return { confidence: 'certain', because: 'messages have `blocks` with a `block_type`, or calls in `additional_kwargs`' }
    else if (findAll(root, isEvent, { depth: 4, values: 2000 }).length > 0)
      return { confidence: 'certain', because: 'events of a workflow have a `tool_id` and `tool_kwargs`' }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const lists = roots.flatMap((root) => (isMessage(root) ? [] : findAll(root, isMessageList, { depth: MOST_DEPTH })))
  for (const list of lists) addMessages(transcript.conversation({ at: list }), list.items().filter(isMessage))
  const loose = lists.length > 0 ? [] : findInEach(roots, (at) => isMessage(at) || isEvent(at), transcript, { depth: MOST_DEPTH })
  if (lists.length === 0) addMessages(transcript.conversation({ at: first }), loose)
}

function addMessages(conversation: ConversationDraft, messages: readonly Cursor[]): void {
  const called = new Map<string, CallDraft>()
  for (const message of messages) {
    if (isEvent(message)) {
      addEvent(conversation, message, called)
      continue
    }
    const blocks = message.get('blocks').items()
    const more = message.get('additional_kwargs')
    const id = more.get('tool_call_id')
    if (message.get('role').string === 'tool' || id.isThere) {
      const words = blocks.find((block) => block.get('text').string !== null)?.get('text')
      const content = words ?? message.any('content', 'blocks')
      conversation.add(message, 'tool', [result({ at: message, id, name: more.get('name'), content })])
      continue
    }
    const content = message.get('content')
    const parts = blocks.length === 0 && content.string ? [text(content)] : blocks.map(readBlock)
    const own = parts.some(({ type }) => type === 'call') ? [] : more.get('tool_calls').items().map(readFunctionCall)
    conversation.add(message, message.get('role'), [...parts, ...own])
  }
}

/** `{ tool_id, tool_name, tool_kwargs }`, and the same again with `tool_output`. */
function addEvent(conversation: ConversationDraft, event: Cursor, called: Map<string, CallDraft>): void {
  const id = event.get('tool_id')
  const name = event.get('tool_name')
  const output = event.get('tool_output')
  const before = called.get(id.text ?? '')
  const made = before ?? call({ at: event, id, name, input: event.get('tool_kwargs') })
  if (!before) conversation.add(event, 'assistant', [made])
  called.set(id.text ?? '', made)
  if (!output.isThere) return
  const content = output.get('content').isThere ? output.get('content') : output
  conversation.add(event, 'tool', [
    result({ at: event, id, name, content, failed: output.get('is_error').value === true, answers: made }),
  ])
}

function readBlock(block: Cursor): PartDraft {
  const type = block.get('block_type').string ?? ''
  if (type === 'text') return text(block.get('text'))
  if (type === 'thinking') return reasoning(block)
  if (type === 'tool_call')
    return call({ at: block, id: block.get('tool_call_id'), name: block.get('tool_name'), input: block.get('tool_kwargs') })
  return ['image', 'audio', 'video', 'document'].includes(type) ? media(block, type) : unknown(block, type)
}

function readFunctionCall(entry: Cursor): PartDraft {
  const details = entry.get('function').isObject ? entry.get('function') : entry
  return call({ at: entry, id: entry.get('id'), name: details.get('name'), input: details.get('arguments') })
}
