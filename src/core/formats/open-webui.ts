import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { detailsParts } from './open-webui/details.ts'
import { readResponsesItem } from './responses/read-item.ts'
import { activeBranch, type TreeNode } from './shared/active-branch.ts'
import { readBlocks } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { ConversationDraft, Transcript } from './transcript.ts'

/** Chats of Open WebUI: a tree of messages; calls stand in the text, as HTML. */
export const openWebui: TranscriptFormat = defineTranscript({
  id: 'open-webui',
  title: 'Open WebUI export',
  source: 'formats.md §6 G (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'exports of one chat or all: the branch that is shown',
      'calls in `<details type="tool_calls">` with their results, and `output` items of newer versions',
      'times, models, tokens; calls that run',
    ],
    loses: ['files and sources; messages on other branches, which are counted'],
    example:
      '[{"title":"Sum","chat":{"history":{"currentId":"m1","messages":{"m1":{"id":"m1","parentId":null,"childrenIds":[],"role":"assistant","content":"<details type=\\"tool_calls\\" done=\\"true\\" id=\\"call_1\\" name=\\"add\\" arguments=\\"{&quot;a&quot;:1}\\" result=\\"&quot;2&quot;\\"><summary>Tool Executed</summary></details>"}}}}}]',
  },
  detect,
  read,
})

/** What an export has under `chat`, or the chat by itself. */
const chatOf = (record: Cursor): Cursor => (record.get('chat').isObject ? record.get('chat') : record)

function isChat(record: Cursor): boolean {
  const history = chatOf(record).get('history')
  if (history.get('messages').isObject) return true
  return record.get('chat').isObject && chatOf(record).get('messages').isList
}

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  const isPayload = records.some((record) => record.get('tool_calls').isThere)
  return (
    evidence(records, isChat, 'have a `history` of messages by id') ??
    evidence(
      records,
      (message) =>
        !isPayload &&
        message.get('role').text !== 'user' &&
        /<details\s+type="tool_calls"/.test(message.get('content').string?.slice(0, 20_000) ?? ''),
      'hold `<details type="tool_calls">`',
    )
  )
}

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document)) {
    if (isChat(record)) addChat(record, transcript)
    else if (record.get('role').isThere) loose.push(record)
    else transcript.leaveOut('records without messages')
  }
  const [first] = loose
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  for (const message of loose) addMessage(conversation, message)
}

function addChat(record: Cursor, transcript: Transcript): void {
  const chat = chatOf(record)
  const history = chat.get('history')
  const stored = history.get('messages').entries()
  const nodes = stored.map(([id, at]): TreeNode => ({ id, parent: at.get('parentId').text, at }))
  const { branch, others } = activeBranch(nodes, history.any('currentId', 'current_id').text)
  if (others > 0) transcript.leaveOut('messages on other branches', others)
  const title = chat.get('title').string ?? record.get('title').string ?? undefined
  const conversation = transcript.conversation({ at: record, id: record.get('id').text || null, title })
  for (const message of stored.length > 0 ? branch : chat.get('messages').items()) addMessage(conversation, message)
}

function addMessage(conversation: ConversationDraft, message: Cursor): void {
  const facts = factsOf({ time: message.get('timestamp'), model: message.get('model'), usage: message.get('usage') })
  const output = message.get('output').items()
  if (output.some((item) => /_call(_output)?$/.test(item.get('type').text ?? ''))) {
    for (const [i, item] of output.entries())
      conversation.addRead(item, readResponsesItem(item.value, conversation.messages.length), i === 0 ? facts : undefined)
    return
  }
  const content = message.get('content')
  conversation.add(message, message.get('role'), content.string === null ? readBlocks(content) : detailsParts(content), facts)
}
