/**
 * Reads one long conversation step by step: a list of messages, or a request around one, of any size. What is kept of a
 * message are the facts that pairing and rules need; its bytes are read again when it is shown.
 */
import type { Conversation } from '../conversation/conversation.ts'
import type { Message } from '../conversation/message.ts'
import type { Format } from '../formats/format.ts'
import { Judge, type Subject } from '../judge.ts'
import { targetOf } from '../target-for.ts'
import { judgedOf, judgeSource, type Judged } from '../judge-source.ts'
import { skipWhitespace, type ScannedMember } from '../json/scan.ts'
import { parseJson } from '../json/parse-json.ts'
import type { OpenOptions, ReadProgress, SourceReader } from '../source-reader.ts'
import type { FormatId, Inspection } from '../problem.ts'
import { readRecord } from '../read-group.ts'
import { detectFrom, readSource, recordKinds, type Reading } from '../reading.ts'
import { ListSlot } from '../records/record-list.ts'
import { SourceRecords } from '../records/records.ts'
import { skeletonOf } from '../records/skeleton.ts'
import type { Unwrapped } from '../records/containers/unwrapped.ts'
import type { Group, Layout, Slot } from '../records/layout.ts'
import { requestId } from '../records/session.ts'
import type { Found } from '../rules/check.ts'
import type { Scope } from '../rules/rule.ts'
import { LineCheckpoints } from '../source/line-checkpoints.ts'
import { identityMap } from '../source/offset-map.ts'
import { decode, encode, sourceOf, type Source } from '../source/source.ts'
import type { SourceBytes } from '../source/source-bytes.ts'
import { targets } from '../targets/index.ts'
import { openWhole } from '../whole-bench.ts'
import type { Workbench } from '../workbench.ts'
import { ElementScanner } from './element-scanner.ts'
import { closedPrefix, findLongList, membersAround, type LongList } from './find-long-list.ts'

/** Bytes of one step. */
const WINDOW = 1_000_000
/** As many elements are looked at before a list is taken for a conversation. */
const SAMPLED = 40
/** More than this behind the list of messages is not a request. */
const MOST_BEHIND = 16_000_000
/** What was read so far is judged as a whole when it has grown by this much, so that all looks together stay linear. */
const GROWTH = 1.5

const LIST_AND_OBJECT_END = encode(']}')

/** A list whose first elements were read as a conversation. */
interface Begun {
  readonly list: LongList
  /** The source up to the first element. */
  readonly before: Uint8Array
  readonly reading: Reading
  readonly format: Format
  readonly group: Group
  /** The format of the target: of formats that only guess, it is read. */
  readonly preferred: FormatId | undefined
}

/** `head`: the first bytes of a source that is larger. `null`: it does not begin like one long conversation. */
export function openLong(source: SourceBytes, head: Uint8Array, options: OpenOptions): LongReader | null {
  const list = findLongList(head)
  if (!list) return null
  const scanner = new ElementScanner(
    { length: head.length, read: (from, to) => head.subarray(from, to) },
    list.innerStart,
    head.length,
    () => undefined,
  )
  const sample = scanner.next().slice(0, SAMPLED)
  const last = sample.at(-1)
  if (!last) return null
  const preferred = targets.find(({ id }) => id === options.target)?.format
  const reading = readSource(sourceOf(closedPrefix(head, list, last.end)), options.format, preferred)
  const [group, ...others] = reading.layout.groups
  const isPlain = reading.unwrapped.containers.length === 0 && !reading.unwrapped.rewritten && others.length === 0
  if (!reading.format || !group || !isPlain || (group.kind !== 'list' && group.kind !== 'request')) return null
  if (group.slots.length !== sample.length || group.slots[0]?.start !== sample[0]!.start) return null
  const before = head.slice(0, list.innerStart)
  return new LongReader(source, options, { list, before, reading, format: reading.format, group, preferred })
}

