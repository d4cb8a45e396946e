import type { MessageFacts } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { MARKS, readPart } from './opencode/read-part.ts'
import { isPart, Store, type StoredMessage } from './opencode/store.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { tokensOf } from './shared/tokens.ts'
import type { ConversationDraft, Transcript } from './transcript.ts'

/** Sessions of opencode: parts of messages; a call holds its state and result. */
export const opencode: TranscriptFormat = defineTranscript({
  id: 'opencode',
  title: 'opencode session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'exports, files of the storage put together, the output of `run --format json`, and recorded events',
      'sessions as conversations of their own, sub-sessions with the one that started them',
      'durations, times, models, tokens, failures; calls that run',
    ],
    loses: ['marks of steps, snapshots and patches, and earlier states of a part; they are counted'],
    example:
      '{"type":"tool_use","timestamp":1774712787908,"sessionID":"ses_1","part":{"id":"prt_1","sessionID":"ses_1","messageID":"msg_1","type":"tool","callID":"call_1","tool":"bash","state":{"status":"completed","input":{"command":"ls"},"output":"a.txt","time":{"start":1774712787248,"end":1774712787904}}}}',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, (record) => isPart(record.get('part')), 'hold a `part` with `sessionID` and `messageID`') ??
    evidence(records, (record) => isPart(record.at('properties', 'part')), 'tell of a `part` that changes') ??
    evidence(records, isPart, 'are parts with `sessionID` and `messageID`') ??
    evidence(records, isExport, 'hold `messages` of `info` and `parts`') ??
    evidence(records, isMessage, 'hold `info` and `parts`')
  )
}

const isMessage = (record: Cursor): boolean =>
  record.get('parts').isList &&
  record.get('info').get('role').isThere &&
  record.get('info').any('sessionID', 'sessionId', 'id').isThere

const isExport = (record: Cursor): boolean => record.get('info').isObject && isMessage(record.at('messages', 0))

function read(document: Document, transcript: Transcript): void {
  const store = new Store()
  for (const record of recordsOf(document)) store.add(record)
  for (const record of store.others) transcript.leaveOut(`events of type ${record.get('type').text ?? 'unknown'}`)
  const conversations = new Map<string, ConversationDraft>()
  for (const message of inOrder(store)) {
    let conversation = conversations.get(message.session)
    if (!conversation) conversations.set(message.session, (conversation = open(message, store, conversations, transcript)))
    addMessage(conversation, message, transcript)
  }
}

/** Sessions that start others come first, so that these can name them. */
function inOrder({ messages, sessions }: Store): StoredMessage[] {
  const isSub = ({ session }: StoredMessage): boolean => sessions.get(session)?.get('parentID').isThere === true
  const all = [...messages.values()]
  return [...all.filter((message) => !isSub(message)), ...all.filter(isSub)]
}

function open(
  { session, at }: StoredMessage,
  { sessions }: Store,
  conversations: ReadonlyMap<string, ConversationDraft>,
  transcript: Transcript,
): ConversationDraft {
  const info = sessions.get(session)
  const parent = conversations.get(info?.get('parentID').text ?? '')?.index
  return transcript.conversation({ at, id: session || null, title: info?.get('title').string ?? undefined, kind: 'rows', parent })
}

function addMessage(conversation: ConversationDraft, { info, at, parts }: StoredMessage, transcript: Transcript): void {
  const read = [...parts.values()].flatMap((part) => {
    const type = part.get('type').text ?? ''
    if (MARKS.has(type)) transcript.leaveOut(`parts of type ${type}`)
    return readPart(part)
  })
  const role = info?.get('role')
  conversation.add(at, role?.isThere ? role : 'assistant', read, factsAt(info, [...parts.values()]))
}

function factsAt(info: Cursor | null, parts: readonly Cursor[]): MessageFacts {
  const first = parts[0]?.at('state', 'time', 'start')
  const time = info ? info.any('time', 'metadata').any('created') : first
  const finish = parts.findLast((part) => part.get('type').text === 'step-finish')
  const tokens = (info?.get('tokens').isThere ? info : finish)?.get('tokens')
  return {
    ...factsOf({ ...(time ? { time } : {}), ...(info ? { model: info.any('modelID', 'modelId') } : {}) }),
    ...(tokens ? tokensOf(tokens.get('input'), tokens.get('output')) : {}),
  }
}
