import { isObject } from '../json/value.ts'
import { parseJson } from '../json/parse-json.ts'
import { skipWhitespace, valueEnd } from '../json/scan.ts'
import { decode } from '../source/source.ts'
import { Cursor } from './cursor.ts'
import { Region } from './region.ts'

/** A source with its containers taken off, as values: one JSON value, or one a line. */
export interface Document {
  readonly container: 'json' | 'jsonl'
  /** The value, or those of the lines that are not blank; `undefined` where a line is no JSON. */
  readonly roots: readonly Cursor[]
  /** The first roots that are JSON, with the beginnings of their lists: what detection looks at, and no reader. */
  readonly sample: readonly Cursor[]
  /** Whether one of these keys is anywhere in the sample: quicker to ask than to search for what has it. */
  readonly mentions: (...keys: readonly (string | RegExp)[]) => boolean
}

/** Reads the bytes left when the containers are off. Never throws. `labels`: what stood before each line. */
export function openDocument(bytes: Uint8Array, labels: readonly (string | null)[] = []): Document {
  const start = skipWhitespace(bytes, 0)
  const end = start < bytes.length ? valueEnd(bytes, start) : -1
  const isOne = end >= 0 && skipWhitespace(bytes, end) === bytes.length
  return new ReadDocument(bytes, labels, isOne ? { start, end } : null)
}

/** Some lines of a document, as a document by themselves. */
export function documentOf(roots: readonly Cursor[]): Document {
  const sample = firstOf(roots).map(beginningOf)
  let known: ReadonlySet<string> | null = null
  return {
    container: 'jsonl',
    roots,
    sample,
    mentions: (...keys) => mentioned((known ??= keysIn(sample.map(({ value }) => value))), keys),
  }
}

const SAMPLED = 60
/** Values of a list that detection sees. */
const LONGEST_LIST = 300
const NEWLINE = 10

class ReadDocument implements Document {
  readonly container: Document['container']
  readonly #region: Region
  readonly #labels: readonly (string | null)[]
  readonly #one: { readonly start: number; readonly end: number } | null
  #roots: readonly Cursor[] | null = null
  #sample: readonly Cursor[] | null = null
  #keys: ReadonlySet<string> | null = null

  constructor(bytes: Uint8Array, labels: readonly (string | null)[], one: { start: number; end: number } | null) {
    this.#region = new Region(bytes)
    this.#labels = labels
    this.#one = one
    this.container = one ? 'json' : 'jsonl'
  }

  get roots(): readonly Cursor[] {
    return (this.#roots ??= [...this.#read()])
  }

  /** Of many lines only the first are parsed for it. */
  get sample(): readonly Cursor[] {
    return (this.#sample ??= this.#take(SAMPLED).map(beginningOf))
  }

  mentions(...keys: readonly (string | RegExp)[]): boolean {
    return mentioned((this.#keys ??= keysIn(this.sample.map(({ value }) => value))), keys)
  }

  #take(most: number): Cursor[] {
    const taken: Cursor[] = []
    for (const root of this.#roots ?? this.#read()) {
      if (root.value !== undefined) taken.push(root)
      if (taken.length === most) break
    }
    return taken
  }

  *#read(): Generator<Cursor> {
    const region = this.#region
    const { bytes } = region
    if (this.#one) {
      const found = { region, raw: false, ...this.#one }
      const value = parseJson(decode(bytes, found.start, found.end))
      this.#roots = [Cursor.root(value, () => found, [], this.#labels[0] ?? null)]
      return yield* this.#roots
    }
    for (let at = 0, line = 0; at < bytes.length; line++) {
      const newline = bytes.indexOf(NEWLINE, at)
      const stop = newline < 0 ? bytes.length : newline
      const from = skipWhitespace(bytes, at, stop)
      if (from < stop) {
        const found = { region, raw: false, start: from, end: trimmedEnd(bytes, from, stop) }
        yield Cursor.root(parseJson(decode(bytes, from, stop)), () => found, [line], this.#labels[line] ?? null)
      }
      at = stop + 1
    }
  }
}

function firstOf(roots: readonly Cursor[]): Cursor[] {
  const first: Cursor[] = []
  for (const root of roots) {
    if (root.value !== undefined) first.push(root)
    if (first.length === SAMPLED) break
  }
  return first
}

/** A value with no more than the beginning of its list, or of the lists that are its members: what stands further is alike. */
function beginningOf(root: Cursor): Cursor {
  const { value } = root
  const isLong = (inner: unknown): inner is readonly unknown[] => Array.isArray(inner) && inner.length > LONGEST_LIST
  if (isLong(value)) return root.instead(value.slice(0, LONGEST_LIST))
  if (!isObject(value) || !Object.values(value).some(isLong)) return root
  const members = Object.entries(value).map(
    ([key, inner]) => [key, isLong(inner) ? inner.slice(0, LONGEST_LIST) : inner] as const,
  )
  return root.instead(Object.fromEntries(members))
}

function trimmedEnd(bytes: Uint8Array, start: number, stop: number): number {
  let end = stop
  while (end > start && bytes[end - 1]! <= 0x20) end--
  return end
}

function mentioned(known: ReadonlySet<string>, keys: readonly (string | RegExp)[]): boolean {
  return keys.some((key) => (typeof key === 'string' ? known.has(key) : [...known].some((own) => key.test(own))))
}

const MOST_LOOKED_AT = 30_000

/** All keys of objects inside some values, JSON in strings included. */
function keysIn(values: readonly unknown[]): Set<string> {
  const keys = new Set<string>()
  const waiting: unknown[] = [...values].reverse()
  for (let left = MOST_LOOKED_AT; waiting.length > 0 && left > 0; left--) {
    const value = waiting.pop()
    if (Array.isArray(value)) for (let i = value.length - 1; i >= 0; i--) waiting.push(value[i])
    else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        keys.add(key)
        waiting.push(value[key])
      }
    } else if (typeof value === 'string' && /^\s*[[{]/.test(value)) waiting.push(parseJson(value))
  }
  return keys
}
