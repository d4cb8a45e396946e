import { asText, isObject } from '../json/value.ts'
import { parseJson } from '../json/parse-json.ts'
import type { Steps } from '../json/path.ts'
import type { Span } from '../problem.ts'
import { byteOffsetsOf } from '../source/line-index.ts'
import { decode, encode } from '../source/source.ts'
import { Region } from './region.ts'

/** Where a value is found: in bytes of a region, as JSON (`raw: false`) or as plain text of a string (`raw: true`). */
export interface Found extends Span {
  readonly region: Region
  readonly raw: boolean
}

/** How one gets to a value from the one before. */
type Hop =
  | { readonly kind: 'root'; readonly found: () => Found; readonly steps: Steps; readonly label: string | null }
  | { readonly kind: 'child' | 'json' }
  | { readonly kind: 'slice'; readonly from: number; readonly to: number }
  | { readonly kind: 'made'; readonly from: readonly Cursor[] }

// Shared by millions of cursors.
const CHILD: Hop = { kind: 'child' }
const JSON_INSIDE: Hop = { kind: 'json' }

/** What is known of a value's place once it was looked for. */
interface Place {
  readonly found: Found
  /** The text of a string, as bytes of their own. */
  inner: Region | null | undefined
  /** Byte offsets of the units of that text. */
  offsets: Uint32Array | null | undefined
}

/**
 * A value of a document that knows where it stands. Readers walk with it (`get`, `items`, `json`) and hand it on; bytes
 * are looked for when a row is shown or a problem is placed. What is not there is a cursor at `undefined`, so that no
 * step has to be checked; it stands for the nearest value around it.
 */
export class Cursor {
  readonly value: unknown
  readonly #hop: Hop
  /** The value before, for a child, a slice and JSON in a string; the first piece of what was made. */
  readonly #of: Cursor | null
  readonly #step: string | number
  #place: Place | null = null

  constructor(value: unknown, hop: Hop, of: Cursor | null, step: string | number = 0) {
    this.value = value
    this.#hop = hop
    this.#of = of
    this.#step = step
  }

  static root(value: unknown, found: () => Found, steps: Steps, label: string | null): Cursor {
    return new Cursor(value, { kind: 'root', found, steps, label }, null)
  }

  /** A value made from others: the joined pieces of a stream, a text that was unescaped. It stands where they stand. */
  static made(value: unknown, from: readonly Cursor[]): Cursor {
    return new Cursor(value, { kind: 'made', from }, from[0] ?? null)
  }

  /** A member of an object (own ones only) or an element of a list. */
  get(step: string | number): Cursor {
    const { value } = this
    let inner: unknown
    if (typeof step === 'number') inner = Array.isArray(value) ? (value[step] as unknown) : undefined
    else inner = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
    return new Cursor(inner, CHILD, this, step)
  }

  at(...steps: Steps): Cursor {
    return steps.reduce<Cursor>((cursor, step) => cursor.get(step), this)
  }

  /** The first of these members that is there and not null; else the first one. */
  any(...keys: readonly string[]): Cursor {
    const [first = ''] = keys
    const { value } = this
    const isThere = (key: string): boolean => isObject(value) && Object.hasOwn(value, key) && (value[key] ?? null) !== null
    return this.get(keys.find(isThere) ?? first)
  }

  /** Elements of a list; none when it is no list. */
  items(): Cursor[] {
    return Array.isArray(this.value) ? this.value.map((_, i) => this.get(i)) : []
  }

  /** Members of an object; none when it is no object. */
  entries(): (readonly [string, Cursor])[] {
    return isObject(this.value) ? Object.keys(this.value).map((key) => [key, this.get(key)] as const) : []
  }

