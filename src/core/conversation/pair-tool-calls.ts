import type { Conversation } from './conversation.ts'
import type { Message, PendingReason, ToolCallPart, ToolResultPart } from './message.ts'
import type { Steps } from '../json/path.ts'
import type { PairedCall, PairedResult, Pairing, TieKind } from './pairing.ts'

export interface PairingOptions {
  /** Ids of calls that wait for a person or a later message. */
  readonly pendingIds?: ReadonlySet<string>
  /** The conversation goes on behind what was read: the last calls may still be answered. */
  readonly goesOn?: boolean
}

type TextAt = (message: number, steps: Steps) => string | null

interface OpenCall {
  readonly message: number
  readonly part: number
  readonly call: ToolCallPart
  readonly id: string | null
  results: number[]
  tie: TieKind | null
}

interface LooseResult {
  readonly message: number
  readonly part: number
  readonly result: ToolResultPart
  readonly id: string | null
  call: number | null
  tie: TieKind | null
}

/**
 * Finds which result answers which call, in one pass over the parts and one over what is left. A result takes the
 * nearest earlier unanswered call with its id; without an id, by name and order; then results before their call; then
 * what is left in one block, by position, if the counts match. Adjacency is not asked for here: targets judge it.
 * `textAt`: JSON text of a value in a message, asked for only where one id has several results beside an open call.
 */
export function pairToolCalls(conversation: Conversation, textAt: TextAt, options: PairingOptions = {}): Pairing {
  const pairer = new Pairer(conversation.messages, textAt)
  pairer.pairInOrder()
  pairer.pairBackwards()
  pairer.pairByPosition()
  return pairer.finish(conversation, options)
}

const idOf = (id: string | null): string | null => id?.trim() || null
const nameOf = ({ name }: ToolResultPart): string | null => name?.trim() || null

class Pairer {
  readonly #messages: readonly Message[]
  readonly #textAt: TextAt
  readonly #calls: OpenCall[] = []
  readonly #results: LooseResult[] = []
  /** Calls and results of each message: where they begin in the two lists. */
  readonly #firstCall: Int32Array
  readonly #firstResult: Int32Array

  constructor(messages: readonly Message[], textAt: TextAt) {
    this.#messages = messages
    this.#textAt = textAt
    this.#firstCall = new Int32Array(messages.length + 1)
    this.#firstResult = new Int32Array(messages.length + 1)
    messages.forEach((message, index) => {
      this.#firstCall[index] = this.#calls.length
      this.#firstResult[index] = this.#results.length
      message.parts.forEach((part, at) => {
        if (part.type === 'tool-call')
          this.#calls.push({ message: index, part: at, call: part, id: idOf(part.callId), results: [], tie: null })
        if (part.type === 'tool-result')
          this.#results.push({ message: index, part: at, result: part, id: idOf(part.callId), call: null, tie: null })
      })
    })
    this.#firstCall[messages.length] = this.#calls.length
    this.#firstResult[messages.length] = this.#results.length
  }

