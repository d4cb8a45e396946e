import type { Conversation } from './conversation/conversation.ts'
import type { Message, Part } from './conversation/message.ts'
import { RecordPlaces } from './document/record-places.ts'
import type { RecordFormat, TranscriptFormat } from './formats/format.ts'
import type { Steps } from './json/path.ts'
import type { FormatId } from './problem.ts'
import { readGroup } from './read-group.ts'
import type { ReadConversation, Reading } from './reading.ts'
import type { Group, RequestPlace, Slot } from './records/layout.ts'
import { SourceRecords } from './records/records.ts'
import type { SourceBytes } from './source/source-bytes.ts'

/**
 * A document whose conversations are requests of one API, read as the records in them, so that they can be edited in place:
 * a request by itself, one a line, a list of them, or each with what was answered. `null` where anything is told in
 * another way, for then it has to be written anew.
 */
export function inRecords(reading: Reading, format: TranscriptFormat, preferred?: FormatId): Reading | null {
  const { asRecords, otherRecords = [] } = format
  if (!asRecords || reading.conversations.length === 0) return null
  if (format.editedFor === 'own-target' && preferred !== undefined && preferred !== format.id) return null
  // What a library kept besides, such as a history told again, would no longer agree with what was edited.
  if (format.editedFor && (reading.leftOut?.size ?? 0) > 0 && !asRecords.isAside) return null
  for (const records of [asRecords, ...otherRecords]) {
    const read = asRecordsOf(reading, records)
    if (read) return read
  }
  return null
}

function asRecordsOf(reading: Reading, asRecords: RecordFormat): Reading | null {
  const finder = new Finder(reading, asRecords)
  const found: Found[] = []
  for (const read of reading.conversations) {
    const own = finder.find(read)
    if (!own) return null
    found.push(...own)
  }
  if (!found.some(({ group }) => group.kind !== 'response')) return null
  const { container, lists } = finder.places
  const layout = { ...reading.layout, container, lists, groups: found.map(({ group }) => group) }
  return {
    ...reading,
    layout,
    format: asRecords,
    conversations: found.map(({ group, told, of }) => withTold(readGroup(reading.inner, layout, group, asRecords), told, of)),
  }
}

/** A conversation as records, and what the reader of documents has told of each. */
interface Found {
  readonly group: Group
  readonly told: readonly (Message | undefined)[]
  readonly of: Conversation
}

class Finder {
  readonly places: RecordPlaces
  readonly #source: SourceBytes
  readonly #format: RecordFormat

  constructor({ unwrapped, inner }: Reading, format: RecordFormat) {
    this.places = new RecordPlaces(unwrapped.bytes)
    this.#source = inner
    this.#format = format
  }

