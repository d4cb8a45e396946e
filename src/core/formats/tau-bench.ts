import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { asText, get, isObject } from '../json/value.ts'
import { readChatMessage } from './chat/read-message.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import { call, result, text, type ConversationDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Runs of tau-bench and tau2-bench. */
export const tauBench: TranscriptFormat = defineTranscript({
  id: 'tau-bench',
  title: 'tau-bench runs',
  source: 'https://github.com/sierra-research/tau2-bench: src/tau2/data_model/message.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'runs with a `traj` of chat messages; one conversation each',
      'simulations of tau2, with calls of the user, and several results in one message',
      'recordings of each step, of which the longest counts',
    ],
    loses: ['rewards and expected actions'],
    example:
      '[{"task_id":0,"reward":1,"trial":0,"traj":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"get_user","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","name":"get_user","content":"mia"}]}]',
  },
  detect,
  read,
})

const hasRole = (value: unknown): boolean => asText(get(value, 'role')) !== null

/** `{ traj: [messages], reward }`. */
function isRun(body: Cursor): boolean {
  const trajectory = get(body.value, 'traj')
  return Array.isArray(trajectory) && trajectory.some(hasRole)
}

/** `{ messages, task_id, reward_info | trial … }` of tau2. */
function isSimulation(body: Cursor): boolean {
  const messages = get(body.value, 'messages')
  if (!Array.isArray(messages) || !messages.some(hasRole)) return false
  return body.get('task_id').isThere && (messages.some(isOwnMessage) || body.any('reward_info', 'termination_reason').isThere)
}

/** Calls and results say who asked: the agent or the user. */
function isOwnMessage(message: unknown): boolean {
  const calls = get(message, 'tool_calls')
  if (Array.isArray(calls) && calls.some((entry) => get(entry, 'requestor') !== undefined)) return true
  return (
    get(message, 'requestor') !== undefined ||
    Array.isArray(get(message, 'tool_messages')) ||
    get(message, 'turn_idx') !== undefined
  )
}

const isBody = (body: Cursor): boolean => isRun(body) || isSimulation(body)

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('traj', 'task_id')) return undefined
  if (findBody(sample, isRun)) return { confidence: 'certain', because: 'runs have a `traj` of messages' }
  return findBody(sample, isSimulation)
    ? { confidence: 'certain', because: 'simulations have a `task_id`, messages and a reward' }
    : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const bodies = longestOf(findBodies(roots, isBody), transcript)
  for (const body of bodies) {
    const own = body.get('traj').isList ? body.get('traj') : body.get('messages')
    const conversation = transcript.conversation({ at: body, id: nameOf(body) })
    for (const message of own.items()) addMessage(message, conversation)
  }
}

function nameOf(body: Cursor): string | null {
  const task = body.get('task_id').text
  const trial = body.get('trial').text
  const id = body.get('id').text
  return id ?? (task === null ? null : trial === null ? `task ${task}` : `task ${task}, trial ${trial}`)
}

/** A recording of steps tells the whole history again with each: of one run the longest history counts. */
function longestOf(bodies: readonly Cursor[], transcript: Transcript): Cursor[] {
  const longest = new Map<string, Cursor>()
  bodies.forEach((body, position) => {
    const key = body.get('step').isThere ? (nameOf(body) ?? `#${position}`) : `#${position}`
    const known = longest.get(key)
    if (known) transcript.leaveOut('steps that a later one repeats')
    if (!known || lengthOf(body) >= lengthOf(known)) longest.set(key, body)
  })
  return [...longest.values()]
}

function lengthOf({ value }: Cursor): number {
  const list = get(value, 'traj') ?? get(value, 'messages')
  return Array.isArray(list) ? list.length : 0
}

function addMessage(message: Cursor, conversation: ConversationDraft): void {
  const facts = factsOf({ time: message.get('timestamp'), usage: message.get('usage') })
  const calls = message.get('tool_calls').items()
  const several = message.get('tool_messages').items()
  const isOwn = calls.some((entry) => !isObject(get(entry.value, 'function'))) || several.length > 0 || isOwnResult(message)
  if (!isOwn) return conversation.addRead(message, readChatMessage(message.value, conversation.messages.length), facts)
  if (several.length > 0) return conversation.add(message, 'tool', several.map(readResult), facts)
  if (message.get('role').text === 'tool') return conversation.add(message, 'tool', [readResult(message)], facts)
  const said = message.get('content')
  const parts: PartDraft[] = said.string ? [text(said)] : []
  for (const entry of calls)
    parts.push(call({ at: entry, id: entry.get('id'), name: entry.get('name'), input: entry.get('arguments') }))
  conversation.add(message, message.get('role'), parts, facts)
}

/** Names its call by `id`, where the API has `tool_call_id`. */
const isOwnResult = (message: Cursor): boolean => message.get('role').text === 'tool' && !message.get('tool_call_id').isThere

function readResult(message: Cursor): PartDraft {
  return result({
    at: message,
    id: message.any('tool_call_id', 'id'),
    name: message.get('name'),
    content: message.get('content'),
    failed: message.get('error').value === true,
  })
}
