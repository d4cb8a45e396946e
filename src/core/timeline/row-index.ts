import type { Judged } from '../judge-source.ts'
import type { Message } from '../conversation/message.ts'
import type { Pairing } from '../conversation/pairing.ts'
import { markOf, type RowMarks } from './row-marks.ts'

export type RowKind = 'lane' | 'message' | 'call' | 'result' | 'slot-result' | 'slot-call' | 'unparsed'
const KINDS: readonly RowKind[] = ['lane', 'message', 'call', 'result', 'slot-result', 'slot-call', 'unparsed']

/** What one row stands for. `index` is that of the call or the result in the pairing of its conversation. */
export interface RowRef {
  readonly kind: RowKind
  readonly conversation: number
  readonly message: number
  readonly index: number
}

/** Four numbers a row, so that half a million of them weigh nothing; rows are made from the bytes when they are shown. */
export class RowIndex {
  #cells = new Int32Array(4096)
  #count = 0
  /** Rows of calls, results and messages, by conversation. */
  readonly calls: Int32Array[] = []
  readonly results: Int32Array[] = []
  readonly messages: Int32Array[] = []

  /** `lanes`: each conversation has a row at its head. */
  constructor(judged: Judged, lanes = judged.verdicts.length > 1) {
    judged.verdicts.forEach(({ pairing, scope }, conversation) => {
      const { messages } = scope.conversation
      this.calls.push(new Int32Array(pairing.calls.length).fill(-1))
      this.results.push(new Int32Array(pairing.results.length).fill(-1))
      this.messages.push(new Int32Array(messages.length).fill(-1))
      if (lanes) this.#add('lane', conversation, 0, 0)
      this.#addConversation(conversation, messages, pairing)
    })
  }

  get count(): number {
    return this.#count
  }

  /** A mark for each row, without problems. */
  marks(judged: Judged): RowMarks {
    const marks = new Uint8Array(this.#count)
    for (let row = 0; row < this.#count; row++) {
      const cell = row * 4
      const message = judged.reading.conversations[this.#cells[cell + 1]!]!.conversation.messages[this.#cells[cell + 2]!]
      marks[row] = markOf(KINDS[this.#cells[cell]!]!, message?.role ?? 'unknown')
    }
    return marks
  }

  at(row: number): RowRef | null {
    if (!Number.isInteger(row) || row < 0 || row >= this.#count) return null
    const cell = row * 4
    return {
      kind: KINDS[this.#cells[cell]!]!,
      conversation: this.#cells[cell + 1]!,
      message: this.#cells[cell + 2]!,
      index: this.#cells[cell + 3]!,
    }
  }

  #addConversation(conversation: number, messages: readonly Message[], pairing: Pairing): void {
    let nextCall = 0
    let nextResult = 0
    /** Calls without a result whose slot is still to come: it stands behind the results of its message. */
    let open: number[] = []
    const flush = (before: number): void => {
      for (const call of open) this.#add('slot-result', conversation, before, call)
      open = []
    }
    for (const message of messages) {
      const results = message.parts.some(({ type }) => type === 'tool-result')
      if (!results) flush(Math.max(0, message.index - 1))
      if (message.malformed !== null) {
        this.#addHead('unparsed', conversation, message.index)
        continue
      }
      const resultsFirst = results && message.role !== 'assistant'
      const speaks = message.parts.some(({ type }) => type !== 'tool-result') || message.parts.length === 0
      if (speaks && !resultsFirst) this.#addHead('message', conversation, message.index)
      for (; pairing.calls[nextCall]?.message === message.index; nextCall++) {
        this.calls[conversation]![nextCall] = this.#add('call', conversation, message.index, nextCall)
        if (pairing.calls[nextCall]!.results.length === 0) open.push(nextCall)
      }
      for (; pairing.results[nextResult]?.message === message.index; nextResult++) {
        if (pairing.results[nextResult]!.call === null) this.#add('slot-call', conversation, message.index, nextResult)
        const row = this.#add('result', conversation, message.index, nextResult)
        this.results[conversation]![nextResult] = row
        if (this.messages[conversation]![message.index] === -1) this.messages[conversation]![message.index] = row
      }
      if (speaks && resultsFirst) {
        flush(message.index)
        this.#addHead('message', conversation, message.index)
      }
    }
    flush(messages.length - 1)
  }

  #addHead(kind: 'message' | 'unparsed', conversation: number, message: number): void {
    this.messages[conversation]![message] = this.#add(kind, conversation, message, 0)
  }

  #add(kind: RowKind, conversation: number, message: number, index: number): number {
    const cell = this.#count * 4
    if (cell + 4 > this.#cells.length) {
      const wider = new Int32Array(this.#cells.length * 2)
      wider.set(this.#cells)
      this.#cells = wider
    }
    this.#cells.set([KINDS.indexOf(kind), conversation, message, index], cell)
    return this.#count++
  }
}
