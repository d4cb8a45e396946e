import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { durationBetween } from '../shared/times.ts'
import { call, result, text, type CallDraft, type ConversationDraft, type PartDraft, type Transcript } from '../transcript.ts'

/** An event of the first generation: `{ id, source, action, args }`, or `{ id, source, observation, content, cause }`. */
export function isEvent(record: Cursor): boolean {
  const named = record.get('action').string !== null || record.get('observation').string !== null
  return (
    named &&
    SOURCES.has(record.get('source').text ?? '') &&
    ['args', 'extras', 'cause', 'content'].some((key) => record.get(key).isThere)
  )
}

const SOURCES = new Set(['agent', 'user', 'environment'])

/** Actions that run something; a model without native calls has them without a `tool_call_metadata`. */
const RUN = new Set(['run', 'run_ipython', 'read', 'write', 'edit', 'browse', 'browse_interactive', 'call_tool_mcp', 'delegate'])

/** Adds the events of one trajectory. Observations answer by `cause`, which is the number of the action, else by call id. */
export function addEvents(conversation: ConversationDraft, events: readonly Cursor[], transcript: Transcript): void {
  const answers = new Map(events.flatMap((event) => (event.get('cause').text === null ? [] : [[event.get('cause').text, event]])))
  const calls = new Map<string, CallDraft>()
  const counted = new Set<string>()
  for (const event of events) {
    const metadata = event.get('tool_call_metadata')
    const facts = factsOfEvent(event, counted)
    if (event.get('observation').string !== null) {
      const answer = readObservation(event, calls.get(event.get('cause').text ?? ''))
      if (answer) conversation.add(event, 'tool', [answer], facts)
      else transcript.leaveOut(`observations of type ${event.get('observation').string}`)
    } else if (isCall(event, metadata)) {
      const asked = readAction(event, answers.get(event.get('id').text))
      const id = event.get('id').text
      if (id !== null) calls.set(id, asked)
      conversation.add(event, 'assistant', [...thoughtOf(event), asked], facts)
    } else {
      const said = spokenBy(event)
      if (said.string) conversation.add(event, roleOf(event), [text(said)], facts)
      else transcript.leaveOut(`actions of type ${event.get('action').text ?? 'unknown'}`)
    }
  }
}

function isCall(event: Cursor, metadata: Cursor): boolean {
  if (metadata.get('tool_call_id').isThere || metadata.get('function_name').isThere) return true
  return event.get('source').text === 'agent' && RUN.has(event.get('action').text ?? '')
}

const thoughtOf = (event: Cursor): PartDraft[] => (event.at('args', 'thought').string ? [text(event.at('args', 'thought'))] : [])

function readAction(event: Cursor, answer: Cursor | undefined): CallDraft {
  const metadata = event.get('tool_call_metadata')
  const id = metadata.get('tool_call_id')
  const isFinish = event.get('action').text === 'finish'
  const waits = event.at('args', 'confirmation_state').text === 'awaiting_confirmation'
  return call({
    at: event,
    id,
    name: metadata.get('function_name').isThere ? metadata.get('function_name') : event.get('action'),
    input: writtenInput(metadata, id.text) ?? event.get('args'),
    pending: isFinish ? 'terminal' : waits ? 'approval' : undefined,
    duration: answer && durationBetween(event.get('timestamp'), answer.get('timestamp')),
  })
}

/** The arguments as the model wrote them, out of its response, which every call of the response repeats. */
function writtenInput(metadata: Cursor, id: string | null): Cursor | null {
  const calls = metadata.at('model_response', 'choices', 0, 'message', 'tool_calls').items()
  const own = calls.find((entry) => entry.get('id').text === id)
  const input = own?.at('function', 'arguments')
  return input?.isThere ? input : null
}

/** Nothing where the observation is about no call: a change of state, a memory. */
function readObservation(event: Cursor, answered: CallDraft | undefined): PartDraft | null {
  const metadata = event.get('tool_call_metadata')
  if (!answered && !metadata.get('tool_call_id').isThere) return null
  const exit = event.get('extras').get('exit_code').number ?? event.at('extras', 'metadata', 'exit_code').number
  const word = event.get('observation').string
  const failed = word === 'error' || word === 'user_rejected' || event.get('success').value === false
  return result({
    at: event,
    id: metadata.get('tool_call_id'),
    content: event.any('content', 'message'),
    failed: failed || (exit !== null && exit !== 0 && exit !== -1),
    answers: answered,
  })
}

function spokenBy(event: Cursor): Cursor {
  const action = event.get('action').text ?? ''
  if (action === 'think') return event.at('args', 'thought')
  if (action === 'finish') return event.get('args').any('final_thought', 'thought')
  return action === 'message' || action === 'system' ? event.at('args', 'content') : event.get('')
}

function roleOf(event: Cursor): 'system' | 'assistant' | 'user' {
  if (event.get('action').text === 'system') return 'system'
  return event.get('source').text === 'agent' ? 'assistant' : 'user'
}

function factsOfEvent(event: Cursor, counted: Set<string>): MessageFacts | undefined {
  const response = event.at('tool_call_metadata', 'model_response')
  const id = response.get('id').text
  const isNew = event.get('observation').string === null && id !== null && !counted.has(id)
  if (isNew) counted.add(id)
  return factsOf({
    time: event.get('timestamp'),
    ...(isNew ? { model: response.get('model'), usage: response.get('usage') } : {}),
  })
}
