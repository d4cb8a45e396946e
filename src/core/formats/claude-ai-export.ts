import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { activeBranch, type TreeNode } from './shared/active-branch.ts'
import { readBlocks, readToolResult } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { text, type CallDraft, type PartDraft, type ResultDraft, type Transcript } from './transcript.ts'

/** The export of claude.ai: calls and results are blocks of one message, often without ids. */
export const claudeAiExport: TranscriptFormat = defineTranscript({
  id: 'claude-ai-export',
  title: 'claude.ai export',
  source: 'formats.md §6 G (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: [
      '`conversations.json`, and one conversation of it; a result without an id answers the call before it; times, failures',
    ],
    loses: ['files, but for the text taken out of them; messages on other branches, which are counted'],
    example:
      '[{"uuid":"u1","name":"Tides","chat_messages":[{"sender":"assistant","content":[{"type":"tool_use","name":"web_search","input":{"query":"tides"}},{"type":"tool_result","name":"web_search","content":[{"type":"text","text":"high 14:10"}]}]}]}]',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const isMessage = (record: Cursor): boolean =>
    /^(human|assistant)$/.test(record.get('sender').text ?? '') &&
    (record.get('content').isList || record.get('text').string !== null)
  const records = firstRecords(document)
  return (
    evidence(records, (record) => record.get('chat_messages').isList, 'have `chat_messages`') ??
    evidence(records, (record) => isMessage(record) && record.get('uuid').isThere, 'have a `sender` and a `uuid`')
  )
}

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document).flatMap((one) =>
    one.get('conversations').isList ? one.get('conversations').items() : [one],
  )) {
    if (record.get('chat_messages').isList) addConversation(record, record.get('chat_messages').items(), transcript)
    else if (record.get('sender').isThere) loose.push(record)
    else transcript.leaveOut('records without messages')
  }
  const [first] = loose
  if (first) addConversation(first, loose, transcript)
}

function addConversation(at: Cursor, messages: readonly Cursor[], transcript: Transcript): void {
  const isHead = at.get('chat_messages').isList
  const nodes = messages.map(
    (message): TreeNode => ({ id: message.get('uuid').text, parent: message.get('parent_message_uuid').text, at: message }),
  )
  const { branch, others } = activeBranch(nodes, at.get('current_leaf_message_uuid').text)
  if (others > 0) transcript.leaveOut('messages on other branches', others)
  const conversation = transcript.conversation({
    at,
    id: isHead ? at.get('uuid').text : null,
    title: isHead ? (at.get('name').string ?? undefined) : undefined,
  })
  for (const message of branch)
    conversation.add(
      message,
      message.get('sender'),
      [...partsOf(message), ...attachmentsOf(message)],
      factsOf({ time: message.get('created_at'), model: message.get('model') }),
    )
}

function partsOf(message: Cursor): PartDraft[] {
  const open: CallDraft[] = []
  const parts: PartDraft[] = []
  const content = message.get('content')
  const isEmpty = content.isList ? content.items().length === 0 : !content.isThere
  if (isEmpty) return message.get('text').string ? [text(message.get('text'))] : []
  for (const block of content.isList ? content.items() : [content]) {
    if (block.get('type').text === 'token_budget') continue
    for (const part of readBlocks(block, (one, type) =>
      type === 'tool_result' ? [answering(readToolResult(one), open)] : undefined,
    )) {
      if (part.type === 'call' && !part.id?.text) open.push(part)
      parts.push(part)
    }
  }
  return parts
}

/** Texts somebody pasted or attached: what the model read of a file is told here and nowhere else. */
const attachmentsOf = (message: Cursor): PartDraft[] =>
  message
    .get('attachments')
    .items()
    .map((attachment) => attachment.get('extracted_content'))
    .filter(({ string }) => string)
    .map(text)

/** Without an id, a result answers the first open call of its name, else the first. */
function answering(part: ResultDraft, open: CallDraft[]): PartDraft {
  if (part.id?.text) return part
  const named = open.findIndex((asked) => asked.name?.text === part.name?.text)
  const [answers] = open.splice(Math.max(0, named), 1)
  return answers ? { ...part, answers } : part
}
