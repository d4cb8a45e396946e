import { parseJson } from '../json/parse-json.ts'
import type { Edit, PartRef } from '../conversation/edit.ts'
import { elementSteps } from '../conversation/element.ts'
import { isBlank, isObject } from '../conversation/facts.ts'
import type { Message, Part } from '../conversation/message.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { Format } from '../formats/format.ts'
import { editJson, type JsonEdit } from '../json/edit.ts'
import { printJson, RawJson, styleOf } from '../json/print.ts'
import type { ListItem } from '../json/rebuild-list.ts'
import type { Scope } from '../rules/rule.ts'
import { rewritten, written, type Draft, type DraftItem } from './draft.ts'
import { asRow } from './row-columns.ts'

/**
 * Makes one pass of edits. All numbers are those of the draft before the pass, so the order of edits does not matter;
 * a removal wins over a change of the same thing.
 */
export function applyEdits(draft: Draft, edits: readonly Edit[], scope: Scope, format: Format): Draft {
  const pass = new Pass(draft, scope, format)
  for (const edit of edits) pass.note(edit)
  return pass.finish()
}

interface PlacedResult {
  /** Position of its call among the calls of the message. */
  readonly rank: number
  readonly item: DraftItem | null
  readonly part: string | null
}

class Pass {
  readonly #draft: Draft
  readonly #scope: Scope
  readonly #format: Format
  readonly #changes = new Map<number, JsonEdit[]>()
  readonly #removed = new Set<number>()
  readonly #removedParts = new Map<number, Set<number>>()
  /** New items by the number of the message they come before. */
  readonly #inserted = new Map<number, DraftItem[]>()
  /** Results to place, by the message that makes their calls. */
  readonly #placed = new Map<number, PlacedResult[]>()
  readonly #bodyEdits: JsonEdit[] = []
  /** Which message comes where another one stood. */
  readonly #swaps = new Map<number, number>()

  constructor(draft: Draft, scope: Scope, format: Format) {
    this.#draft = draft
    this.#scope = scope
    this.#format = format
  }

  note(edit: Edit): void {
    switch (edit.type) {
      case 'set':
      case 'remove':
      case 'list':
        return this.#noteJson(edit)
      case 'insert-message':
        return this.#insert(edit.before, this.#item(edit.json, edit.like))
      case 'swap-messages':
        return void this.#swaps.set(edit.first, edit.second).set(edit.second, edit.first)
      case 'copy-message':
        return this.#copy(edit.message)
      case 'add-result':
        return this.#addResult(edit)
      case 'move-result':
        return this.#moveResult(edit.result, edit.call)
      case 'remove-call':
        return this.#removePart(edit.call)
      case 'remove-result':
        return this.#removePart(edit.result)
    }
  }

  #noteJson(edit: Extract<Edit, { type: 'set' | 'remove' | 'list' }>): void {
    const { message, steps } = edit.at
    if (message !== null && edit.type === 'remove' && steps.length === 0) {
      this.#removed.add(message)
      return
    }
    const change: JsonEdit =
      edit.type === 'set'
        ? { type: 'set', steps, json: edit.json }
        : edit.type === 'remove'
          ? { type: 'remove', steps }
          : { type: 'list', steps, items: edit.items }
    if (message === null) this.#bodyEdits.push(change)
    else push(this.#changes, message, change)
  }

  #insert(before: number, item: DraftItem): void {
    push(this.#inserted, before, item)
  }