export class LongReader implements SourceReader {
  readonly #source: SourceBytes
  readonly #options: OpenOptions
  readonly #begun: Begun
  readonly #scanner: ElementScanner
  readonly #lines: LineCheckpoints
  readonly #slots: Slot[] = []
  readonly #messages: Message[] = []
  readonly #records: SourceRecords
  /** What each message has by itself; the last one read is still to be looked at, for the last has freedoms of its own. */
  readonly #inMessages: (readonly Found[])[] = []
  #lastValue: unknown
  #lastEscaped = false
  readonly #judge: Judge
  readonly #scope: Scope
  #problems = 0
  #done = false
  #judged: Judged | null = null
  #bench: { readonly messages: number; readonly bench: Workbench } | null = null
  readonly parallel = null

  constructor(source: SourceBytes, options: OpenOptions, begun: Begun) {
    this.#source = source
    this.#options = options
    this.#begun = begun
    this.#lines = new LineCheckpoints(source)
    this.#lines.pass(begun.before)
    this.#scanner = new ElementScanner(source, begun.list.innerStart, WINDOW, (bytes) => this.#lines.pass(bytes))
    this.#judge = new Judge(begun.format, targetOf(options.target, begun.format))
    this.#records = new SourceRecords(source, this.#slots)
    // A message is looked at while its text is at hand: nobody has to read it again to know what it holds.
    const scope = this.#judge.scopeOf(this.#subject(begun.reading.conversations[0]!.conversation))
    this.#scope = { ...scope, mayHoldEscape: () => this.#lastEscaped, valueOf: () => this.#lastValue }
  }

  get progress(): ReadProgress {
    return {
      bytes: this.#done ? this.#source.length : this.#scanner.position,
      of: this.#source.length,
      messages: this.#judged?.inspection.totals.messages ?? this.#messages.length,
      problems: this.#problems,
    }
  }

