import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { activeBranch, type TreeNode } from './shared/active-branch.ts'
import { readBlocks } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, reasoning, result, text, type PartDraft, type Transcript } from './transcript.ts'

/** Conversations of LibreChat: a tree of messages; a call holds its result. */
export const librechat: TranscriptFormat = defineTranscript({
  id: 'librechat',
  title: 'LibreChat export',
  source: 'formats.md §6 G (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'exports as a list or as a tree: the branch that is shown; `tool_call` parts with their output; times, models, calls that run',
    ],
    loses: ['attachments; messages on other branches, which are counted'],
    example:
      '{"conversationId":"c","messages":[{"messageId":"m2","parentMessageId":"m1","isCreatedByUser":false,"sender":"GPT","content":[{"type":"tool_call","tool_call":{"id":"call_1","name":"add","args":"{\\"a\\":1}","output":"2","progress":1}}]}]}',
  },
  detect,
  read,
})

const isMessage = (record: Cursor): boolean =>
  record.get('messageId').isThere && record.any('parentMessageId', 'isCreatedByUser', 'sender').isThere

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  const isExport = (record: Cursor): boolean => {
    const list = listOf(record)
    return list.items().slice(0, 10).some(isMessage)
  }
  return (
    evidence(records, isExport, 'hold messages with a `messageId` and a `parentMessageId`') ??
    evidence(records, isMessage, 'have a `messageId` and a `parentMessageId`')
  )
}

const listOf = (record: Cursor): Cursor => record.any('messages', 'messagesTree')

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document)) {
    if (listOf(record).isList) addConversation(record, listOf(record).items(), transcript)
    else loose.push(record)
  }
  const [first] = loose
  if (first) addConversation(first, loose, transcript)
}

function addConversation(at: Cursor, messages: readonly Cursor[], transcript: Transcript): void {
  const nodes = flattened(messages)
  const { branch, others } = activeBranch(nodes, null)
  if (others > 0) transcript.leaveOut('messages on other branches', others)
  const conversation = transcript.conversation({
    at,
    id: at.get('conversationId').text,
    title: at.get('title').string ?? undefined,
  })
  for (const message of branch) {
    const byUser = message.get('isCreatedByUser').value === true || /^user$/i.test(message.get('sender').text ?? '')
    const facts = factsOf({ time: message.any('createdAt', 'updatedAt'), model: message.get('model') })
    conversation.add(message, byUser ? 'user' : 'assistant', partsOf(message), facts)
  }
}

/** A message stands before its `children`; walked without recursion, for a tree is as deep as the chat is long. */
function flattened(messages: readonly Cursor[]): TreeNode[] {
  const nodes: TreeNode[] = []
  const waiting = [...messages].reverse()
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    nodes.push({ id: at.get('messageId').text, parent: at.get('parentMessageId').text, at })
    for (const child of at.get('children').items().reverse()) waiting.push(child)
  }
  return nodes
}

function partsOf(message: Cursor): PartDraft[] {
  const content = message.get('content')
  if (!content.isList || content.items().length === 0) {
    const said = content.string ? content : message.get('text')
    return said.string ? [text(said)] : []
  }
  return readBlocks(content, (part, type) => {
    if (type === 'tool_call') return readToolCall(part.get('tool_call'))
    if (type === 'think') return [reasoning(part)]
    if (type === 'error' && part.get('error').string) return [text(part.get('error'))]
    // Some versions have `{ type: 'text', text: { value } }`.
    return type === 'text' && part.at('text', 'value').string !== null ? [text(part.at('text', 'value'))] : undefined
  })
}

/** Shape: `{ id, name, args, output, progress }`; calls of assistants have `function: { name, arguments, output }`. */
function readToolCall(at: Cursor): PartDraft[] {
  const inner = at.get('function').isObject ? at.get('function') : at
  const progress = at.get('progress').number
  const output = inner.get('output').isThere ? inner.get('output') : at.get('output')
  const asked = call({
    at,
    id: at.get('id'),
    name: inner.get('name').isThere ? inner.get('name') : at.get('type'),
    input: inner.any('args', 'arguments', 'input'),
    pending: progress !== null && progress < 1 ? 'running' : undefined,
  })
  const failed = /^Error\b/.test(output.string?.slice(0, 20) ?? '')
  return output.isThere ? [asked, result({ at: output, content: output, failed, answers: asked })] : [asked]
}
