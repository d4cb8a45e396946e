import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { contentParts, isCall, readCall, readResult } from './chatgpt-export/read-node.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { activeBranch, type TreeNode } from './shared/active-branch.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { CallDraft, Transcript } from './transcript.ts'

/** The export of ChatGPT: each conversation is a tree of messages. */
export const chatgptExport: TranscriptFormat = defineTranscript({
  id: 'chatgpt-export',
  title: 'ChatGPT export',
  source: 'formats.md §6 G (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`conversations.json`, and one conversation of it: the branch that is shown',
      'messages to a tool as calls, messages of tools as results, in the order of the branch; times, models',
    ],
    loses: ['messages on other branches, and empty ones; they are counted'],
    example:
      '{"title":"Sum","mapping":{"n1":{"parent":null,"message":null},"n2":{"parent":"n1","message":{"author":{"role":"assistant"},"recipient":"python","content":{"content_type":"code","text":"1+1"}}},"n3":{"parent":"n2","message":{"author":{"role":"tool","name":"python"},"recipient":"all","content":{"content_type":"execution_output","text":"2"}}}},"current_node":"n3"}',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const isOwn = (record: Cursor): boolean => {
    if (!record.get('mapping').isObject) return false
    const [entry] = record.get('mapping').entries()
    return record.get('current_node').isThere || entry === undefined || entry[1].get('message').value !== undefined
  }
  return evidence(firstRecords(document), isOwn, 'have a `mapping` of messages')
}

function read(document: Document, transcript: Transcript): void {
  for (const record of recordsOf(document).flatMap((one) =>
    one.get('conversations').isList ? one.get('conversations').items() : [one],
  ))
    if (record.get('mapping').isObject) addConversation(record, transcript)
    else transcript.leaveOut('records without a mapping')
}

function addConversation(record: Cursor, transcript: Transcript): void {
  const nodes = record
    .get('mapping')
    .entries()
    .map(([id, at]): TreeNode => ({ id, parent: at.get('parent').text, at }))
  const { branch, others } = activeBranch(nodes, record.get('current_node').text)
  if (others > 0) transcript.leaveOut('messages on other branches', others)
  const title = record.get('title').string ?? undefined
  const conversation = transcript.conversation({ at: record, id: record.any('conversation_id', 'id').text, title })
  /** The call of the node before, which the first answer follows. */
  let before: CallDraft | undefined
  for (const node of branch) {
    const message = node.get('message')
    const role = message.at('author', 'role')
    if (!role.isThere) continue
    const facts = factsOf({ time: message.get('create_time'), model: message.at('metadata', 'model_slug') })
    if (role.text === 'tool') {
      conversation.add(message, 'tool', [readResult(message, before)], facts)
      before = undefined
    } else if (isCall(message)) {
      before = readCall(message)
      conversation.add(message, 'assistant', [before], facts)
    } else {
      before = undefined
      const parts = contentParts(message.get('content'))
      if (parts.length > 0) conversation.add(message, role, parts, facts)
      else transcript.leaveOut('empty messages')
    }
  }
}
