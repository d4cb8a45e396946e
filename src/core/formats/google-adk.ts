import type { Message } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { get, isObject } from '../json/value.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readGeminiContent } from './gemini/read-content.ts'
import { isEvalSet, readEvalSet } from './google-adk/eval-set.ts'
import { adkEvents } from './google-adk/requests.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import { timeOf } from './shared/times.ts'
import type { Transcript } from './transcript.ts'

const WORDS = {
  id: 'google-adk',
  title: 'Google ADK',
  source: 'https://google.github.io/adk-docs/sessions/ (checked 2026-09)',
  target: 'google-adk',
  notes: {
    reads: [
      'sessions with `events`, bare lists of events, one event a line; camelCase and snake_case',
      'eval sets, old and new: their calls are expected and have no results',
      'times of events, and how long a call took',
    ],
    loses: ['pieces of a stream that a whole event repeats', 'state and artifact deltas'],
    example:
      '{"id":"s1","app_name":"shop","events":[{"author":"shop","invocation_id":"e1","timestamp":1743871931.7,"content":{"role":"model","parts":[{"function_call":{"id":"af-1","name":"search","args":{"q":"dress"}}}]}},{"author":"shop","invocation_id":"e1","timestamp":1743871933.2,"content":{"role":"user","parts":[{"function_response":{"id":"af-1","name":"search","response":{"result":"3 items"}}}]}}]}',
  },
}

/** Sessions and events of the Agent Development Kit, as stored, exported from its web page, or written as eval sets. */
export const googleAdk: TranscriptFormat = defineTranscript({
  ...WORDS,
  asRecords: adkEvents(WORDS),
  editedFor: 'own-target',
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('invocation_id', 'invocationId', 'author', 'query', 'user_content', 'userContent')) return undefined
  if (findBody(sample, ({ value }) => isEvent(value)))
    return { confidence: 'certain', because: 'events have an `author`, an `invocation_id` and a `content` of `parts`' }
  if (findBody(sample, isSessionBody))
    return { confidence: 'certain', because: '`events` have an `author` and a `content` of `parts`' }
  if (findBody(sample, isEvalSet)) return { confidence: 'certain', because: 'cases list the tool uses they expect' }
  return undefined
}

/** `{ author, invocation_id, content?, actions? }`; events about state alone have no content. */
function isEvent(value: unknown): boolean {
  if (!isObject(value) || typeof get(value, 'author') !== 'string') return false
  const named = ['invocation_id', 'invocationId'].some((key) => typeof get(value, key) === 'string')
  return named && (isObject(get(value, 'content')) || isObject(get(value, 'actions')) || get(value, 'timestamp') !== undefined)
}

const isEvents = (list: Cursor): boolean => Array.isArray(list.value) && list.value.some(isEvent)

/** Under `events` an author and a content of parts are enough. */
const isBareEvent = (value: unknown): boolean =>
  isObject(value) && typeof get(value, 'author') === 'string' && Array.isArray(get(get(value, 'content'), 'parts'))

const isSessionBody = (body: Cursor): boolean => {
  const events = body.get('events').value
  return Array.isArray(events) && events.some((event) => isEvent(event) || isBareEvent(event))
}

function isSession(body: Cursor): boolean {
  return isEvents(body) || isSessionBody(body) || isEvalSet(body)
}

function read({ roots }: Document, transcript: Transcript): void {
  const lines = roots.filter(({ value }) => value !== undefined)
  if (lines.some(({ value }) => isEvent(value))) return readEvents(lines, lines[0]!, null, transcript)
  for (const body of findBodies(lines, isSession)) {
    if (isEvalSet(body)) readEvalSet(body, transcript)
    else readEvents(body.isList ? body.items() : body.get('events').items(), body, body.any('id', 'session_id').text, transcript)
  }
}

function readEvents(events: readonly Cursor[], at: Cursor, id: string | null, transcript: Transcript): void {
  const conversation = transcript.conversation({ at, id })
  const answered = answerTimes(events)
  const running = new Set<string>()
  for (const event of events) {
    const content = event.get('content')
    if (event.get('partial').value === true) transcript.leaveOut('pieces of a stream that a whole event repeats')
    else if (!content.isObject) transcript.leaveOut('events without content')
    else {
      for (const longRunning of event.any('long_running_tool_ids', 'longRunningToolIds').items())
        running.add(longRunning.text ?? '')
      const message = readGeminiContent(content.value, conversation.messages.length)
      const facts = factsOf({
        time: event.get('timestamp'),
        model: event.any('model_version', 'modelVersion'),
        usage: event.any('usage_metadata', 'usageMetadata'),
      })
      conversation.addRead(content, withTimes(message, timeOf(event.get('timestamp')), answered, running), facts)
    }
  }
}

/** When each call with an id was answered first. */
function answerTimes(events: readonly Cursor[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const event of events) {
    const time = timeOf(event.get('timestamp'))
    const parts = get(get(event.value, 'content'), 'parts')
    if (time === undefined || !Array.isArray(parts)) continue
    for (const part of parts) {
      const id = get(get(part, 'function_response') ?? get(part, 'functionResponse'), 'id')
      if (typeof id === 'string' && !times.has(id)) times.set(id, time)
    }
  }
  return times
}

/** `running`: tools that answer much later, or never inside this session. */
function withTimes(
  message: Message,
  started: number | undefined,
  answered: ReadonlyMap<string, number>,
  running: ReadonlySet<string>,
): Message {
  const parts = message.parts.map((part) => {
    if (part.type !== 'tool-call' || part.callId === null) return part
    const ended = answered.get(part.callId)
    const took = started === undefined || ended === undefined || ended < started ? {} : { duration: ended - started }
    return { ...part, ...took, ...(running.has(part.callId) ? { pending: 'running' as const } : {}) }
  })
  return { ...message, parts }
}
