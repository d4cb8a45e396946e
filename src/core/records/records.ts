import { parseJson } from '../json/parse-json.ts'
import type { Steps } from '../json/path.ts'
import { findNode, parseTree, type JsonNode } from '../json/tree.ts'
import { byteOffsetsIn } from '../source/line-index.ts'
import type { Span } from '../problem.ts'
import { decode } from '../source/source.ts'
import type { SourceBytes } from '../source/source-bytes.ts'
import type { RequestValue, Slot } from './layout.ts'

/** The records of one conversation, decoded and parsed when they are asked for. */
export interface Records {
  /** Its messages are told by their parts, and stand nowhere as their API would have them. */
  readonly isTold?: boolean
  readonly count: number
  /** JSON text of a record. */
  text: (index: number) => string
  /** Its value; `undefined` when it is no JSON. */
  value: (index: number) => unknown
  /** JSON text of a value inside it; `null` when it is not there. */
  textAt: (index: number, steps: Steps) => string | null
  /** What the source has there, to be shown as it is. */
  source: (index: number, steps: Steps) => string
  /** Whether its text may hold a `\u` escape: quicker to ask than to look at the text. */
  mayHoldEscape: (index: number) => boolean
}

/** Records that stand in a source. */
export interface PlacedRecords extends Records {
  /** Bytes of the value some steps inside a record, or of the nearest value around it. */
  span: (index: number, steps: Steps) => Span
  /** Steps from the root of the source, where those of the record and those inside it do not simply follow each other. */
  path?: (index: number, steps: Steps) => Steps
  /** A place beside the records, in the request around them, where that is no place of the layout; `null`: no request. */
  inRequest?: (steps: Steps) => { readonly path: Steps; readonly span: Span } | null
  /** The JSON text of that request. */
  requestText?: () => string | null
  /** Where from the root of the source the parts of a message stand. */
  toldFrom?: (index: number) => readonly Steps[]
}

/** Keeps what was asked last: rules and fixes walk through a conversation in order. */
export abstract class CachedRecords implements Records {
  #valueOf = -1
  #value: unknown
  #treeOf = -1
  #tree: JsonNode | null = null

  abstract readonly count: number
  abstract text(index: number): string

  value(index: number): unknown {
    if (this.#valueOf !== index) {
      this.#value = parseJson(this.text(index))
      this.#valueOf = index
    }
    return this.#value
  }

  source(index: number, steps: Steps): string {
    return this.textAt(index, steps) ?? this.text(index)
  }

  mayHoldEscape(index: number): boolean {
    return this.text(index).includes('\\u')
  }

  textAt(index: number, steps: Steps): string | null {
    const text = this.text(index)
    if (steps.length === 0) return text
    const tree = this.tree(index, text)
    if (!tree) return null
    const { node, depth } = findNode(tree, steps)
    return depth === steps.length ? text.slice(node.start, node.end) : null
  }

  protected tree(index: number, text: string): JsonNode | null {
    if (this.#treeOf !== index) {
      this.#treeOf = index
      this.#tree = treeOf(text)
    }
    return this.#tree
  }
}

export class SourceRecords extends CachedRecords implements PlacedRecords {
  readonly #source: SourceBytes
  readonly #slots: readonly Slot[]
  #textOf = -1
  #text = ''
  #offsetsOf = -1
  #offsets: Uint32Array | null = null

  constructor(source: SourceBytes, slots: readonly Slot[]) {
    super()
    this.#source = source
    this.#slots = slots
  }

  get count(): number {
    return this.#slots.length
  }

  text(index: number): string {
    if (this.#textOf !== index) {
      const slot = this.#slots[index]
      this.#text = slot ? decode(this.#source.read(slot.start, slot.end)) : ''
      this.#textOf = index
    }
    return this.#text
  }

  span(index: number, steps: Steps): Span {
    const slot = this.#slots[index]
    if (!slot) return { start: 0, end: 0 }
    const tree = steps.length === 0 ? null : this.tree(index, this.text(index))
    if (!tree) return { start: slot.start, end: slot.end }
    const { node } = findNode(tree, steps)
    if (this.#offsetsOf !== index) {
      this.#offsetsOf = index
      this.#offsets = byteOffsetsIn(this.#source.read(slot.start, slot.end), this.text(index))
    }
    const offsets = this.#offsets
    return offsets
      ? { start: slot.start + offsets[node.start]!, end: slot.start + offsets[node.end]! }
      : { start: slot.start + node.start, end: slot.start + node.end }
  }
}

/** Records of a request that was parsed as a whole: their values are at hand, their bytes are looked for when needed. */
export class RequestRecords implements PlacedRecords {
  readonly #request: RequestValue
  readonly #open: () => SourceRecords
  #records: SourceRecords | null = null

  constructor(request: RequestValue, open: () => SourceRecords) {
    this.#request = request
    this.#open = open
  }

  get count(): number {
    return this.#request.records.length
  }

  value(index: number): unknown {
    return this.#request.records[index]
  }

  mayHoldEscape(index: number): boolean {
    return this.#request.escaped && this.#placed.mayHoldEscape(index)
  }

  text(index: number): string {
    return this.#placed.text(index)
  }

  textAt(index: number, steps: Steps): string | null {
    return this.#placed.textAt(index, steps)
  }

  source(index: number, steps: Steps): string {
    return this.#placed.source(index, steps)
  }

  span(index: number, steps: Steps): Span {
    return this.#placed.span(index, steps)
  }

  get #placed(): SourceRecords {
    return (this.#records ??= this.#open())
  }
}

/** Records that a repair has written or changed. */
export class TextRecords extends CachedRecords {
  readonly #texts: readonly string[]

  constructor(texts: readonly string[]) {
    super()
    this.#texts = texts
  }

  get count(): number {
    return this.#texts.length
  }

  text(index: number): string {
    return this.#texts[index] ?? ''
  }
}

function treeOf(text: string): JsonNode | null {
  return parseJson(text) === undefined ? null : parseTree(text)
}