  step(): boolean {
    if (this.#done) return false
    for (const { start, end, bytes } of this.#scanner.next()) if (!this.#read(start, end, bytes)) return this.#readWhole()
    if (this.#scanner.state === 'open') return true
    return this.#scanner.state === 'closed' && this.#finish() ? false : this.#readWhole()
  }

  /** What there is to say when all was read. */
  get inspection(): Inspection | null {
    return this.#judged?.inspection ?? null
  }

  bench(): Workbench | null {
    const messages = this.#messages.length
    if (this.#judged) return (this.#bench ??= { messages, bench: openWhole(this.#judged) }).bench
    const isOld = !this.#bench || messages >= this.#bench.messages * GROWTH
    if (messages > 0 && isOld) this.#bench = { messages, bench: openWhole(this.#judgeBeginning()) }
    return this.#bench?.bench ?? null
  }

  /** False: a record that is no JSON breaks the document it stands in. */
  #read(start: number, end: number, bytes: Uint8Array): boolean {
    const text = decode(bytes)
    const value = parseJson(text)
    if (value === undefined) return false
    const index = this.#messages.length
    this.#slots.push(new ListSlot(start, end, 0, index, this.#begun.group.path))
    this.#messages.push(readRecord(value, index, this.#begun.format))
    if (index > 0) this.#inMessages.push(this.#judgeMessage(index - 1))
    this.#lastValue = value
    this.#lastEscaped = text.includes('\\u')
    return true
  }

  #judgeMessage(index: number): readonly Found[] {
    const found = this.#judge.judgeMessage(this.#messages[index]!, this.#lastValue, this.#scope)
    this.#problems += found.length
    return found
  }

  /** Ends a document that is whole; false when what stands behind the list does not end it. */
  #finish(): boolean {
    const innerEnd = this.#scanner.position
    if (this.#source.length - innerEnd > MOST_BEHIND) return false
    const behind = this.#source.read(innerEnd, this.#source.length)
    const { list, before } = this.#begun
    const members = membersAround(before, behind, list, innerEnd)
    if (list.objectStart === null ? skipWhitespace(behind, 1) !== behind.length : !members) return false
    // A second list counts instead of this one, and what has choices is an answer.
    if (members?.some(({ key, start }) => start > innerEnd && (recordKinds.listKeys.has(key) || key === 'choices'))) return false
    this.#lines.pass(behind)
    this.#inMessages.push(this.#judgeMessage(this.#messages.length - 1))
    const reading = this.#reading(innerEnd, members ?? undefined)
    if (list.objectStart !== null && reading.conversations[0]!.conversation.body === undefined) return false
    // What stands behind the list may tell more about the format than its beginning did.
    const detected = detectFrom(this.#source, reading.layout, this.#begun.preferred)
    if (this.#options.format === undefined && detected.format !== reading.format) return false
    const verdict = this.#judge.judgePairs(reading.conversations[0]!, this.#inMessages)
    this.#show(inWords(judgedOf({ ...reading, detected }, targetOf(this.#options.target, reading.format), [verdict])))
    return true
  }

  /** What was read so far, as if it ended here; but what may still come is not missed. */
  #judgeBeginning(): Judged {
    const reading = this.#reading(this.#scanner.position)
    const inMessages = [...this.#inMessages, []]
    const verdict = this.#judge.judgePairs(reading.conversations[0]!, inMessages, { goesOn: true })
    const found = verdict.found.filter(({ rule }) => !AT_THE_END.has(rule.meta.id))
    return inWords(judgedOf(reading, targetOf(this.#options.target, reading.format), [{ ...verdict, found }]))
  }

  #reading(innerEnd: number, members?: readonly ScannedMember[]): Reading {
    const { reading, group, format, list: long, before } = this.#begun
    const source = new StoredSource(this.#source, this.#options.name)
    const list = { ...reading.layout.lists[0]!, innerEnd, slots: this.#slots }
    // While the list is open, what stands before it is told apart without reading all of the source.
    const known = members ?? membersAround(before, LIST_AND_OBJECT_END, long, innerEnd)
    const body = group.body && {
      ...group.body,
      end: members ? this.#source.length : innerEnd,
      ...(known && { members: known }),
    }
    const whole: Group = { id: group.id, path: group.path, line: null, slots: this.#slots, body, kind: group.kind }
    const layout: Layout = { container: 'json', lists: [list], groups: [whole], lines: 0 }
    const begun = reading.conversations[0]!.conversation
    const value = members ? skeletonOf(this.#source, layout, whole).value : begun.body
    const id = members ? requestId(value) : group.id
    const subject = this.#subject({ ...begun, id, body: value })
    return {
      ...reading,
      source,
      lines: this.#lines,
      unwrapped: source.unwrapped,
      inner: this.#source,
      layout,
      format,
      conversations: [{ ...subject, records: this.#records, group: { ...whole, id } }],
    }
  }

  #subject({ id, kind, body }: Conversation): Subject {
    return {
      conversation: { id, kind, messages: this.#messages, body },
      records: this.#records,
      messageAt: (index) => this.#messages[index]!,
    }
  }

  /** It is not what it began like: read as any other source, at once. */
  #readWhole(): false {
    this.#show(judgeSource(this.#source.read(0, this.#source.length), this.#options))
    return false
  }

  #show(judged: Judged): void {
    this.#done = true
    this.#problems = judged.known.length
    this.#judged = judged
    this.#bench = null
  }
}

/** Rules that speak of the end of a conversation, which was not read yet. */
const AT_THE_END: ReadonlySet<string> = new Set(['pending-call', 'trailing-assistant'])

/** A source whose bytes are read when somebody needs all of them. */
class StoredSource implements Source {
  readonly #source: SourceBytes
  readonly name: string | undefined
  readonly size: number
  readonly unwrapped: Unwrapped
  #bytes: Uint8Array | null = null

  constructor(source: SourceBytes, name: string | undefined) {
    this.#source = source
    this.name = name
    this.size = source.length
    const stored = { get: (): Uint8Array => this.bytes }
    this.unwrapped = {
      get bytes() {
        return stored.get()
      },
      containers: [],
      map: identityMap,
      problems: [],
      rewritten: false,
      mended: [],
    }
  }

  get bytes(): Uint8Array {
    return (this.#bytes ??= this.#source.read(0, this.size))
  }
}

/** At once: the lists that were judged go on growing. */
function inWords(judged: Judged): Judged {
  void judged.inspection
  return judged
}
