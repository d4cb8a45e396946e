import type { MessageFacts } from '../conversation/message.ts'
import { fingerprintOf } from '../conversation/facts.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { isObject } from '../json/value.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll } from './shared/find-all.ts'
import type { ConversationDraft, Transcript } from './transcript.ts'
import { vercelModelMessages } from './vercel/requests.ts'
import { readModelParts } from './vercel/read-model-message.ts'
import { readUiParts } from './vercel/read-ui-message.ts'
import { vercelUiMessages } from './vercel/ui-requests.ts'
import { isDataStream, isUiStreamEvent, readDataStream, readUiStream } from './vercel/read-ui-stream.ts'

const WORDS = {
  id: 'vercel-ai-sdk',
  title: 'Vercel AI SDK',
  source: 'https://github.com/vercel/ai, packages/ai/src/ui/ui-messages.ts (checked 2026-09)',
  target: 'vercel-ai-sdk',
  notes: {
    reads: [
      'UI messages with `tool-NAME` and `dynamic-tool` parts (5 and later) or `toolInvocations` (4); the state says what is pending',
      'model messages with `tool-call` and `tool-result` parts, also those the provider runs itself',
      'the UI message stream and the data stream before it (`0:`, `9:`), joined by `toolCallId`',
      'rows of a table with `parts` as JSON text, by `chatId`; steps that repeat what was said before, once',
    ],
    loses: ['`data-*` and source parts', 'preliminary outputs of a tool that goes on'],
    example:
      '[{"id":"m2","role":"assistant","parts":[{"type":"tool-weather","toolCallId":"call_1","state":"output-available","input":{"city":"Oslo"},"output":{"c":4}},{"type":"text","text":"4 C"}]}]',
  },
}

const modelMessages = vercelModelMessages(WORDS)

/** Messages of the Vercel AI SDK 4 to 6: those of the UI, those of the model, and the stream between them. */
export const vercelAiSdk: TranscriptFormat = defineTranscript({
  ...WORDS,
  asRecords: modelMessages,
  otherRecords: [vercelUiMessages(modelMessages)],
  editedFor: 'own-target',
  detect,
  read,
})

const isMessage = (at: Cursor): boolean =>
  at.get('role').string !== null &&
  (at.get('parts').json().isList || at.get('toolInvocations').isList || at.get('content').value !== undefined)

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (isDataStream(sample))
    return { confidence: 'certain', because: 'lines have the codes of a data stream before them (`0:`, `9:`)' }
  if (!document.mentions('toolCallId', 'toolInvocations', 'parts')) return undefined
  const events = sample.flatMap((root) => (root.isList ? root.items().slice(0, 200) : [root])).filter(isUiStreamEvent)
  if (events.length > 0)
    return { confidence: 'certain', because: `events like \`${events[0]?.get('type').text}\` name a \`toolCallId\`` }
  let spoken = 0
  for (const root of sample.slice(0, 30)) {
    for (const message of findAll(root, isMessage, { depth: 5, values: 2000 }).slice(0, 40)) {
      const because = tellOf(message)
      if (because) return { confidence: 'certain', because }
      if (message.get('parts').items().some(isTextPart)) spoken++
    }
  }
  return spoken > 0 ? { confidence: 'likely', because: `${spoken} messages have \`parts\` of the type \`text\`` } : undefined
}

const isTextPart = (part: Cursor): boolean => part.get('type').string === 'text' && part.get('text').string !== null

function tellOf(message: Cursor): string | null {
  if (
    message
      .get('toolInvocations')
      .json()
      .items()
      .some((one) => one.get('toolCallId').isThere)
  )
    return 'messages have `toolInvocations`'
  for (const part of [...message.get('parts').json().items(), ...message.get('content').json().items()]) {
    const type = part.get('type').string ?? ''
    if (!part.get('toolCallId').isThere && !part.get('toolInvocation').isObject) continue
    if (/^tool-|^dynamic-tool$/.test(type)) return `parts of type \`${type}\` have a \`toolCallId\``
  }
  const isUi = message
    .get('parts')
    .json()
    .items()
    .some((part) => part.get('type').string === 'step-start')
  return isUi ? 'messages have `step-start` parts' : null
}

