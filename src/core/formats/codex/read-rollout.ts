import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { text, type ConversationDraft, type Transcript } from '../transcript.ts'
import { CallNotes } from './call-notes.ts'
import { addItem } from './read-item.ts'

/** An item in its envelope, with what lines around it say of it. */
interface Item {
  readonly at: Cursor
  readonly time: Cursor
  readonly model: Cursor | null
  usage: Cursor | null
}

/** One session: a rollout has one, files that were put together have more. */
interface Session {
  readonly at: Cursor
  readonly meta: Cursor | null
  title: string | undefined
  readonly items: Item[]
  /** The last item the model wrote: tokens that are counted behind it are its own. */
  lastOfModel: Item | null
  readonly notes: CallNotes
}

/** Words that begin a line which is no item; the first versions wrote items without an envelope. */
const ENVELOPES = new Set(['session_meta', 'response_item', 'event_msg', 'turn_context', 'compacted', 'world_state'])
const SPOKEN = new Map([
  ['user_message', 'user'],
  ['agent_message', 'assistant'],
] as const)

export const isEnvelope = (line: Cursor): boolean => ENVELOPES.has(line.get('type').text ?? '') && line.get('payload').isObject

export function readRollout(lines: readonly Cursor[], transcript: Transcript): void {
  const reader = new RolloutReader(transcript)
  for (const line of lines) reader.read(line)
  // Some histories keep only what was said on screen.
  if (reader.sessions.every(({ items }) => items.length === 0)) readSpoken(lines, reader.sessions)
  const indexes = new Map<string, number>()
  for (const session of reader.sessions) {
    if (session.items.length > 0) addSession(session, transcript, indexes)
  }
}

class RolloutReader {
  readonly sessions: Session[] = []
  readonly #transcript: Transcript
  #model: Cursor | null = null

  constructor(transcript: Transcript) {
    this.#transcript = transcript
  }

  read(line: Cursor): void {
    const type = line.get('type').text ?? ''
    const payload = line.get('payload')
    if (!isEnvelope(line)) this.#readBare(line)
    else if (type === 'session_meta') this.#readMeta(line, payload)
    else if (type === 'response_item') this.#readItem(line, payload)
    else if (type === 'event_msg') this.#readEvent(payload)
    else if (type === 'compacted') this.#readCompacted(line, payload)
    else this.#readOther(type, payload)
  }

