import { parseJson } from '../json/parse-json.ts'
import { isList, isObject, scanList, scanObject, skipWhitespace, valueEnd, type ScannedMember } from '../json/scan.ts'
import type { Steps } from '../json/path.ts'
import { get } from '../json/value.ts'
import { decode } from '../source/source.ts'
import type { Group, Layout, RecordKinds, RecordList, Slot } from './layout.ts'
import { recordListOf } from './record-list.ts'
import { readRequestLine, RequestLine, type LinePlace } from './request-line.ts'
import { SESSION_KEYS, sessionOf } from './session.ts'

const MOST_DEPTH = 4
/** Parsed values are several times as large as their text: they are kept for so many bytes and no more. */
const MOST_KEPT = 4_000_000

/** Finds the lists of records in a source and says which records make one conversation. */
export function findLayout(bytes: Uint8Array, kinds: RecordKinds): Layout {
  return new Finder(bytes, kinds).find()
}

/** The same for some lines of a source whose lines are requests, even if there is only one and that is broken. */
export function findLines(bytes: Uint8Array, kinds: RecordKinds): Layout {
  return new Finder(bytes, kinds).findLines(true)
}

class Finder {
  readonly #bytes: Uint8Array
  readonly #kinds: RecordKinds
  readonly #lists: RecordList[] = []
  readonly #groups: Group[] = []
  #lineEnds = 0
  /** The conversation the line under way names. */
  #lineSession: string | null = null

  constructor(bytes: Uint8Array, kinds: RecordKinds) {
    this.#bytes = bytes
    this.#kinds = kinds
  }

