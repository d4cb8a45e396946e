import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { addMessage, questionsIn } from './goose/read-message.ts'
import { distinctHistories, type Recorded } from './shared/distinct-histories.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords, recordsOf, soleObject } from './shared/records-of.ts'
import { text, type Transcript } from './transcript.ts'

/** Sessions of goose, and what it records of a provider for its tests. */
export const goose: TranscriptFormat = defineTranscript({
  id: 'goose',
  title: 'goose session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'session files and exports; recordings of requests, each conversation once',
      'times, models, tokens, failures; calls that wait for approval',
    ],
    loses: ['heads of sessions, and requests that repeat the history; they are counted'],
    example:
      '{"messages":[{"role":"assistant","created":1769940000,"content":[{"type":"toolRequest","id":"t1","toolCall":{"status":"success","value":{"name":"shell","arguments":{"command":"ls"}}}}]},{"role":"user","created":1769940001,"content":[{"type":"toolResponse","id":"t1","toolResult":{"status":"success","value":[{"type":"text","text":"a.txt"}]}}]}]}',
  },
  detect,
  read,
})

const OWN_BLOCKS = new Set(['toolRequest', 'toolResponse', 'frontendToolRequest', 'toolConfirmationRequest'])

const isOwnMessage = (message: Cursor): boolean =>
  message
    .get('content')
    .items()
    .some((block) => OWN_BLOCKS.has(block.get('type').text ?? '')) ||
  (message.get('created').number !== null && message.get('metadata').any('userVisible', 'agentVisible').isThere)

const isHead = (record: Cursor): boolean => record.get('working_dir').isThere && !record.get('role').isThere

function detect(document: Document): Detection | undefined {
  const root = soleObject({ roots: document.sample })
  const lists = root ? [...listsIn(root)] : []
  return (
    evidence(firstRecords(document), isOwnMessage, 'have `toolRequest` or `toolResponse` blocks, or say who sees them') ??
    evidence(
      lists.slice(0, 20).flatMap((list) => list.items().slice(0, 40)),
      isOwnMessage,
      'have `toolRequest` or `toolResponse` blocks, or say who sees them',
    ) ??
    evidence(
      firstRecords(document),
      (record) => isHead(record) && record.any('description', 'message_count').isThere,
      'are heads of sessions',
      'likely',
    )
  )
}

/** An export has one list of messages; a recording one for each request, under its hash. */
function listsIn(root: Cursor): Cursor[] {
  const list = messagesOf(root)
  if (list.isList) return [list]
  return root
    .entries()
    .slice(0, 20)
    .map(([, entry]) => entry.at('input', 'messages'))
    .filter(({ isList }) => isList)
}

function messagesOf(record: Cursor): Cursor {
  const inside = record.any('conversation', 'messages')
  return inside.isObject ? inside.get('messages') : inside
}

function read(document: Document, transcript: Transcript): void {
  const root = soleObject(document)
  if (root && isRecording(root)) return readRecording(root, transcript)
  const messages: Cursor[] = []
  let head: Cursor | null = null
  for (const record of recordsOf(document)) {
    const list = messagesOf(record)
    if (list.isList) addSession(record, list.items(), transcript)
    else if (record.get('role').isThere) messages.push(record)
    else {
      head ??= record
      transcript.leaveOut('heads of sessions')
    }
  }
  const at = head ?? messages[0]
  if (at && messages.length > 0) addSession(at, messages, transcript)
}

function addSession(head: Cursor, messages: readonly Cursor[], transcript: Transcript): void {
  const isOwnHead = !head.get('role').isThere
  const conversation = transcript.conversation({
    at: head,
    id: isOwnHead ? head.any('id', 'session_id').text : null,
    title: isOwnHead ? (head.any('description', 'name').string ?? undefined) : undefined,
  })
  const questions = questionsIn(messages)
  for (const message of messages) addMessage(conversation, message, questions)
}

const isRecording = (root: Cursor): boolean => root.entries().some(([, entry]) => entry.at('input', 'messages').isList)

/** Shape: `{ [hash]: { input: { system, messages, tools }, output: { message, usage } } }`. */
function readRecording(root: Cursor, transcript: Transcript): void {
  const requests = root.entries().map(([, at]): Recorded => {
    const answer = at.at('output', 'message')
    return { at, messages: at.at('input', 'messages').items(), answer: answer.isObject ? answer : null }
  })
  const { kept, repeated } = distinctHistories(requests)
  const known = new Set<string>()
  for (const { at, messages, answer } of kept) {
    const conversation = transcript.conversation({ at, kind: 'request' })
    const system = at.at('input', 'system')
    if (system.string) conversation.add(system, 'system', [text(system)])
    for (const message of messages) addMessage(conversation, message, new Set())
    if (answer) addMessage(conversation, answer, new Set(), at.at('output', 'usage'))
    for (const id of [...messages, ...(answer ? [answer] : [])].flatMap(callIds)) known.add(id)
  }
  for (const { at, answer } of repeated) {
    if (!answer || callIds(answer).every((id) => known.has(id))) transcript.leaveOut('requests that repeat the history')
    else addMessage(transcript.conversation({ at: answer, kind: 'response' }), answer, new Set(), at.at('output', 'usage'))
  }
}

const callIds = (message: Cursor): string[] =>
  message
    .get('content')
    .items()
    .flatMap((block) => (block.get('type').text === 'toolRequest' ? (block.get('id').text ?? []) : []))
