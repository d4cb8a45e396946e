import type { Cursor } from '../../document/cursor.ts'
import { readBlocks } from '../shared/blocks.ts'
import { factsOf } from '../shared/facts.ts'
import { durationBetween } from '../shared/times.ts'
import {
  call,
  reasoning,
  result,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from '../transcript.ts'

const KINDS = new Set([
  'ActionEvent',
  'ObservationEvent',
  'MessageEvent',
  'SystemPromptEvent',
  'UserRejectObservation',
  'AgentErrorEvent',
])

const kindOf = (record: Cursor): string => record.any('kind', 'type').text ?? ''

/** An event of the SDK; some stores leave out its `kind`. */
export function isSdkEvent(record: Cursor): boolean {
  if (KINDS.has(kindOf(record))) return true
  if (record.get('llm_message').isObject) return true
  return (
    record.get('tool_call_id').isThere &&
    record.get('tool_name').isThere &&
    (record.get('tool_call').isThere || record.get('action_id').isThere)
  )
}

/** Adds the events of one conversation: an action is a call, an observation, a rejection or an error its result. */
export function addSdkEvents(conversation: ConversationDraft, events: readonly Cursor[], transcript: Transcript): void {
  const answers = new Map(
    events.flatMap((event) => (event.get('action_id').text === null ? [] : [[event.get('action_id').text, event]])),
  )
  const calls = new Map<string, CallDraft>()
  for (const event of events) {
    const facts = factsOf({ time: event.get('timestamp') })
    const message = event.get('llm_message')
    if (message.isObject) conversation.add(event, message.get('role'), messageParts(message), facts)
    else if (event.get('system_prompt').isThere) conversation.add(event, 'system', readBlocks(event.get('system_prompt')), facts)
    else if (isAnswer(event)) conversation.add(event, 'tool', [readAnswer(event, calls)], facts)
    else if (isAction(event)) {
      const asked = readAction(event, answers.get(event.get('id').text))
      const id = event.get('id').text
      if (id !== null) calls.set(id, asked)
      conversation.add(event, 'assistant', [...thoughtOf(event), asked], facts)
    } else transcript.leaveOut(`events of type ${kindOf(event) || 'unknown'}`)
  }
}

const isAction = (event: Cursor): boolean => event.get('tool_call_id').isThere || event.get('tool_call').isObject

function isAnswer(event: Cursor): boolean {
  if (event.get('observation').isThere || event.get('rejection_reason').isThere)
    return event.any('tool_call_id', 'action_id').isThere
  return kindOf(event) === 'AgentErrorEvent' || (event.get('error').isThere && event.get('tool_call_id').isThere)
}

function messageParts(message: Cursor): PartDraft[] {
  const asked = message
    .get('tool_calls')
    .items()
    .map((entry) =>
      call({
        at: entry,
        id: entry.get('id'),
        name: entry.get('function').isObject ? entry.at('function', 'name') : entry.get('name'),
        input: entry.get('function').isObject ? entry.at('function', 'arguments') : entry.get('arguments'),
      }),
    )
  if (message.get('role').text !== 'tool') return [...readBlocks(message.get('content')), ...asked]
  return [result({ at: message, id: message.get('tool_call_id'), name: message.get('name'), content: message.get('content') })]
}

function thoughtOf(event: Cursor): PartDraft[] {
  const thoughts = event.any('reasoning_content', 'thinking_blocks')
  const isThought = thoughts.string || thoughts.items().length > 0
  return [
    ...(isThought ? [reasoning(thoughts)] : []),
    ...readBlocks(event.get('thought')).filter((part) => part.at.string !== ''),
  ]
}

function readAction(event: Cursor, answer: Cursor | undefined): CallDraft {
  const asked = event.get('tool_call')
  const inner = asked.get('function').isObject ? asked.get('function') : asked
  const name = event.get('tool_name').isThere ? event.get('tool_name') : inner.get('name')
  return call({
    at: event,
    id: event.get('tool_call_id').isThere ? event.get('tool_call_id') : asked.get('id'),
    name,
    input: inner.get('arguments').isThere ? inner.get('arguments') : event.get('action'),
    pending: name.text === 'finish' ? 'terminal' : undefined,
    duration: answer && durationBetween(event.get('timestamp'), answer.get('timestamp')),
  })
}

function readAnswer(event: Cursor, calls: ReadonlyMap<string, CallDraft>): PartDraft {
  const observation = event.get('observation')
  const content = observation.isObject ? observation.any('content', 'output', 'message', 'text') : observation
  const exit = observation.get('exit_code').number ?? observation.at('metadata', 'exit_code').number
  const broken = !observation.isThere || observation.get('is_error').value === true || observation.get('error').isThere
  return result({
    at: event,
    id: event.get('tool_call_id'),
    name: event.get('tool_name'),
    content: observation.isThere ? (content.isThere ? content : observation) : event.any('error', 'rejection_reason'),
    failed: broken || (exit !== null && exit !== 0 && exit !== -1),
    answers: calls.get(event.get('action_id').text ?? ''),
  })
}
