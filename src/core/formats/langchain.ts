import type { PendingReason } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { addLangChainMessages } from './langchain/add-messages.ts'
import { openLangChainMessage, type LangChainMessage } from './langchain/envelope.ts'
import { gather } from './langchain/gather.ts'
import { areLabelled } from './langchain/labelled.ts'
import { langChainMessages } from './langchain/requests.ts'
import { findAll } from './shared/find-all.ts'
import type { Transcript } from './transcript.ts'

const WORDS = {
  id: 'langchain',
  title: 'LangChain and LangGraph',
  source: 'https://github.com/langchain-ai/langchainjs, libs/langchain-core/src/messages (checked 2026-09)',
  target: 'langgraph',
  notes: {
    reads: [
      '`messages_to_dict`, `dumpd` (`lc: 1`), flat `model_dump`, and messages as Python or JavaScript print them',
      'chunks of a stream, joined by index; tuples of `[namespace, [chunk, metadata]]`',
      'states of a thread and their history: the newest state, its interrupts as the reason why calls are open',
      'messages replaced or removed by id',
      'events of `astream_events`, and contents printed behind `HUMAN:`, `AI:`, `TOOL:`',
    ],
    loses: ['older states of a history', '`artifact` of a result'],
    example:
      '[{"type":"ai","data":{"content":"","tool_calls":[{"name":"mul","args":{"a":3,"b":4},"id":"call_1","type":"tool_call"}]}},{"type":"tool","data":{"content":"12","tool_call_id":"call_1","name":"mul","status":"success"}}]',
  },
}

/** LangChain messages in all their serialisations, and the states, checkpoints and streams of LangGraph that hold them. */
export const langchain: TranscriptFormat = defineTranscript({
  ...WORDS,
  asRecords: langChainMessages(WORDS),
  editedFor: 'own-target',
  detect,
  read,
})

const isMessage = (cursor: Cursor): boolean => openLangChainMessage(cursor) !== null

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (areLabelled(sample)) return { confidence: 'certain', because: 'contents have `HUMAN:`, `AI:` or `TOOL:` before them' }
  if (
    !document.mentions('lc', '__class__', 'data', 'additional_kwargs', 'response_metadata', 'args', 'tool_call_id', 'tool_calls')
  )
    return detectBare(sample)
  let plain = 0
  const roots = sample.slice(0, 30)
  const values = Math.max(400, Math.floor(3000 / roots.length))
  for (const root of roots) {
    for (const found of findAll(root, isMessage, { depth: 7, values }).slice(0, 40)) {
      const because = tellOf(found)
      if (because) return { confidence: 'certain', because }
      plain++
    }
  }
  return plain > 0
    ? { confidence: 'likely', because: `${plain} entries have a \`type\` of LangChain and a \`content\`` }
    : detectBare(sample)
}

function detectBare(sample: readonly Cursor[]): Detection | undefined {
  return sample.some(isBareList)
    ? { confidence: 'likely', because: 'entries have a `type` of `human` or `ai` and a `content`' }
    : undefined
}

/** Nothing but messages that say no more than who speaks. */
function isBareList(root: Cursor): boolean {
  const list = root.isList ? root : root.get('messages')
  const entries = list.items().slice(0, 40)
  const isBare = (entry: Cursor): boolean =>
    isMessage(entry) && entry.get('role').value === undefined && /^(human|ai)$/.test(entry.get('type').string ?? '')
  return entries.some(isBare) && entries.every((entry) => isBare(entry) || entry.get('type').string === 'system')
}

function tellOf(message: Cursor): string | null {
  const path = message
    .get('id')
    .items()
    .map(({ text }) => text)
  if (message.get('lc').isThere && path.includes('messages')) return 'entries are LangChain constructors (`lc: 1`)'
  if (message.get('__class__').isThere) return `entries are printed as \`${message.get('__class__').text}(…)\``
  if (message.get('data').isObject) return 'entries are `{ type, data }` with a type of `human`, `ai` or `tool`'
  const [first] = message.get('tool_calls').items()
  if (first?.get('args').isThere) return '`tool_calls` have `args`, as LangChain writes them'
  if (['additional_kwargs', 'response_metadata'].some((key) => message.get(key).isObject))
    return 'entries have `additional_kwargs`'
  return null
}

function read({ roots }: Document, transcript: Transcript): void {
  const whole = roots.filter(({ value }) => value !== undefined)
  const [first] = whole
  if (!first) return
  const states = whole
    .flatMap((root) => (root.isList ? root.items() : [root]))
    .filter((state) => state.at('values', 'messages').isList)
  if (states.length > 0) return readStates(states, transcript)
  const totals = whole.filter((root) => root.label === 'values' || root.label?.endsWith('|values'))
  const { conversations, repeated } = gather(totals.length > 0 ? totals.slice(-1) : whole)
  const told = conversations.filter(({ messages }) => messages.length > 0)
  if (told.length === 0) transcript.conversation({ at: first })
  for (const { id, at, messages } of told) {
    const kind = isStream(messages) ? 'response' : 'list'
    addLangChainMessages(transcript.conversation({ id, at: told.length > 1 ? at : first, kind }), messages)
  }
  if (repeated > 0) transcript.leaveOut('messages that are told again', repeated)
  const nameless = whole.flatMap((root) => findAll(root, isNameless)).length
  if (nameless > 0) transcript.leaveOut('messages without a role', nameless)
}

const isStream = (messages: readonly LangChainMessage[]): boolean => messages.every(({ isChunk }) => isChunk)

/** A class of messages that says not whose they are, as the empty ones that remove others are printed. */
const isNameless = (at: Cursor): boolean =>
  /Message(Chunk)?$/.test(at.get('__class__').string ?? '') && openLangChainMessage(at) === null

/** A history holds every state of a thread, each with all its messages: the newest one of each thread is read. */
function readStates(states: readonly Cursor[], transcript: Transcript): void {
  const threads = new Map<string, Cursor[]>()
  for (const state of states) {
    const id = threadOf(state) ?? ''
    const known = threads.get(id)
    if (known) known.push(state)
    else threads.set(id, [state])
  }
  for (const [id, own] of threads) {
    const newest = own.reduce((best, state) => (timeOf(state) > timeOf(best) ? state : best))
    const conversation = transcript.conversation({ id: id || null, at: newest })
    addLangChainMessages(
      conversation,
      newest
        .at('values', 'messages')
        .items()
        .flatMap((message) => openLangChainMessage(message) ?? []),
      pendingIn(newest),
    )
    if (own.length > 1) transcript.leaveOut('older states of a thread', own.length - 1)
  }
}

const threadOf = (state: Cursor): string | null =>
  state.at('checkpoint', 'thread_id').text ?? state.at('config', 'configurable', 'thread_id').text ?? state.get('thread_id').text

const timeOf = (state: Cursor): string => state.get('created_at').text ?? ''

/** A thread that was interrupted waits for a person; one whose next node is the tools has not run them yet. */
function pendingIn(state: Cursor): PendingReason | undefined {
  const interrupts = [
    state.get('interrupts'),
    ...state
      .get('tasks')
      .items()
      .map((task) => task.get('interrupts')),
  ]
  if (interrupts.some((list) => list.items().length > 0 || list.entries().length > 0)) return 'approval'
  return state.get('next').items().length > 0 ? 'running' : undefined
}
