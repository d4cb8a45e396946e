import type { Cursor } from '../../document/cursor.ts'
import { openLabelled } from './labelled.ts'
import { openLangChainMessage, type LangChainMessage } from './envelope.ts'

/** Messages of one conversation, as a log, a stream or a store tells them, bit by bit. */
export interface Gathered {
  readonly id: string | null
  readonly at: Cursor
  readonly messages: LangChainMessage[]
  /** What each message says, to see where a history is repeated. */
  readonly keys: string[]
  /** Results that were told. */
  readonly results: Set<string>
}

/** Where rows and events say what conversation they belong to. */
const CONVERSATION = ['session_id', 'sessionId', 'SessionId', 'thread_id', 'threadId', 'conversation_id', 'conversationId']
const MOST_DEPTH = 8
const MOST_VALUES = 200_000

/**
 * Puts messages together that are told piece by piece: the lines of a stream, the states of a run, rows of a table. What
 * begins as the conversation did repeats it; a list that begins with another question is another conversation.
 */
export function gather(roots: readonly Cursor[]): { conversations: Gathered[]; repeated: number } {
  const gatherer = new Gatherer()
  for (const unit of roots.flatMap(unitsOf)) {
    gatherer.enter(unit)
    for (const list of listsIn(unit)) gatherer.add(list, unit)
  }
  return gatherer
}

/** A list of conversations is as good as a line for each. */
function unitsOf(root: Cursor): Cursor[] {
  const items = openLabelled(root) ? [] : root.items()
  const isList = items.length > 0 && items.every((item) => !openLangChainMessage(item) && (item.isObject || item.isList))
  const isTuple = items.some((item) => openLangChainMessage(item) || item.items().some(openLangChainMessage))
  return isList && !isTuple ? items : [root]
}

/** Messages that stand in one list, or one by itself. */
function listsIn(unit: Cursor): LangChainMessage[][] {
  const labelled = openLabelled(unit)
  if (labelled) return [[labelled]]
  const lists: LangChainMessage[][] = []
  let left = MOST_VALUES
  const search = (at: Cursor, levels: number): void => {
    if (left-- <= 0) return
    const message = openLangChainMessage(at)
    if (message) {
      lists.push([message])
      return
    }
    if (levels === 0) return
    if (at.isList) return searchList(at, levels)
    const event = eventPart(at)
    if (event) return search(event, levels - 1)
    const inner = at.string === null ? at : /^\s*[[{]/.test(at.string) ? at.json() : null
    if (inner === null || inner.value === undefined) return
    if (inner.isList) searchList(inner, levels - 1)
    else for (const [, member] of inner.entries()) search(member, levels - 1)
  }
  const searchList = (at: Cursor, levels: number): void => {
    let own: LangChainMessage[] | null = null
    for (const item of at.items()) {
      const message = openLangChainMessage(item)
      if (!message) {
        search(item, levels - 1)
        continue
      }
      if (!own) lists.push((own = []))
      own.push(message)
    }
  }
  search(unit, MOST_DEPTH)
  return lists
}

/** Of an event that repeats its input beside its output, the half that is new. */
function eventPart(at: Cursor): Cursor | null {
  const event = at.get('event').string
  if (event === null || !/^on_\w+_(start|stream|end)$/.test(event) || !at.get('data').isObject) return null
  const half = event.endsWith('_start') ? 'input' : event.endsWith('_end') ? 'output' : 'chunk'
  return at.at('data', half)
}

class Gatherer {
  readonly conversations: Gathered[] = []
  repeated = 0
  readonly #named = new Map<string, Gathered>()
  #current: Gathered | null = null

  /** A row that names its conversation goes there. */
  enter(unit: Cursor): void {
    const name = CONVERSATION.map((key) => unit.get(key).text).find((id) => id !== null)
    if (name === undefined) return
    const known = this.#named.get(name)
    this.#current = known ?? this.#open(unit, name)
    this.#named.set(name, this.#current)
  }

  add(list: readonly LangChainMessage[], unit: Cursor): void {
    const keys = list.map(keyOf)
    const current = this.#current ?? this.#open(unit, null)
    const repeats = keys[0] === current.keys[0] && isBeginning(list[0]!)
    if (!repeats && current.id === null && current.messages.length > 0 && list.length > 1 && isBeginning(list[0]!)) {
      this.#open(unit, null)
      return this.add(list, unit)
    }
    let same = 0
    if (repeats) while (same < keys.length && keys[same] === current.keys[same]) same++
    this.repeated += same
    // Results have other ids in the event of their tool than in the state they went into.
    const answers: string[] = []
    for (let i = same; i < list.length; i++) {
      const message = list[i]!
      const answer = resultKey(message)
      if (answer !== null && current.results.has(answer)) {
        this.repeated++
        continue
      }
      if (answer !== null) answers.push(answer)
      current.messages.push(message)
      current.keys.push(keys[i]!)
    }
    for (const answer of answers) current.results.add(answer)
  }

  #open(at: Cursor, id: string | null): Gathered {
    this.#current = { id, at, messages: [], keys: [], results: new Set() }
    this.conversations.push(this.#current)
    return this.#current
  }
}

const isBeginning = ({ role, isRemoval }: LangChainMessage): boolean => !isRemoval && (role === 'user' || role === 'system')

function keyOf({ fields, content, word }: LangChainMessage): string {
  const id = fields.get('id').text
  if (id !== null && !fields.get('lc').isThere) return id
  return [word, content.jsonText, fields.get('tool_calls').jsonText, fields.get('tool_call_id').text].join(' ')
}

function resultKey({ role, fields, content }: LangChainMessage): string | null {
  const id = role === 'tool' ? fields.get('tool_call_id').text : null
  return id === null ? null : `${id} ${content.jsonText}`
}
