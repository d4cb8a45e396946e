import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readGeminiContent } from './gemini/read-content.ts'
import { isSessionMessage, readSession, readSessionLines } from './gemini-cli/read-session.ts'
import { isStreamLine, readStream } from './gemini-cli/read-stream.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords, recordsOf, soleObject } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'

/** Sessions of the Gemini CLI: each call holds its result. */
export const geminiCli: TranscriptFormat = defineTranscript({
  id: 'gemini-cli',
  title: 'Gemini CLI session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'session files as one object or as lines with `$set` and `$rewindTo`, checkpoints, and the output of `--output-format stream-json`',
      'what was taken back by a rewind, as a conversation of its own',
      'times, models, tokens, failures; calls that run or wait for approval',
    ],
    loses: ['notices and errors shown on screen, and earlier states of a message; they are counted'],
    example:
      '{"sessionId":"s1","projectHash":"ab12","messages":[{"id":"m1","type":"user","content":"List"},{"id":"m2","type":"gemini","content":"","toolCalls":[{"id":"ls-1","name":"list_directory","args":{"path":"."},"status":"success","result":[{"functionResponse":{"id":"ls-1","name":"list_directory","response":{"output":"a.txt"}}}]}]}]}',
  },
  detect,
  read,
})

const hasToolCalls = (record: Cursor): boolean => record.get('type').text === 'gemini' && record.get('toolCalls').isList
const isHead = (record: Cursor): boolean => record.get('sessionId').isThere && record.get('projectHash').isThere
const isCheckpoint = (root: Cursor | null): boolean => root?.get('clientHistory').isList === true

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  const root = soleObject({ roots: document.sample })
  if (isCheckpoint(root)) return { confidence: 'certain', because: 'a checkpoint with `clientHistory`' }
  const own = root?.get('messages').items().slice(0, 60).filter(isSessionMessage)
  if (own?.some((message) => message.get('type').text === 'gemini'))
    return { confidence: 'certain', because: '`messages` have the type `gemini`' }
  return (
    evidence(records, isHead, 'have a `sessionId` and a `projectHash`') ??
    evidence(records, hasToolCalls, 'have the type `gemini` and `toolCalls`') ??
    evidence(records, (record) => record.get('$rewindTo').isThere, 'say `$rewindTo`') ??
    evidence(records, isStreamLine, 'are calls and results with a `tool_id`') ??
    evidence(
      records,
      (record) => record.get('type').text === 'gemini' && isSessionMessage(record),
      'have the type `gemini`',
      'likely',
    )
  )
}

function read(document: Document, transcript: Transcript): void {
  const root = soleObject(document)
  const records = recordsOf(document)
  if (root && isCheckpoint(root)) readCheckpoint(root, transcript)
  else if (records.some(isStreamLine)) readStream(records, transcript)
  else if (records.every((record) => record.get('messages').isList)) for (const record of records) readSession(record, transcript)
  else readSessionLines(records, transcript)
}

/** `toolCall` repeats the call that the checkpoint was made for, the last one of the history. */
function readCheckpoint(root: Cursor, transcript: Transcript): void {
  const conversation = transcript.conversation({ at: root })
  for (const content of root.get('clientHistory').items())
    conversation.addRead(content, readGeminiContent(content.value, conversation.messages.length))
  if (root.get('history').isList) transcript.leaveOut('entries of the screen history', root.get('history').items().length)
}