  pairInOrder(): void {
    const byId = new Map<string, OpenQueue>()
    const byName = new Map<string, OpenQueue>()
    const turn = new Turn()
    let nextCall = 0
    this.#results.forEach((loose, index) => {
      while (nextCall < this.#calls.length && precedes(this.#calls[nextCall]!, loose))
        this.#openCall(nextCall++, byId, byName, turn)
      const { result, id } = loose
      if (result.answers) {
        const { message, part, tie } = result.answers
        return this.#tie(index, this.#callAt(message, part), tie)
      }
      if (result.style === 'stored-record') return this.#tie(index, this.#callAt(loose.message, loose.part - 1), 'structure')
      if (id !== null) return this.#answerById(index, byId.get(id))
      const isOpen = (call: number): boolean => this.#calls[call]!.results.length === 0
      const name = nameOf(result)
      const inTurn = turn.take((call) => isOpen(call) && (name === null || name === this.#calls[call]!.call.name))
      const call = inTurn ?? (name === null ? undefined : this.#takeOpen(byName.get(name)))
      if (call !== undefined) this.#tie(index, call, 'name-and-order')
    })
  }

  #openCall(index: number, byId: Map<string, OpenQueue>, byName: Map<string, OpenQueue>, turn: Turn): void {
    const { id, call, message } = this.#calls[index]!
    if (id === null) turn.add(index, this.#isNewTurn(index))
    const [queues, key] = id === null ? [byName, call.name ?? ''] : [byId, id]
    let queue = queues.get(key)
    if (!queue) queues.set(key, (queue = new OpenQueue()))
    queue.add(index, message)
  }

  /** Between this call and the one before it the user spoke: what answers this one is not the other's. */
  #isNewTurn(index: number): boolean {
    const before = this.#calls[index - 1]
    if (!before) return false
    for (let at = before.message + 1; at < this.#calls[index]!.message; at++) {
      const { role, parts } = this.#messages[at]!
      if (role === 'user' && parts.some(({ type }) => type === 'text')) return true
    }
    return false
  }

  /** The nearest unanswered call; when all are answered, a second result of the nearest one. */
  #answerById(index: number, queue: OpenQueue | undefined): void {
    if (!queue) return
    const open = this.#takeOpen(queue)
    if (open !== undefined) this.#tie(index, open, 'id')
    else if (queue.newest !== null) this.#tie(index, queue.newest, 'id')
  }

  /** The next call of a queue that nobody has answered by another way. */
  #takeOpen(queue: OpenQueue | undefined): number | undefined {
    for (let call = queue?.take(); call !== undefined; call = queue?.take())
      if (this.#calls[call]!.results.length === 0) return call
    return undefined
  }

  #callAt(message: number, part: number): number {
    for (let i = this.#firstCall[message]!; i < this.#firstCall[message + 1]!; i++) if (this.#calls[i]!.part === part) return i
    return -1
  }

