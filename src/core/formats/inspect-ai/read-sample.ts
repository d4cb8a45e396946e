import { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { durationBetween } from '../shared/times.ts'
import {
  call,
  media,
  reasoning,
  result,
  text,
  unknown,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from '../transcript.ts'

/** One sample: its messages, or, where it was stopped before they were written, those of its last call to a model. */
export function readSample(sample: Cursor, transcript: Transcript): void {
  const epoch = sample.get('epoch').number ?? 1
  const id = sample.get('id').text
  const conversation = transcript.conversation({ at: sample, id: id === null ? null : epoch > 1 ? `${id}, epoch ${epoch}` : id })
  const durations = durationsOf(sample.get('events'))
  const events = sample.get('events').items()
  const messages = sample.get('messages').items()
  for (const message of messages.length > 0 ? messages : lastMessages(events)) addMessage(message, conversation, durations)
  if (events.length > 0) transcript.leaveOut('events, which repeat the messages', events.length)
}

function durationsOf(events: Cursor): ReadonlyMap<string, number> {
  const durations = new Map<string, number>()
  for (const event of events.items()) {
    if (event.get('event').text !== 'tool') continue
    const took = durationBetween(event.get('timestamp'), event.get('completed'))
    const id = event.get('id').text
    if (took !== undefined && id !== null) durations.set(id, took)
  }
  return durations
}

function lastMessages(events: readonly Cursor[]): Cursor[] {
  const last = events.findLast((event) => event.get('event').text === 'model' && event.get('input').isList)
  if (!last) return []
  const answer = last.at('output', 'choices', 0, 'message')
  return [...last.get('input').items(), ...(answer.isObject ? [answer] : [])]
}

function addMessage(message: Cursor, conversation: ConversationDraft, durations: ReadonlyMap<string, number>): void {
  const role = message.get('role')
  const facts = factsOf({ model: message.get('model') })
  if (role.text === 'tool') {
    const error = message.get('error')
    const own = { id: message.get('tool_call_id'), name: message.get('function'), content: contentOf(message, error) }
    return conversation.add(message, role, [result({ at: message, ...own, failed: error.isThere })], facts)
  }
  const parts = partsOf(message.get('content'))
  for (const entry of message.get('tool_calls').items()) {
    const called = entry.get('function').isObject ? entry.get('function') : entry
    const name = called === entry ? entry.get('function') : called.get('name')
    const own = { id: entry.get('id'), name, input: called.get('arguments'), freeform: entry.get('type').text === 'custom' }
    parts.push(call({ at: entry, ...own, duration: durations.get(entry.get('id').text ?? '') }))
  }
  conversation.add(message, role, parts, facts)
}

/** An error says in its message what went wrong; the content repeats it, is empty, or holds the output until then. */
function contentOf(message: Cursor, error: Cursor): Cursor {
  const content = message.get('content')
  const said = error.get('message')
  if (!said.isThere) return content
  if (!content.isThere || content.value === '') return said
  if (content.string === null || said.string === null || content.string.includes(said.string)) return content
  return Cursor.made(`${content.string}\n${said.string}`, [content, said])
}

function partsOf(content: Cursor): PartDraft[] {
  if (content.string !== null) return content.string === '' ? [] : [text(content)]
  return content.items().flatMap((part): PartDraft[] => {
    const type = part.get('type').text ?? ''
    if (type === 'text') return [text(part.get('text'))]
    if (type === 'reasoning') return [reasoning(part)]
    if (type === 'tool_use') return hostedPair(part)
    return [/^(image|audio|video|document|data)$/.test(type) ? media(part, type) : unknown(part, type || 'empty')]
  })
}

/** A tool the provider ran, with its result inside. */
function hostedPair(part: Cursor): PartDraft[] {
  const made = call({
    at: part,
    id: part.get('id'),
    name: part.any('name', 'tool_type'),
    input: part.get('arguments'),
    style: 'hosted',
    freeform: true,
  })
  const found = part.any('result', 'error')
  return found.isThere
    ? [made, result({ at: found, content: found, answers: made, failed: part.get('error').isThere, style: 'hosted' })]
    : [made]
}