  find(): Layout {
    const bytes = this.#bytes
    const start = skipWhitespace(bytes, 0)
    const end = start < bytes.length ? valueEnd(bytes, start) : -1
    if (end >= 0 && skipWhitespace(bytes, end) === bytes.length) {
      this.#explore(start, end, [], null, 0)
      return { container: 'json', lists: this.#lists, groups: this.#groups, lines: 0 }
    }
    return this.findLines(false)
  }

  findLines(amongRequests: boolean): Layout {
    if (this.#bytes.length > 0) this.#lines(amongRequests)
    return { container: 'jsonl', lists: this.#lists, groups: this.#groups, lines: this.#lineEnds }
  }

  /** Each line is a conversation of its own, or one record of a log. */
  #lines(amongRequests: boolean): void {
    const bytes = this.#bytes
    const rows: Slot[] = []
    const sessions: (string | null)[] = []
    const lines: number[] = []
    const newline = bytes.indexOf(10)
    const separator = newline > 0 && bytes[newline - 1] === 13 ? '\r\n' : '\n'
    const list: RecordList = { innerStart: 0, innerEnd: bytes.length, separator, slots: rows }
    const listIndex = this.#lists.push(list) - 1
    const keepsValues = bytes.length <= MOST_KEPT
    for (let at = 0, line = 0; at < bytes.length; line++) {
      const found = bytes.indexOf(10, at)
      const lineEnd = found < 0 ? bytes.length : found
      if (found >= 0) this.#lineEnds++
      const start = skipWhitespace(bytes, at, lineEnd)
      let end = lineEnd
      while (end > start && bytes[end - 1]! <= 0x20) end--
      if (end > start && !(keepsValues && this.#requestLine({ start, end, line }))) {
        const before = this.#groups.length
        this.#lineSession = null
        const whole = isObject(bytes, start) || isList(bytes, start) ? valueEnd(bytes, start, end) === end : false
        if (whole) this.#explore(start, end, [], line, 1)
        if (this.#groups.length === before) {
          rows.push({ start, end, list: listIndex, position: rows.length, path: [rows.length] })
          sessions.push(
            this.#lineSession ?? (whole && isObject(bytes, start) ? this.#sessionIn(scanObject(bytes, start, end) ?? []) : null),
          )
          lines.push(line)
        }
      }
      at = lineEnd + 1
    }
    if (rows.length === 0) return
    if (!amongRequests && !this.#groups.some(({ body }) => body)) return this.#rows(rows, sessions, [])
    // Lines of a part belong to nobody: where the source was divided must not decide which of them are one conversation.
    const alone = rows.map((row) => amongRequests || this.#valueAt(row.start, row.end) === undefined)
    rows.forEach((row, i) => alone[i] && this.#lineAlone(row, sessions[i] ?? null, lines[i]!))
    this.#groups.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    this.#rows(
      rows.filter((_, i) => !alone[i]),
      sessions.filter((_, i) => !alone[i]),
      [],
    )
  }

  /** Between requests a line that is no JSON was one too: it belongs to no other line. */
  #lineAlone(row: Slot, id: string | null, line: number): void {
    this.#groups.push({ id, path: [], line, slots: [{ ...row, path: [] }], body: null, kind: 'rows' })
  }

  /** A line that is a request and nothing odd is parsed once, as a whole; where its records stand is found when asked for. */
  #requestLine(place: LinePlace): boolean {
    const request = readRequestLine(decode(this.#bytes, place.start, place.end), this.#kinds)
    if (!request) return false
    const line = new RequestLine(this.#bytes, place, request, this.#lists.length)
    this.#lists.push(line)
    this.#groups.push(line)
    return true
  }

  #explore(start: number, end: number, path: Steps, line: number | null, depth: number): void {
    if (isObject(this.#bytes, start)) this.#object(start, end, path, line, depth)
    else if (isList(this.#bytes, start)) this.#list(start, end, path, line, depth)
  }

  #object(start: number, end: number, path: Steps, line: number | null, depth: number): void {
    const bytes = this.#bytes
    const members = scanObject(bytes, start, end)
    if (!members) return
    const messages = members.findLast((member) => this.#kinds.listKeys.has(member.key) && isList(bytes, member.start))
    if (messages && this.#holdsNoBodies(messages)) {
      const slots = this.#addList(messages.start, messages.end, [...path, messages.key])
      if (slots) {
        const kind = members.some(({ key }) => key === 'choices') ? 'response' : 'request'
        this.#groups.push({
          id: this.#idOf(members),
          path: [...path, messages.key],
          line,
          slots,
          body: { start, end, path },
          kind,
        })
      }
      return
    }
    if (depth > MOST_DEPTH) return
    if (this.#response(members, path, line)) return
    if (line !== null && depth === 1 && this.#kinds.hasRecordKeys(members.map(({ key }) => key))) {
      this.#lineSession = this.#sessionIn(members)
      return
    }
    if (this.#isRecordAt(start, end)) {
      const slots = [this.#single(start, end, path)]
      const stored = this.#isStoredAt(start, end)
      const id = sessionOf(this.#valueAt(start, end))
      // A line is one record of a log; what an assistant says deeper in one was recorded there with what it answers.
      const isAnswer = line === null || (path.length > 0 && get(this.#valueAt(start, end), 'role') === 'assistant')
      this.#groups.push({ id, path, line, slots, body: null, kind: stored ? 'records' : isAnswer ? 'response' : 'list' })
      return
    }
    for (const member of members) {
      if (isObject(bytes, member.start) || isList(bytes, member.start)) {
        this.#explore(member.start, member.end, [...path, member.key], line, depth + 1)
      }
    }
  }

  /** `messages: [{ messages: […] }]` is a list of conversations under a misleading key. */
  #holdsNoBodies(member: ScannedMember): boolean {
    const list = scanList(this.#bytes, member.start, member.end)
    if (!list || list.starts.length === 0 || !isObject(this.#bytes, list.starts[0]!)) return true
    const first = scanObject(this.#bytes, list.starts[0]!, list.ends[0]!)
    return !first?.some(({ key, start }) => this.#kinds.listKeys.has(key) && isList(this.#bytes, start))
  }

  /** `{ choices: [{ message }] }`: each choice is one message by itself. */
  #response(members: readonly ScannedMember[], path: Steps, line: number | null): boolean {
    const bytes = this.#bytes
    const choices = members.find(({ key, start }) => key === 'choices' && isList(bytes, start))
    const list = choices && scanList(bytes, choices.start, choices.end)
    if (!choices || !list) return false
    let found = false
    list.starts.forEach((start, i) => {
      if (!isObject(bytes, start)) return
      const message = scanObject(bytes, start, list.ends[i])?.find(
        ({ key, start: at }) => key === 'message' && isObject(bytes, at),
      )
      if (!message) return
      const at = [...path, 'choices', i, 'message']
      const slots = [this.#single(message.start, message.end, at)]
      this.#groups.push({ id: null, path: at, line, slots, body: null, kind: 'response' })
      found = true
    })
    return found
  }

  #list(start: number, end: number, path: Steps, line: number | null, depth: number): void {
    const list = scanList(this.#bytes, start, end)
    if (!list || list.starts.length === 0) return
    // What is no object at all was left there by a slip; it neither makes a list of messages nor unmakes one.
    const sample = this.#sample(list.starts, list.ends).filter((value) => typeof value === 'object' && value !== null)
    const records = sample.filter(this.#kinds.isRecord).length
    if (records > 0 && records >= sample.length / 2) {
      const slots = this.#addList(start, end, path)
      if (!slots) return
      if (sample.some((value) => sessionOf(value) !== null)) {
        const sessions = slots.map((slot) => sessionOf(this.#valueAt(slot.start, slot.end)))
        return this.#rows(slots, sessions, path)
      }
      const stored = sample.filter(this.#kinds.isStoredCall).length * 2 > records
      this.#groups.push({ id: null, path, line, slots, body: null, kind: stored ? 'records' : 'list' })
      return
    }
    if (depth > MOST_DEPTH) return
    list.starts.forEach((at, i) => this.#explore(at, list.ends[i]!, [...path, i], line, depth + 1))
  }

  /** Rows of a table or log: split by the conversation each one names. */
  #rows(slots: readonly Slot[], named: readonly (string | null)[], path: Steps): void {
    const sessions = new Map<string | null, Slot[]>()
    slots.forEach((slot, i) => {
      const id = named[i] ?? null
      const of = sessions.get(id)
      if (of) of.push(slot)
      else sessions.set(id, [slot])
    })
    // Rows that name no conversation, between rows that do, stay by themselves: a result there answers nobody's call.
    for (const [id, own] of sessions) this.#groups.push({ id, path, line: null, slots: own, body: null, kind: 'rows' })
  }

  #addList(start: number, end: number, path: Steps): Slot[] | null {
    const scanned = scanList(this.#bytes, start, end)
    if (!scanned) return null
    const list = recordListOf(this.#bytes, scanned, this.#lists.length, path)
    this.#lists.push(list)
    return list.slots
  }

  #single(start: number, end: number, path: Steps): Slot {
    const slots: Slot[] = []
    const list = this.#lists.push({ innerStart: start, innerEnd: end, separator: null, slots }) - 1
    const slot = { start, end, list, position: 0, path }
    slots.push(slot)
    return slot
  }

  #idOf(members: readonly ScannedMember[]): string | null {
    const own = members.findLast(({ key }) => key === 'id')
    return this.#sessionIn(members) ?? (own ? this.#idAt(own) : null)
  }

  #sessionIn(members: readonly ScannedMember[]): string | null {
    for (const key of SESSION_KEYS) {
      const own = members.findLast((member) => member.key === key)
      const id = own ? this.#idAt(own) : null
      if (id !== null) return id
    }
    return null
  }

  #idAt({ start, end }: ScannedMember): string | null {
    const id = this.#valueAt(start, end)
    return typeof id === 'string' || typeof id === 'number' ? String(id) : null
  }

  #sample(starts: readonly number[], ends: readonly number[]): unknown[] {
    const step = Math.max(1, Math.floor(starts.length / 20))
    const sample: unknown[] = []
    for (let i = 0; i < starts.length; i += step) sample.push(this.#valueAt(starts[i]!, ends[i]!))
    return sample
  }

  #isRecordAt(start: number, end: number): boolean {
    return this.#kinds.isRecord(this.#valueAt(start, end))
  }

  #isStoredAt(start: number, end: number): boolean {
    return this.#kinds.isStoredCall(this.#valueAt(start, end))
  }

  #valueAt(start: number, end: number): unknown {
    return parseJson(decode(this.#bytes, start, end))
  }
}
