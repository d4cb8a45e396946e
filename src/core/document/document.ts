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
  /** The first roots that are JSON: what detection looks at. */
  readonly sample: readonly Cursor[]
}

const SAMPLED = 60
const NEWLINE = 10

/** Reads the bytes left when the containers are off. Never throws. `labels`: what stood before each line. */
export function openDocument(bytes: Uint8Array, labels: readonly (string | null)[] = []): Document {
  const region = new Region(bytes)
  const start = skipWhitespace(bytes, 0)
  const end = start < bytes.length ? valueEnd(bytes, start) : -1
  if (end >= 0 && skipWhitespace(bytes, end) === bytes.length) {
    const found = { region, raw: false, start, end }
    const root = Cursor.root(parseJson(decode(bytes, start, end)), () => found, [], labels[0] ?? null)
    return documentOf('json', [root])
  }
  const roots: Cursor[] = []
  for (let at = 0, line = 0; at < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, at)
    const stop = newline < 0 ? bytes.length : newline
    const from = skipWhitespace(bytes, at, stop)
    if (from < stop) {
      const found = { region, raw: false, ...trimmed(bytes, from, stop) }
      roots.push(Cursor.root(parseJson(decode(bytes, from, stop)), () => found, [line], labels[line] ?? null))
    }
    at = stop + 1
  }
  return documentOf('jsonl', roots)
}

function documentOf(container: Document['container'], roots: readonly Cursor[]): Document {
  const sample = roots.filter(({ value }) => value !== undefined).slice(0, SAMPLED)
  return { container, roots, sample }
}

function trimmed(bytes: Uint8Array, start: number, stop: number): { start: number; end: number } {
  let end = stop
  while (end > start && bytes[end - 1]! <= 0x20) end--
  return { start, end }
}