  #session(at: Cursor): Session {
    const last = this.sessions.at(-1)
    return last ?? this.#start(at, null)
  }

  #start(at: Cursor, meta: Cursor | null): Session {
    const session: Session = { at, meta, title: undefined, items: [], lastOfModel: null, notes: new CallNotes() }
    this.sessions.push(session)
    return session
  }

  /** A fork begins with the heads of the sessions it comes from; a head behind items is that of another session. */
  #readMeta(line: Cursor, payload: Cursor): void {
    const last = this.sessions.at(-1)
    const id = payload.get('id').text ?? ''
    const isOther = last?.meta?.get('id').text !== id && !isPlaceholder(id)
    if (!last || (last.items.length > 0 && isOther)) this.#start(line, payload)
    this.#transcript.leaveOut('lines of type session_meta')
  }

  #readItem(line: Cursor, payload: Cursor): void {
    if (payload.get('type').text === 'ghost_snapshot') return this.#transcript.leaveOut('snapshots')
    const session = this.#session(line)
    if (payload.get('output').isThere) session.notes.addOutput(payload)
    const time = line.get('timestamp')
    addTo(session, { at: payload, time, model: isOfModel(payload) ? this.#model : null, usage: null })
  }

  #readEvent(payload: Cursor): void {
    const session = this.#session(payload)
    const type = payload.get('type').text ?? ''
    if (type === 'token_count') {
      const item = session.lastOfModel
      if (item) item.usage = payload.at('info', 'last_token_usage')
    }
    if (type === 'thread_name_updated') session.title = payload.any('thread_name', 'name').string ?? undefined
    session.notes.addEvent(payload)
    this.#transcript.leaveOut('events that repeat the items')
  }

  /** A compacted history stands in for items that were read; only where it comes first it is all there is. */
  #readCompacted(line: Cursor, payload: Cursor): void {
    const session = this.#session(line)
    const history = payload.get('replacement_history').items()
    if (session.items.length > 0) return this.#transcript.leaveOut('items repeated by a compaction', Math.max(1, history.length))
    for (const at of history) addTo(session, { at, time: line.get('timestamp'), model: null, usage: null })
  }

  #readOther(type: string, payload: Cursor): void {
    if (type === 'turn_context' && payload.get('model').string !== null) this.#model = payload.get('model')
    this.#transcript.leaveOut(`lines of type ${type}`)
  }

  /** The first line of the oldest files is a head without a type: `{ id, timestamp, instructions }`. */
  #readBare(line: Cursor): void {
    const type = line.get('type').text
    const isHead = type === null && !line.get('role').isThere
    if (isHead && line.get('id').text !== null) {
      const last = this.sessions.at(-1)
      if (!last || last.items.length > 0) this.#start(line, line)
    }
    if (isHead || line.get('payload').isThere)
      return this.#transcript.leaveOut(`lines of type ${type ?? line.get('record_type').text ?? 'head'}`)
    const session = this.#session(line)
    if (line.get('output').isThere) session.notes.addOutput(line)
    const model = line.get('model')
    const item = { at: line, time: line.any('timestamp', 'created_at'), model: isOfModel(line) && model.isThere ? model : null }
    addTo(session, { ...item, usage: null })
  }
}

function addTo(session: Session, item: Item): void {
  session.items.push(item)
  if (isOfModel(item.at)) session.lastOfModel = item
}

/** Published files have `[redacted]` and the like for all their ids. */
const isPlaceholder = (id: string): boolean => !/^[\w.:-]+$/.test(id)

function isOfModel(item: Cursor): boolean {
  const type = item.get('type').text ?? 'message'
  if (type === 'message') return item.get('role').text === 'assistant'
  return !type.endsWith('output') && !type.endsWith('result')
}

function addSession(session: Session, transcript: Transcript, indexes: Map<string, number>): void {
  const { meta, at, title, items, notes } = session
  const id = meta?.get('id').text ?? null
  const conversation = transcript.conversation({ at, id, title, kind: 'rows', parent: indexes.get(parentOf(meta) ?? '') })
  if (id !== null) indexes.set(id, conversation.index)
  for (const item of items) addItemWithFacts(conversation, item, notes)
}

function addItemWithFacts(conversation: ConversationDraft, { at, time, model, usage }: Item, notes: CallNotes): void {
  const facts = factsOf({ time, ...(model ? { model } : {}), ...(usage ? { usage } : {}) })
  if (SPOKEN.has(at.get('type').text as 'user_message') && at.get('message').string !== null) {
    conversation.add(at, SPOKEN.get(at.get('type').text as 'user_message')!, [text(at.get('message'))], facts)
  } else addItem(conversation, at, notes, facts)
}

/** `source.subagent.thread_spawn.parent_thread_id`, or where a fork comes from. */
function parentOf(meta: Cursor | null): string | null {
  const spawn = meta?.at('source', 'subagent', 'thread_spawn', 'parent_thread_id').text
  return spawn ?? meta?.any('parent_thread_id', 'forked_from_id').text ?? null
}

function readSpoken(lines: readonly Cursor[], sessions: readonly Session[]): void {
  const [session] = sessions
  if (!session) return
  for (const line of lines) {
    const at = line.get('payload')
    if (SPOKEN.has(at.get('type').text as 'user_message'))
      session.items.push({ at, time: line.get('timestamp'), model: null, usage: null })
  }
}