  #copy(message: number): void {
    const item = this.#draft.items[message]
    if (item) this.#insert(message + 1, { ...item, origin: null })
  }

  /** What stands at a place in the end: the place keeps its origin, so that only texts are exchanged. */
  #standingAt(index: number): DraftItem {
    const item = this.#draft.items[index]!
    const from = this.#swaps.get(index)
    const other = from === undefined ? undefined : this.#draft.items[from]
    return other ? { ...this.#changed(other, from!), origin: item.origin } : this.#changed(item, index)
  }

  /** A new item in the look of a neighbour, and in a log with the columns that say which conversation it belongs to. */
  #item(json: string, like: number | null): DraftItem {
    const neighbour = this.#draft.items[like ?? 0]
    const { inEnvelope } = this.#format
    if (neighbour && inEnvelope) return written(inEnvelope(json, neighbour.text), this.#format)
    const text = neighbour && this.#draft.kind === 'rows' ? asRow(json, neighbour.text, neighbour.message.base) : json
    return written(text, this.#format)
  }

  #addResult({ call, callId, text, failed }: Extract<Edit, { type: 'add-result' }>): void {
    const item = this.#draft.items[call.message]
    const style = styleOf(item?.text ?? '')
    const part = item?.message.parts[call.part]
    const name = part?.type === 'tool-call' ? part.name : null
    const callRecord = item && this.#scope.valueOf(call.message)
    if (this.#format.answerInCall && item && part?.type === 'tool-call') {
      const answer = this.#format.answerInCall(callRecord, part, { callId, name, text, failed })
      for (const change of answer) push(this.#changes, call.message, change)
      return
    }
    const own = this.#format.writeResult({ callId, name, text, failed, callRecord })
    // On its way to another format a failure keeps its flag: that one may have a place for it.
    const entry = failed && this.#scope.foreign ? { ...(own as object), is_error: true } : own
    const rank = this.#rank(call)
    if (this.#format.resultsIn === 'next-messages') {
      push(this.#placed, call.message, { rank, item: this.#item(printJson(entry, style), call.message), part: null })
    } else push(this.#placed, call.message, { rank, item: null, part: printJson(entry, { ...style, indent: null }) })
  }

  #moveResult(result: PartRef, call: PartRef): void {
    const rank = this.#rank(call)
    const item = this.#draft.items[result.message]
    const part = item?.message.parts[result.part]
    if (!item || !part) return
    if (this.#format.resultsIn === 'next-messages') {
      this.#removed.add(result.message)
      push(this.#placed, call.message, { rank, item, part: null })
      return
    }
    push(this.#placed, call.message, {
      rank,
      item: null,
      part: this.#scope.textAt(result.message, elementSteps(part, item.message)),
    })
    this.#takePart(result)
  }

  readonly #ranks = new Map<number, Int32Array>()

  /** Position of a call among the calls of its message; counted once a message. */
  #rank({ message, part }: PartRef): number {
    let ranks = this.#ranks.get(message)
    if (!ranks) {
      const parts = this.#draft.items[message]?.message.parts ?? []
      ranks = new Int32Array(parts.length)
      for (let i = 1; i < parts.length; i++) ranks[i] = ranks[i - 1]! + (parts[i - 1]!.type === 'tool-call' ? 1 : 0)
      this.#ranks.set(message, ranks)
    }
    return ranks[part] ?? 0
  }

  /** A part that is a whole message goes as one. */
  #removePart(ref: PartRef): void {
    const message = this.#draft.items[ref.message]?.message
    const part = message?.parts[ref.part]
    if (!message || !part) return
    if (part.steps.length === message.base.length) {
      this.#removed.add(ref.message)
      if (part.type === 'tool-call') this.#removeReasoning(ref.message)
    } else this.#takePart(ref)
    // With a call goes the result that stands in it.
    if (part.type === 'tool-call' && this.#format.answerInCall)
      message.parts.forEach((own, position) => {
        if (own.type === 'tool-result' && own.answers?.part === ref.part) this.#takePart({ message: ref.message, part: position })
      })
  }

  /** Where reasoning is an item of its own, it goes with the call it led to, unless another call follows. */
  #removeReasoning(call: number): void {
    const typeAt = (index: number): Part['type'] | undefined => {
      const message = this.#draft.items[index]?.message
      return message?.parts.length === 1 && message.parts[0]!.steps.length === message.base.length
        ? message.parts[0]!.type
        : undefined
    }
    if (typeAt(call + 1) === 'tool-call' && !this.#removed.has(call + 1)) return
    for (let index = call - 1; typeAt(index) === 'reasoning'; index--) this.#removed.add(index)
  }

  #takePart({ message, part }: PartRef): void {
    const parts = this.#removedParts.get(message)
    if (parts) parts.add(part)
    else this.#removedParts.set(message, new Set([part]))
  }

  finish(): Draft {
    for (const [message, results] of this.#placed)
      this.#place(
        message,
        results.sort((a, b) => a.rank - b.rank),
      )
    for (const [message, parts] of this.#removedParts) this.#dropParts(message, parts)
    const { body, single } = this.#draft
    if (single) return { ...this.#draft, items: this.#draft.items.map((item, index) => this.#changed(item, index)) }
    const items: DraftItem[] = []
    this.#draft.items.forEach((_, index) => {
      items.push(...(this.#inserted.get(index) ?? []))
      if (!this.#removed.has(index)) items.push(this.#standingAt(index))
    })
    items.push(...(this.#inserted.get(this.#draft.items.length) ?? []))
    // A moved record is the same item at another place: it must not stand twice.
    return { ...this.#draft, items, body: body === null ? null : editJson(body, this.#bodyEdits) }
  }

  #changed(item: DraftItem, index: number): DraftItem {
    const edits = this.#changes.get(index)
    if (!edits) return item
    const whole = edits.find((edit) => edit.type === 'set' && edit.steps.length === 0)
    if (whole?.type === 'set')
      return rewritten(
        item,
        this.#draft.kind === 'rows' ? asRow(whole.json, item.text, item.message.base) : whole.json,
        this.#format,
      )
    return rewritten(item, editJson(item.text, edits), this.#format)
  }

  #place(message: number, results: readonly PlacedResult[]): void {
    if (this.#format.resultsIn === 'next-messages') this.#placeMessages(message, results)
    else this.#placeParts(message, results)
  }

  /** Each new result stands behind the last one that answers an earlier call of the message, else directly behind it. */
  #placeMessages(message: number, results: readonly PlacedResult[]): void {
    const ranks: { index: number; rank: number }[] = []
    for (let index = message + 1; this.#draft.items[index]?.message.role === 'tool'; index++) {
      if (!this.#removed.has(index)) ranks.push({ index, rank: this.#rankOfAnswer(message, index) })
    }
    let next = 0
    let before = message + 1
    for (const { rank, item } of results) {
      for (; next < ranks.length; next++) {
        const found = ranks.slice(next).findIndex((entry) => entry.rank >= 0 && entry.rank < rank)
        if (found < 0) break
        next += found
        before = ranks[next]!.index + 1
      }
      if (item) this.#insert(before, item)
    }
  }

  #rankOfAnswer(message: number, index: number): number {
    const found = this.#answers().get(index)
    return found?.message === message ? found.rank : -1
  }

  #answersOf: Map<number, { message: number; rank: number }> | null = null

  /** For each message that is a result: the message of its call, and the call's position there. */
  #answers(): Map<number, { message: number; rank: number }> {
    if (this.#answersOf) return this.#answersOf
    const answers = new Map<number, { message: number; rank: number }>()
    const { calls, results } = this.#scope.pairing
    for (const { message, call } of results) {
      if (call !== null) answers.set(message, { message: calls[call]!.message, rank: this.#rank(calls[call]!) })
    }
    this.#answersOf = answers
    return answers
  }

  /** Results open the next message of the user, in call order; without one, a message of their own comes in between. */
  #placeParts(message: number, results: readonly PlacedResult[]): void {
    const { calls, results: all } = this.#scope.pairing
    const index = message + 1
    const next = this.#draft.items[index]
    const taken = this.#removedParts.get(index) ?? new Set()
    const role = this.#format.resultRole ?? 'user'
    // A bare text among messages is no message that could hold anything.
    const isHolder = next !== undefined && isObject(valueAt(parseJson(next.text), next.message.base))
    if (!isHolder || next.message.role !== role || this.#removed.has(index)) {
      const style = styleOf(this.#draft.items[message]?.text ?? '')
      const content = `[${results.map(({ part }) => part).join(style.indent === null ? style.comma : ', ')}]`
      this.#insert(
        index,
        this.#item(
          `{"role"${style.colon}"${role}"${style.comma.trimEnd() === ',' ? style.comma : ','}"${this.#format.partsKey}"${style.colon}${content}}`,
          message,
        ),
      )
      return
    }
    const ordered: { rank: number; item: ListItem }[] = results.map(({ rank, part }) => ({ rank, item: part ?? '' }))
    const others: ListItem[] = []
    const steps = [...next.message.base, this.#format.partsKey]
    const contentSteps = steps.length
    const content = valueAt(parseJson(next.text), steps)
    const answers = new Map(all.filter((entry) => entry.message === index).map((entry) => [entry.part, entry]))
    const positions = new Map(next.message.parts.map((part, position) => [part.steps[contentSteps], position]))
    if (Array.isArray(content)) {
      content.forEach((_, j) => {
        const position = positions.get(j) ?? -1
        if (taken.has(position)) return
        const found = answers.get(position)
        const call = found?.call == null ? null : calls[found.call]!
        if (call?.message === message && !found?.duplicate) ordered.push({ rank: this.#rank(call), item: j })
        else others.push(j)
      })
    } else if (typeof content === 'string' && !isBlank(content))
      others.push(printJson(this.#format.writeText(new RawJson(this.#scope.textAt(index, steps) ?? '""'))))
    const items = [...ordered.sort((a, b) => a.rank - b.rank).map(({ item }) => item), ...others]
    this.#removedParts.delete(index)
    if (Array.isArray(content)) push(this.#changes, index, { type: 'list', steps, items })
    else push(this.#changes, index, { type: 'set', steps, json: `[${items.join(', ')}]` })
  }

  /** Takes parts out, and then what is left empty around them. */
  #dropParts(index: number, positions: ReadonlySet<number>): void {
    const item = this.#draft.items[index]
    if (!item || this.#removed.has(index)) return
    const { message } = item
    const left = message.parts.filter((_, position) => !positions.has(position))
    if (!left.some((part) => speaks(part, message))) {
      this.#removed.add(index)
      return
    }
    const dropped = [...positions].flatMap((position) => message.parts[position] ?? [])
    const calls = left.some((part) => part.steps.includes('tool_calls'))
    const emptied = !calls && dropped.some((part) => part.steps.includes('tool_calls'))
    const others = new Set(left.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : [])))
    const record = this.#scope.valueOf(index)
    for (const part of dropped) {
      // Of two calls with one id, nobody knows whose the copies are: they stay with the one that stays.
      if (part.type === 'tool-call' && others.has(part.callId)) continue
      const copies = part.type === 'tool-call' ? this.#format.copiesOf?.(record, part) : undefined
      for (const { steps } of copies ?? []) push(this.#changes, index, { type: 'remove', steps })
    }
    if (emptied) push(this.#changes, index, { type: 'remove', steps: [...message.base, 'tool_calls'] })
    else for (const part of dropped) push(this.#changes, index, { type: 'remove', steps: elementSteps(part, message) })
  }
}

/** A text that is blank and reasoning without a call say nothing by themselves. */
function speaks(part: Part, message: Message): boolean {
  if (part.type === 'reasoning') return false
  if (part.type === 'text') return !part.blank
  return part.steps.length > message.base.length || message.role === 'tool'
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