  #tie(result: number, call: number, tie: TieKind): void {
    const entry = this.#calls[call]
    if (!entry) return
    entry.results.push(result)
    entry.tie ??= tie
    this.#results[result]!.call = call
    this.#results[result]!.tie = tie
  }

  /** Results whose call comes later. */
  pairBackwards(): void {
    const waiting = new Map<string, number[]>()
    this.#results.forEach(({ id, call }, index) => {
      if (call !== null || id === null) return
      const list = waiting.get(id)
      if (list) list.push(index)
      else waiting.set(id, [index])
    })
    if (waiting.size === 0) return
    this.#calls.forEach((entry, index) => {
      if (entry.id === null || entry.results.length > 0) return
      const list = waiting.get(entry.id)
      if (!list?.length || !precedes(this.#results[list[0]!]!, entry)) return
      this.#tie(list.shift()!, index, 'id')
    })
    // The rest of a waiting list are second results of a call that is answered by now.
    const answered = new Map<string, number>()
    this.#calls.forEach(
      (entry, index) =>
        entry.id !== null && waiting.get(entry.id)?.length && entry.results.length && answered.set(entry.id, index),
    )
    for (const [id, list] of waiting) {
      const call = answered.get(id)
      if (call !== undefined) for (const result of list) this.#tie(result, call, 'id')
    }
  }

  /** In one block of calls and the results right after it, what is left pairs by position if the counts match. */
  pairByPosition(): void {
    this.#messages.forEach((_, message) => {
      if (!this.#hasOpenCall(message)) return
      const open = this.#callsOf(message).filter((call) => this.#calls[call]!.results.length === 0)
      if (open.length === 0) return
      const block = this.#resultsAfter(message)
      const results = block.filter((result) => this.#isLoose(result, message) || this.#isStray(result, message, block))
      if (open.length !== results.length || !open.every((call, i) => this.#namesAgree(call, results[i]!))) return
      open.forEach((call, i) => {
        this.#release(results[i]!)
        this.#tie(results[i]!, call, 'position')
      })
    })
  }

  #hasOpenCall(message: number): boolean {
    const end = this.#firstCall[message + 1]!
    for (let call = this.#firstCall[message]!; call < end; call++) if (this.#calls[call]!.results.length === 0) return true
    return false
  }

  #callsOf(message: number): number[] {
    return range(this.#firstCall[message]!, this.#firstCall[message + 1]!)
  }

  /** Results of the message itself and of those directly after it that hold results. */
  #resultsAfter(message: number): number[] {
    let end = message + 1
    while (
      end < this.#messages.length &&
      this.#firstResult[end + 1]! > this.#firstResult[end]! &&
      this.#firstCall[end + 1] === this.#firstCall[end]
    )
      end++
    return range(this.#firstResult[message]!, this.#firstResult[end]!)
  }

  /** Without a call, or tied as a second result to a call of another message: the id may be the mistake. */
  #isLoose(result: number, message: number): boolean {
    const { call } = this.#results[result]!
    if (call === null) return true
    const other = this.#calls[call]!
    return (
      other.message !== message &&
      other.results.length > 1 &&
      other.results[0] !== result &&
      !this.#standsAfter(result, other.message)
    )
  }

  /**
   * One of several different answers under the id of a call of this message, where as many results stand as calls: the one
   * at the place of that call is its own, and the id of another may be the mistake. A copy stays one, and so does what
   * takes the place of a stand-in.
   */
  #isStray(index: number, message: number, block: readonly number[]): boolean {
    const call = this.#results[index]!.call
    const first = this.#firstCall[message]!
    if (call === null || block.length !== this.#firstCall[message + 1]! - first) return false
    const other = this.#calls[call]!
    if (other.message !== message || other.results.length < 2) return false
    const inPlace = block[call - first]!
    const own = this.#results[inPlace]!.call === call ? inPlace : other.results[0]!
    const isReal = (at: number): boolean => !this.#results[at]!.result.synthetic && !this.#results[at]!.result.empty
    return index !== own && isReal(index) && isReal(own) && this.#contentOf(index) !== this.#contentOf(own)
  }

  #contentOf(index: number): string | null {
    const { message, result } = this.#results[index]!
    return this.#textAt(message, result.contentSteps)
  }

  #standsAfter(result: number, message: number): boolean {
    return this.#resultsAfter(message).includes(result)
  }

  #namesAgree(call: number, result: number): boolean {
    const name = nameOf(this.#results[result]!.result)
    return name === null || name === this.#calls[call]!.call.name
  }

  #release(result: number): void {
    const { call } = this.#results[result]!
    if (call === null) return
    const other = this.#calls[call]!
    other.results = other.results.filter((entry) => entry !== result)
  }

  finish({ messages, kind }: Conversation, { pendingIds, goesOn = false }: PairingOptions): Pairing {
    const lastCalling = this.#calls.at(-1)?.message ?? -1
    // The record stops there too where its last line was cut: the result may have stood in it.
    const ends = messages
      .slice(lastCalling + 1)
      .every(
        ({ parts, malformed }, i, later) =>
          parts.some((part) => part.type === 'tool-result') || (malformed === 'unparsed' && i === later.length - 1),
      )
    // What the provider ran itself was answered before anybody else could run the others.
    const anyAnswered = this.#callsOf(Math.max(0, lastCalling)).some((call) => {
      const { results, call: made } = this.#calls[call]!
      return results.length > 0 && made.style !== 'hosted'
    })
    const reasonFor = ({ call, id, message }: OpenCall): PendingReason | null => {
      if (id !== null && pendingIds?.has(id)) return 'asked'
      if (call.pending !== undefined) return call.pending
      if (kind === 'response') return 'response'
      if (call.style === 'hosted') return 'hosted'
      if (kind === 'records') return 'elsewhere'
      return message === lastCalling && ends && (goesOn || !anyAnswered) ? 'last' : null
    }
    const calls = this.#calls.map((entry): PairedCall => {
      const results = this.#bestFirst(entry)
      const { message, part, call, tie } = entry
      if (results.length > 0) return { message, part, call, results, tie, state: 'paired', pending: null }
      const pending = reasonFor(entry)
      return { message, part, call, results, tie, state: pending === null ? 'orphaned' : 'pending', pending }
    })
    const results = this.#results.map(({ message, part, result, call, tie }, index): PairedResult => {
      return { message, part, result, call, tie, duplicate: call !== null && calls[call]!.results[0] !== index }
    })
    return { calls, results, sound: areSound(calls, results) }
  }

  /** Of several results the real one counts, then the one with content, then the one in place, then the first. */
  #bestFirst(entry: OpenCall): number[] {
    if (entry.results.length < 2) return entry.results
    const rank = (index: number): number => {
      const { result, message } = this.#results[index]!
      return (result.synthetic ? 4 : 0) + (result.empty ? 2 : 0) + (message > entry.message ? 0 : 1)
    }
    const ranked = entry.results.map((index) => ({ index, rank: rank(index), place: this.#results[index]!.message }))
    ranked.sort((a, b) => a.rank - b.rank || a.index - b.index)
    return ranked.map(({ index }) => index)
  }
}

/** Unanswered calls with one id: the newest message first, inside a message in order. */
class OpenQueue {
  readonly #groups: { message: number; calls: number[]; next: number }[] = []
  /** The call opened last, answered or not. */
  newest: number | null = null

  add(call: number, message: number): void {
    this.newest = call
    const last = this.#groups.at(-1)
    if (last?.message === message) last.calls.push(call)
    else this.#groups.push({ message, calls: [call], next: 0 })
  }

  take(): number | undefined {
    const last = this.#groups.at(-1)
    if (!last) return undefined
    const call = last.calls[last.next++]
    if (last.next === last.calls.length) this.#groups.pop()
    return call
  }
}

/** Calls without an id since the last result without one: they are answered in order. */
class Turn {
  #calls: number[] = []
  #isAnswered = false

  add(call: number, isNew: boolean): void {
    if (this.#isAnswered || isNew) this.#calls = []
    this.#isAnswered = false
    this.#calls.push(call)
  }

  /** The first call that fits. */
  take(fits: (call: number) => boolean): number | undefined {
    this.#isAnswered = true
    const at = this.#calls.findIndex(fits)
    return at < 0 ? undefined : this.#calls.splice(at, 1)[0]
  }
}

function precedes(a: { message: number; part: number }, b: { message: number; part: number }): boolean {
  return a.message < b.message || (a.message === b.message && a.part < b.part)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

function areSound(calls: readonly PairedCall[], results: readonly PairedResult[]): boolean {
  if (calls.length !== results.length) return false
  const ids = new Set<string>()
  for (let i = 0, first = 0; i < calls.length; i++) {
    const { message, call, results: answers, tie } = calls[i]!
    if (i > 0 && calls[i - 1]!.message !== message) first = i
    const answer = results[i]!
    const isOwn = answers.length === 1 && answers[0] === i && tie === 'id'
    const inPlace = answer.message === message + 1 + i - first && answer.part === 0
    if (!isOwn || !inPlace || !isSoundCall(call) || !isSoundResult(answer.result)) return false
    ids.add(call.callId!)
  }
  return ids.size === calls.length
}

function isSoundCall({ exact, style, callId }: ToolCallPart): boolean {
  return exact && style === 'plain' && callId !== null && callId !== '' && callId.trim() === callId
}

function isSoundResult({ style, idKind, callId, empty, steps }: ToolResultPart): boolean {
  return style === 'plain' && idKind === 'string' && callId !== null && callId.trim() === callId && !empty && steps.length === 0
}