  /** The records of a conversation, and those lines in it that are no JSON; `null`: it is more than its records. */
  find(read: ReadConversation): Found[] | null {
    const { conversation, records, group } = read
    const path = this.#listOf(read)
    const list = path && this.places.list(path)
    if (path ? !list : conversation.kind !== 'response') return null
    const own = list ? this.#withoutAsides(list.slots) : []
    if (!own) return null
    const { before, listed, behind, unparsed } = this.#parted(conversation, group, path)
    const isSame = listed.length === own.length && listed.every(({ at }, i) => at[path!.length] === own[i]!.path.at(-1))
    if (!isSame || (records.isTold && !this.#readsAlike(listed, own))) return null
    // System text stands beside the list; what comes behind it is an answer.
    const besides = listed.length > 0 ? before : behind
    const answers = listed.length > 0 ? behind : behind.filter(({ message }) => message.role !== 'system')
    if (besides.some(({ message }) => message.role !== 'system' && listed.length > 0)) return null
    if (answers.length > 0 && records.isTold) return null
    if (conversation.messages.some(isAnsweredElsewhere)) return null
    const tail = answers.flatMap(({ at }) => this.places.single(at) ?? [])
    if (tail.length < answers.length) return null
    const { id } = conversation
    const kind = list ? conversation.kind : 'response'
    const body = this.#bodyOf(path)
    const whole: Group = { id, path: path ?? group.path, line: null, kind, body, slots: [...own, ...tail] }
    const told = [...listed.map(({ message }) => message), ...answers.map(({ message }) => answered(message))]
    const logged = this.places.container === 'jsonl' || tail.length > 0
    const lines = unparsed.flatMap(({ at }) => this.#lineAlone(at, conversation))
    return [...(whole.slots.length > 0 || body ? [{ group: whole, told, of: { ...conversation, logged } }] : []), ...lines]
  }

  /** Messages in the list, those before and behind them, and lines that are no JSON. */
  #parted(
    { messages }: Conversation,
    { slots }: Group,
    path: Steps | null,
  ): Record<'before' | 'listed' | 'behind' | 'unparsed', Placed[]> {
    const parted = { before: [] as Placed[], listed: [] as Placed[], behind: [] as Placed[], unparsed: [] as Placed[] }
    messages.forEach((message, index) => {
      const at = slots[index]!.path
      const one = { message, at }
      if (path && isInList(at, path, this.#format.messageIn)) {
        // Something stands between two of them: they are no longer what the list is.
        parted.before.push(...parted.behind)
        parted.behind = []
        parted.listed.push(one)
      } else if (message.malformed === 'unparsed' && at.length === 1) parted.unparsed.push(one)
      else parted.behind.push(one)
    })
    return parted
  }

  /** The path of the list that can grow and shrink; `null`: there is none. */
  #listOf({ conversation, records, group }: ReadConversation): Steps | null {
    const key = this.#format.request.list
    const request = records.inRequest?.([])
    if (request) return [...request.path, key]
    const inside = this.#format.messageIn?.length ?? 0
    const first = conversation.messages.findIndex(({ role, malformed }) => role !== 'system' && malformed !== 'unparsed')
    const at = group.slots[Math.max(first, 0)]?.path
    if (!at) return null
    const path = at.slice(0, at.length - 1 - inside)
    return typeof path.at(-1) !== 'string' || path.at(-1) === key ? path : null
  }

  /** The object around the list, where it is the list of a request. */
  #bodyOf(path: Steps | null): RequestPlace | null {
    if (!path || path.at(-1) !== this.#format.request.list) return null
    const around = path.slice(0, -1)
    const at = this.places.valueAt(around)
    return at && { ...at, path: around }
  }

  /** The records that are messages; `null` where one of them has another shape than those that are edited. */
  #withoutAsides(slots: readonly Slot[]): Slot[] | null {
    const { isOther, isAside } = this.#format
    if (!isOther && !isAside) return [...slots]
    const records = new SourceRecords(this.#source, slots)
    const values = slots.map((_, index) => records.value(index))
    if (isOther && values.some((value) => !isAside?.(value) && isOther(value))) return null
    return isAside ? slots.filter((_, index) => !isAside(values[index])) : [...slots]
  }

  /** Messages that were told by their parts have the calls and results that their records have by themselves. */
  #readsAlike(listed: readonly Placed[], slots: readonly Slot[]): boolean {
    const records = new SourceRecords(this.#source, slots)
    return listed.every(({ message }, index) => {
      const value = records.value(index)
      return value === undefined || pairedIn(message) === pairedIn(this.#format.readMessage(value, index))
    })
  }

  /** A line between requests that is no JSON belongs to no other. */
  #lineAlone(path: Steps, of: Conversation): Found[] {
    const slot = this.places.list([])?.slots.find((own) => own.path[0] === path[0])
    return slot ? [{ group: { id: null, path, line: null, slots: [slot], body: null, kind: 'rows' }, told: [], of }] : []
  }
}

interface Placed {
  readonly message: Message
  readonly at: Steps
}

const pairedIn = ({ parts }: Message): string =>
  parts
    .flatMap((part) => (part.type === 'tool-call' || part.type === 'tool-result' ? [`${part.type} ${part.callId}`] : []))
    .join()

const isAnsweredElsewhere = ({ parts }: Message): boolean =>
  parts.some((part) => part.type === 'tool-result' && part.elsewhere === true)

/** Whether the steps lead to a message in one of the elements of a list. */
function isInList(at: Steps, list: Steps, inside: Steps = []): boolean {
  return (
    at.length === list.length + 1 + inside.length &&
    list.every((step, i) => step === at[i]) &&
    inside.every((step, i) => step === at[list.length + 1 + i])
  )
}

/** Whoever asked has run the tools of an answer later, if at all: the record of it is complete. */
function answered(message: Message): Message {
  const parts = message.parts.map((part) =>
    part.type === 'tool-call' && !part.pending ? { ...part, pending: 'response' as const } : part,
  )
  return { ...message, parts }
}

/** With what only the whole tells: times and models, and why a call may stay open. */
function withTold(
  read: ReadConversation,
  told: readonly (Message | undefined)[],
  { title, parent, logged }: Conversation,
): ReadConversation {
  const messages = new Array<Message | undefined>(read.records.count)
  const conversation = { ...read.conversation, title, parent, logged: logged === true, messages: messages as Message[] }
  return { ...read, conversation, messageAt: (index) => (messages[index] ??= asTold(read.messageAt(index), told[index])) }
}

function asTold(message: Message, told: Message | undefined): Message {
  if (!told) return message
  const { facts } = told
  const own = facts === undefined ? message : { ...message, facts }
  const calls = told.parts.filter((part) => part.type === 'tool-call')
  if (!calls.some(({ pending, duration }) => pending !== undefined || duration !== undefined)) return own
  let position = 0
  const parts = message.parts.map((part): Part => {
    if (part.type !== 'tool-call') return part
    const same = calls[position++]
    if (same?.callId !== part.callId) return part
    const { pending, duration } = same
    return { ...part, ...(pending === undefined ? {} : { pending }), ...(duration === undefined ? {} : { duration }) }
  })
  return { ...own, parts }
}