  /** The value in a string that holds JSON (`undefined` when it holds none); any other value is itself. */
  json(): Cursor {
    const { value } = this
    if (typeof value !== 'string') return this
    const inner = /^\s*[[{"]/.test(value) ? parseJson(value) : undefined
    return new Cursor(inner, JSON_INSIDE, this)
  }

  /** A part of a string, in UTF-16 units. */
  slice(from: number, to: number): Cursor {
    const value = typeof this.value === 'string' ? this.value.slice(from, to) : undefined
    return new Cursor(value, { kind: 'slice', from, to }, this)
  }

  /** The same place with another value: unescaped, or put right. */
  as(value: unknown): Cursor {
    return Cursor.made(value, [this])
  }

  /** The same hop to another value: for a value of which a part is left out. */
  instead(value: unknown): Cursor {
    return new Cursor(value, this.#hop, this.#of, this.#step)
  }

  /** Neither missing nor null. */
  get isThere(): boolean {
    return this.value !== undefined && this.value !== null
  }

  get isObject(): boolean {
    return isObject(this.value)
  }

  get isList(): boolean {
    return Array.isArray(this.value)
  }

  /** A string, or a number as text. */
  get text(): string | null {
    return asText(this.value)
  }

  get string(): string | null {
    return typeof this.value === 'string' ? this.value : null
  }

  get number(): number | null {
    return typeof this.value === 'number' ? this.value : null
  }

  /** What stood before its line: an event name, a log prefix. */
  get label(): string | null {
    const hop = this.#hop
    if (hop.kind === 'root') return hop.label
    return this.#of?.label ?? null
  }

  /** From the root of the document; in JSON Lines the first step is the line, from 0. */
  get steps(): Steps {
    const hop = this.#hop
    if (hop.kind === 'root') return hop.steps
    const before = this.#of?.steps ?? []
    return hop.kind === 'child' ? [...before, this.#step] : before
  }

  /** Where the root stands among the lines of a document, from 0. */
  get line(): number {
    let hop = this.#hop
    for (let of = this.#of; of; of = of.#of) hop = of.#hop
    const [line] = hop.kind === 'root' ? hop.steps : []
    return typeof line === 'number' ? line : 0
  }

  /** The values it was made from; itself when it was not made. */
  get pieces(): readonly Cursor[] {
    return this.#hop.kind === 'made' ? this.#hop.from : [this]
  }

  /** In bytes of the document. */
  get span(): Span {
    const { region, start, end } = this.#find()
    return region.outside({ start, end })
  }

  /** JSON text of the value, digits and all where it stands in the document. */
  get jsonText(): string {
    const found = this.isMade ? null : this.#find()
    if (!found || found.raw || this.value === undefined) return storedText(this.value)
    return decode(found.region.bytes, found.start, found.end)
  }

  /** The value, or one around it, was made: its JSON stands nowhere. */
  get isMade(): boolean {
    const hop = this.#hop
    if (hop.kind === 'made') return true
    return this.#of?.isMade ?? false
  }

  /** Looked for once, and only when somebody asks: most cursors are read and forgotten. */
  #placed(): Place {
    return (this.#place ??= { found: this.#search(), inner: undefined, offsets: undefined })
  }

  #find(): Found {
    return this.#placed().found
  }

  #search(): Found {
    const hop = this.#hop
    const of = this.#of
    if (hop.kind === 'root') return hop.found()
    if (!of) return NOWHERE
    const outer = of.#find()
    if (hop.kind === 'made' || of.isMade) return outer
    if (hop.kind === 'child') {
      const child = outer.raw ? null : outer.region.child(outer, this.#step)
      return child ? { region: outer.region, raw: false, ...child } : outer
    }
    const inside = of.#textOf(outer)
    if (!inside) return outer
    if (hop.kind !== 'slice') return { region: inside.region, raw: false, ...inside.region.value(inside) }
    const text = of.string ?? ''
    const offsetOf = of.#offsetsIn(text)
    return { region: inside.region, raw: true, start: inside.start + offsetOf(hop.from), end: inside.start + offsetOf(hop.to) }
  }

  /** Byte offsets of the units of its text, counted once: a text may be cut into a hundred thousand parts. */
  #offsetsIn(text: string): (unit: number) => number {
    const place = this.#placed()
    if (place.offsets === undefined) place.offsets = byteOffsetsOf(text, encode(text).length)
    const { offsets } = place
    const unitOf = (unit: number): number => Math.max(0, Math.min(unit, text.length))
    return (unit) => offsets?.[unitOf(unit)] ?? unitOf(unit)
  }

  /** The text of a string value, as bytes. */
  #textOf(found: Found): Found | null {
    if (found.raw) return found
    const place = this.#placed()
    if (place.inner === undefined) place.inner = found.region.inside(found)
    return place.inner && { region: place.inner, raw: true, start: 0, end: place.inner.bytes.length }
  }
}

function storedText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return 'null' // nested deeper than the engine's own writer goes
  }
}

const NOWHERE: Found = { region: new Region(new Uint8Array()), raw: true, start: 0, end: 0 }
