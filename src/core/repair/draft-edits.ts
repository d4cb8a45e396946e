import { rebuildList, type ListItem, type Splice } from '../json/rebuild-list.ts'
import { longestRising } from '../json/rising.ts'
import { scanObject } from '../json/scan.ts'
import { parseTree } from '../json/tree.ts'
import type { ReadConversation, Reading } from '../reading.ts'
import type { RecordList } from '../records/layout.ts'
import { skeletonOf } from '../records/skeleton.ts'
import { decode, encode } from '../source/source.ts'
import type { TextEdit } from '../source/text-edit.ts'
import type { Draft } from './draft.ts'

/** Edits of the unwrapped bytes that turn the source into the drafts. A conversation without a draft stays as it is. */
export function draftEdits(reading: Reading, drafts: readonly (Draft | null)[]): TextEdit[] {
  const { bytes } = reading.unwrapped
  const plans = new Map<number, ListPlan>()
  const edits: Splice[] = []
  reading.conversations.forEach((read, index) => {
    const draft = drafts[index]
    if (!draft) return
    const list = read.group.slots[0]?.list
    if (list !== undefined) {
      let plan = plans.get(list)
      if (!plan) plans.set(list, (plan = new ListPlan(reading.layout.lists[list]!)))
      plan.add(read, draft)
      edits.push(...fixedEdits(reading, read, draft))
    }
    edits.push(...bodyEdits(reading, read, draft))
  })
  for (const plan of plans.values()) for (const splice of plan.splices(bytes)) edits.push(splice)
  return edits.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** What becomes of one list of records, into which several conversations may be woven. */
class ListPlan {
  readonly #list: RecordList
  readonly #gone = new Set<number>()
  readonly #changed = new Map<number, string>()
  /** Texts that come behind a record, or before it. */
  readonly #behind = new Map<number, string[]>()
  readonly #ahead = new Map<number, string[]>()

  constructor(list: RecordList) {
    this.#list = list
  }

  add({ group, records }: ReadConversation, draft: Draft): void {
    const positionOf = (origin: number): number => group.slots[origin]!.position
    const items = draft.items.filter(({ fixed }) => !fixed)
    const anchors = longestRising(items.map(({ origin }) => origin))
    const anchored = new Set(anchors)
    const stays = new Set(anchors.map((at) => items[at]!.origin!))
    group.slots.forEach((slot, origin) => {
      if (slot.list === group.slots[0]!.list && !stays.has(origin)) this.#gone.add(slot.position)
    })
    let last: number | null = null
    const ahead: string[] = []
    items.forEach((item, at) => {
      if (item.origin !== null && anchored.has(at)) {
        last = positionOf(item.origin)
        if (item.text !== records.text(item.origin)) this.#changed.set(last, item.text)
      } else if (last === null) ahead.push(item.text)
      else push(this.#behind, last, item.text)
    })
    if (ahead.length > 0)
      this.#ahead.set(anchors.length > 0 ? positionOf(items[anchors[0]!]!.origin!) : (group.slots[0]?.position ?? 0), ahead)
  }

  splices(bytes: Uint8Array): Splice[] {
    const { separator } = this.#list
    return separator !== null && !separator.startsWith(',') ? this.#lineSplices(bytes, separator) : this.#listSplices(bytes)
  }

  /** Line by line: between the lines of this list may stand others that are conversations of their own. */
  #lineSplices(bytes: Uint8Array, newline: string): Splice[] {
    const changed = this.#changedSplices(bytes)
    const others = this.#list.slots.flatMap(({ start, end }, position): Splice[] => {
      const ahead = (this.#ahead.get(position) ?? []).map((text) => text + newline).join('')
      const behind = (this.#behind.get(position) ?? []).map((text) => newline + text).join('')
      const line = this.#gone.has(position) ? this.#lineOf(bytes, position) : { start, end: start }
      return [
        ...(ahead || line.end > line.start ? [{ ...line, text: ahead }] : []),
        ...(behind ? [{ start: end, end, text: behind }] : []),
      ]
    })
    return [...changed, ...others]
  }

  /** A line with a break of its own: a last one that ends without takes the break before it along. */
  #lineOf(bytes: Uint8Array, position: number): { start: number; end: number } {
    const { slots } = this.#list
    const { start, end } = slots[position]!
    const line = lineAround(bytes, start, end)
    const before = position - 1
    const isOpen = line.end === bytes.length && bytes[line.end - 1] !== NEWLINE
    const isKept = before >= 0 && !this.#gone.has(before) && !this.#behind.has(before) && !this.#ahead.has(position)
    const isNext = isKept && bytes.subarray(slots[before]!.end, start).every((byte) => byte <= 0x20)
    return isOpen && isNext ? { start: slots[before]!.end, end: line.end } : line
  }

  #changedSplices(bytes: Uint8Array): Splice[] {
    const { slots } = this.#list
    return [...this.#changed].map(([position, text]) => smallest(bytes, slots[position]!.start, slots[position]!.end, text))
  }

  #listSplices(bytes: Uint8Array): Splice[] {
    const { slots, innerStart, innerEnd, separator } = this.#list
    // A list without a separator holds one record, and neither more nor less.
    if (separator === null) return this.#changedSplices(bytes)
    const starts = slots.map(({ start }) => start)
    const ends = slots.map(({ end }) => end)
    const items: ListItem[] = []
    slots.forEach((_, position) => {
      items.push(...(this.#ahead.get(position) ?? []))
      if (!this.#gone.has(position)) items.push(position)
      items.push(...(this.#behind.get(position) ?? []))
    })
    const inner = this.#changedSplices(bytes)
    const sequence = {
      starts,
      ends,
      innerStart,
      innerEnd,
      slice: (start: number, end: number) => decode(bytes, start, end),
      separator,
    }
    return [...rebuildList(sequence, items, (position) => decode(bytes, starts[position]!, ends[position]!)), ...inner]
  }
}

/** What stands behind the list of a conversation, each where there is room for one. */
function fixedEdits({ unwrapped }: Reading, { group, records }: ReadConversation, { items }: Draft): Splice[] {
  return items.flatMap(({ fixed, origin, text }) => {
    if (!fixed || origin === null || text === records.text(origin)) return []
    const { start, end } = group.slots[origin]!
    return [smallest(unwrapped.bytes, start, end, text)]
  })
}

const NEWLINE = 0x0a

/** A whole line with the break that ends it. */
function lineAround(bytes: Uint8Array, start: number, end: number): { start: number; end: number } {
  let from = start
  while (from > 0 && (bytes[from - 1] === 0x20 || bytes[from - 1] === 0x09)) from--
  const newline = bytes.indexOf(NEWLINE, end)
  return { start: from, end: newline < 0 ? bytes.length : newline + 1 }
}

/** Only what differs between the two texts is replaced. */
function smallest(bytes: Uint8Array, start: number, end: number, text: string): Splice {
  const after = encode(text)
  let head = 0
  const most = Math.min(end - start, after.length)
  while (head < most && bytes[start + head] === after[head]) head++
  while (head > 0 && isContinuation(after[head])) head--
  let tail = 0
  while (tail < most - head && bytes[end - 1 - tail] === after[after.length - 1 - tail]) tail++
  while (tail > 0 && isContinuation(after[after.length - tail])) tail--
  return { start: start + head, end: end - tail, text: decode(after, head, after.length - tail) }
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0

/** Members of the request that were changed, added or removed; the list of messages is none of them. */
function bodyEdits(reading: Reading, { group }: ReadConversation, draft: Draft): Splice[] {
  const { bytes } = reading.unwrapped
  const before = skeletonOf(reading.inner, reading.layout, group).text
  if (!group.body || draft.body === null || draft.body === before) return []
  const members = scanObject(bytes, group.body.start, group.body.end)
  if (!members) return []
  const old = parseTree(before)
  const now = parseTree(draft.body)
  const items = now.keys.map((key, i): ListItem => {
    const value = draft.body!.slice(now.children[i]!.start, now.children[i]!.end)
    const at = old.keys.lastIndexOf(key)
    const same = at >= 0 && before.slice(old.children[at]!.start, old.children[at]!.end) === value
    return same ? at : draft.body!.slice(now.keyStarts[i]!, now.children[i]!.end)
  })
  const starts = members.map(({ keyStart }) => keyStart)
  const sequence = {
    starts,
    ends: members.map(({ end }) => end),
    innerStart: group.body.start + 1,
    innerEnd: group.body.end - 1,
    slice: (start: number, end: number) => decode(bytes, start, end),
    separator: `,${decode(bytes, group.body.start + 1, starts[0] ?? group.body.start + 1)}`,
  }
  return rebuildList(sequence, items, (index) => decode(bytes, starts[index]!, members[index]!.end))
}

function push(map: Map<number, string[]>, key: number, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
