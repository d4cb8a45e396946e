import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { durationBetween } from '../shared/times.ts'
import { tokensOf } from '../shared/tokens.ts'
import {
  call,
  reasoning,
  result,
  text,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from '../transcript.ts'

/** What is known of calls before they are added: when they began and how long they took. */
interface Timing {
  readonly started: Cursor | null
  readonly ended: Cursor
}

/**
 * Adds the events of a session. A call is told twice: in the `toolRequests` of a message, and when it begins to run
 * (`tool.execution_start`); the second counts only where the first is missing.
 */
export function addEvents(lines: readonly Cursor[], transcript: Transcript, open: (line: Cursor) => ConversationDraft): void {
  const timings = timingsOf(lines)
  const asked = new Set<string>()
  for (const line of lines) {
    const data = line.get('data')
    const type = line.get('type').text ?? ''
    const time = line.get('timestamp')
    if (type === 'user.message') open(line).add(line, 'user', textParts(data), factsOf({ time }))
    else if (type === 'system.message') open(line).add(line, 'system', textParts(data), factsOf({ time }))
    else if (type === 'assistant.message') {
      const requests = data.get('toolRequests').items()
      const calls = requests.flatMap((request) => newCall(request, asked, timings))
      if (calls.length < requests.length) transcript.leaveOut('calls told again', requests.length - calls.length)
      const facts = {
        ...factsOf({ time, model: data.get('model') }),
        ...tokensOf(data.get('inputTokens'), data.get('outputTokens')),
      }
      open(line).add(line, 'assistant', [...reasoningOf(data), ...textParts(data), ...calls], facts)
    } else if (type === 'tool.execution_start' || type === 'tool.user_requested') {
      const calls = newCall(data, asked, timings)
      if (calls.length > 0) open(line).add(line, 'assistant', calls, factsOf({ time, model: data.get('model') }))
      else transcript.leaveOut('starts of calls')
    } else if (type === 'tool.execution_complete') {
      asked.delete(data.get('toolCallId').text ?? '')
      open(line).add(line, 'tool', [readCompletion(data)], factsOf({ time }))
    } else transcript.leaveOut(`events of type ${type || 'unknown'}`)
  }
}

function timingsOf(lines: readonly Cursor[]): Map<string, Timing> {
  const started = new Map<string, Cursor>()
  const timings = new Map<string, Timing>()
  for (const line of lines) {
    const id = line.at('data', 'toolCallId').text
    if (id === null) continue
    if (line.get('type').text === 'tool.execution_start') started.set(id, line)
    if (line.get('type').text === 'tool.execution_complete') timings.set(id, { started: started.get(id) ?? null, ended: line })
  }
  return timings
}

/** Nothing where the call is open already. */
function newCall(at: Cursor, asked: Set<string>, timings: ReadonlyMap<string, Timing>): CallDraft[] {
  const id = at.any('toolCallId', 'id')
  if (id.text !== null && asked.has(id.text)) return []
  if (id.text !== null) asked.add(id.text)
  const timing = timings.get(id.text ?? '')
  const took = timing?.ended.at('data', 'toolTelemetry', 'metrics', 'durationMs').number
  const duration =
    took ?? (timing?.started ? durationBetween(timing.started.get('timestamp'), timing.ended.get('timestamp')) : undefined)
  return [call({ at, id, name: at.any('name', 'toolName'), input: at.get('arguments'), duration })]
}

function readCompletion(data: Cursor): PartDraft {
  const given = data.get('result')
  const content = given.isThere ? (given.isObject ? given.any('content', 'detailedContent') : given) : data.get('error')
  const failed = data.get('success').value === false || data.get('error').isThere
  return result({ at: data, id: data.get('toolCallId'), name: data.get('toolName'), content, failed })
}

const textParts = (data: Cursor): PartDraft[] => (data.get('content').string ? [text(data.get('content'))] : [])

const reasoningOf = (data: Cursor): PartDraft[] =>
  data.get('reasoningText').string ? [reasoning(data.get('reasoningText'))] : []