function read({ roots }: Document, transcript: Transcript): void {
  const whole = roots.filter(({ value }) => value !== undefined)
  const [first] = whole
  if (!first) return
  if (isDataStream(whole)) {
    const others = readDataStream(transcript.conversation({ at: first, kind: 'response' }), whole)
    if (others > 0) transcript.leaveOut('lines of the stream without a message', others)
    return
  }
  const events = whole.flatMap((root) => (root.isList ? root.items() : [root]))
  if (events.some(isUiStreamEvent)) return readExchange(whole, transcript)
  const isLog = whole.length > 1 && whole.some((root) => isMessage(root) || isMessage(root.get('message')))
  const { lists, repeated } = withoutRepeats(isLog ? [whole] : whole.flatMap(listsIn))
  if (repeated > 0) transcript.leaveOut('messages that are told again', repeated)
  const byChat = lists.flatMap(splitByChat)
  if (byChat.length === 0) transcript.conversation({ at: first })
  for (const list of byChat)
    addMessages(transcript.conversation({ id: chatOf(list[0]!), at: byChat.length > 1 ? list[0]! : first }), list)
}

/** What a browser has sent, and the stream that came back; or the stream alone. */
function readExchange(lines: readonly Cursor[], transcript: Transcript): void {
  const isRequest = (line: Cursor): boolean => line.get('messages').isList || isMessage(line.get('message'))
  const kind = lines.some(isRequest) ? 'list' : 'response'
  const conversation = transcript.conversation({ at: lines[0]!, kind })
  let events: Cursor[] = []
  for (const line of lines) {
    if (isRequest(line)) {
      readUiStream(conversation, events)
      events = []
      for (const list of listsIn(line)) addMessages(conversation, list)
    } else for (const event of line.isList ? line.items() : [line]) events.push(event)
  }
  readUiStream(conversation, events)
}

function addMessages(conversation: ConversationDraft, list: readonly Cursor[]): void {
  const approved = approvalsIn(list)
  for (const entry of list) {
    const message = entry.get('message').isObject && !entry.get('role').isThere ? entry.get('message') : entry
    const isUi = message.get('parts').json().isList || message.get('toolInvocations').json().isList
    const parts = isUi ? readUiParts(message) : readModelParts(message, approved)
    conversation.add(message, message.get('role'), parts, messageFacts(entry, message))
  }
}

/** Approvals that were answered: the SDK runs the call, or tells the model that it was denied, before it sends anything. */
function approvalsIn(list: readonly Cursor[]): ReadonlySet<string> {
  const answers = list.flatMap((entry) =>
    entry
      .get('content')
      .items()
      .filter((part) => part.get('type').string === 'tool-approval-response'),
  )
  return new Set(answers.flatMap((part) => part.get('approvalId').text ?? []))
}

const chatOf = (entry: Cursor): string | null =>
  entry.any('chatId', 'chat_id', 'threadId', 'thread_id', 'conversationId', 'conversation_id', 'sessionId', 'session_id').text

/** Rows of a table are of many chats. */
function splitByChat(list: readonly Cursor[]): Cursor[][] {
  const chats = new Map<string, Cursor[]>()
  for (const entry of list) {
    const id = chatOf(entry) ?? ''
    const own = chats.get(id)
    if (own) own.push(entry)
    else chats.set(id, [entry])
  }
  return [...chats.values()]
}

/** Each step of a run and each request of a chat has all that was said before: what another list begins with is told there. */
function withoutRepeats(lists: readonly Cursor[][]): { lists: Cursor[][]; repeated: number } {
  const beginnings = new Set<string>()
  const kept = new Set<Cursor[]>()
  let repeated = 0
  for (const list of lists.toSorted((a, b) => b.length - a.length)) {
    const keys = keysOf(list)
    if (list.length > 1 && beginnings.has(keys.at(-1) ?? '')) repeated += list.length
    else kept.add(list)
    for (const key of keys) beginnings.add(key)
  }
  return { lists: lists.filter((list) => kept.has(list)), repeated }
}

/** For each number of messages a key of all of them. */
function keysOf(list: readonly Cursor[]): string[] {
  let key = ''
  return list.map((message) => {
    const { id: _id, ...said } = isObject(message.value) ? message.value : {}
    key = fingerprintOf(`${key}\n${message.as(said).jsonText}`.padEnd(121))
    return key
  })
}

/** Each list of messages is a conversation. */
function listsIn(root: Cursor): Cursor[][] {
  const isList = (at: Cursor): boolean =>
    at.isList && at.items().some((entry) => isMessage(entry) || isMessage(entry.get('message')))
  const lists = findAll(root, isList, { depth: 6 }).map((list) => list.items())
  if (lists.length > 0) return lists
  const found = findAll(root, isMessage)
  return found.length > 0 ? [found] : []
}

function messageFacts(entry: Cursor, message: Cursor): MessageFacts | undefined {
  const metadata = message.get('metadata')
  const own = message.get('createdAt').isThere ? message : metadata.any('createdAt').isThere ? metadata : entry
  return factsOf({
    time: own.any('createdAt', 'created_at', 'timestamp'),
    model: metadata.get('model'),
    usage: metadata.any('usage', 'totalUsage'),
  })
}
