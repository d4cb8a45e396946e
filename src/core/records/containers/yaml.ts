// VCR cassettes and prompt files use all of YAML (folded texts, anchors, several documents): no reader of our own would hold.
// oxlint-disable-next-line no-restricted-imports
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node, type Scalar } from 'yaml'
import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { damageProblems } from './damage-problems.ts'
import { Rewriter } from './rewriter.ts'
import type { Unwrapped } from './unwrapped.ts'
import { writeScalar } from './yaml-scalar.ts'

const HEAD = 4096
/** It reads a megabyte a second: a larger file is no cassette. */
const LARGEST = 30_000_000
const MOST_DEPTH = 100
/** A few aliases can say the same thing a billion times. */
const MOST_GROWTH = 20
const KEY = /^(?:- )*\s*(?:[\w$.-]{1,60}|"[^"\n]{1,60}"|'[^'\n]{1,60}'):(?:\s|$)/
const LINE = /^(?:\s*#.*|---.*|\.\.\.\s*|%YAML.*|\s*- .*|\s*-\s*)$/
const NESTED =
  /^\s*(?:- +)*[\w"'$.-]{1,62}:[ \t]*(?:[|>][+-]?\d?[ \t]*)?\r?\n\s*\S|^\s*- +[\w"']{1,60}:|^---[ \t]*\r?\n[\w"']{1,60}:[^]*\n---[ \t]*\r?\n/m

/** YAML, as cassettes of HTTP calls and prompt files are written. One document is one value, several are lines. */
export function openYaml(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === undefined || first === 0x7b || first === 0x5b || bytes.length > LARGEST) return null
  if (!looksLikeYaml(decode(bytes, 0, Math.min(bytes.length, HEAD)))) return null
  const text = decode(bytes)
  if (nestsTooDeep(text)) return null
  const documents = parse(text)
  if (!documents) return null
  const out = new Rewriter(text)
  const writer = new Writer(text, out)
  for (const document of documents) {
    if (!isMap(document.contents) && !isSeq(document.contents)) continue
    writer.document(document)
    out.put('\n', document.range[1])
  }
  if (out.length === 0 || (!writer.structured && documents.length < 2)) return null
  const inner = out.finish(bytes)
  const damage = documents.flatMap(({ errors }) =>
    errors.map((error) => ({ offset: error.pos[0], what: `YAML breaks off (${error.code})`, cut: false })),
  )
  return {
    ...state,
    bytes: inner.bytes.subarray(0, -1),
    containers: [...state.containers, 'yaml'],
    map: composeMaps(inner.map, state.map),
    problems: [...state.problems, ...damageProblems(damage, text, state.map)],
    rewritten: true,
    settled: true,
    mended: [...state.mended, 'YAML was written as JSON'],
  }
}

/** Most lines at the beginning are keys, elements, comments or go on with what was begun. */
function looksLikeYaml(head: string): boolean {
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '')
  const first = lines.find((line) => !/^\s*#|^%|^---/.test(line))
  if (first === undefined || /^\s/.test(first)) return false
  if (!KEY.test(first) && !/^-(?:\s|$)/.test(first)) return false
  if (!NESTED.test(head)) return false
  const fitting = lines.filter((line, i) => KEY.test(line) || LINE.test(line) || (i > 0 && /^\s/.test(line))).length
  return fitting >= lines.length * 0.9
}

/** The library takes a second and more for each such line before it gives up. */
function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 10) depth = 0
    else if (unit === 0x5b || unit === 0x7b || (unit === 0x2d && text.charCodeAt(at + 1) === 0x20)) depth++
    else if (unit === 0x5d || unit === 0x7d) depth--
    if (depth > 10 * MOST_DEPTH) return true
  }
  return false
}

function parse(text: string): Document.Parsed[] | null {
  try {
    // The library follows nesting by calling itself: a text made to break it ends in its error, and is none of ours.
    const parsed = parseAllDocuments(text, {
      strict: false,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    })
    if (!Array.isArray(parsed)) return null
    const documents = [...parsed] as Document.Parsed[]
    const errors = documents.reduce((sum, document) => sum + document.errors.length, 0)
    return errors <= 2 ? documents : null
  } catch {
    return null
  }
}

class Writer {
  readonly #text: string
  readonly #out: Rewriter
  readonly #most: number
  #document: Document.Parsed | null = null
  /** Somewhere a list or an object stands in another. */
  structured = false

  constructor(text: string, out: Rewriter) {
    this.#text = text
    this.#out = out
    this.#most = text.length * MOST_GROWTH + 10_000
  }

  document(document: Document.Parsed): void {
    this.#document = document
    this.#node(document.contents, 0, document.range[0])
  }

  #node(node: unknown, depth: number, near: number): void {
    const out = this.#out
    if (isAlias(node) && this.#document) return this.#node(node.resolve(this.#document), depth + 1, node.range?.[0] ?? near)
    const [start, end] = rangeOf(node) ?? [near, near]
    if (depth > MOST_DEPTH || out.length > this.#most) return void out.put('null', start)
    if (depth > 0 && (isMap(node) || isSeq(node))) this.structured = true
    if (isSeq(node)) {
      out.put('[', start)
      node.items.forEach((item, i) => {
        if (i > 0) out.put(',', rangeOf(item)?.[0] ?? start)
        this.#node(item, depth + 1, start)
      })
      out.put(']', end)
    } else if (isMap(node)) {
      out.put('{', start)
      node.items.forEach(({ key, value }, i) => {
        const [at, after] = rangeOf(key) ?? [start, start]
        const name = isScalar(key) ? String(key.value) : JSON.stringify(key)
        out.put(`${i > 0 ? ',' : ''}${JSON.stringify(name)}:`, at)
        this.#node(value, depth + 1, after)
      })
      out.put('}', end)
    } else if (isScalar(node)) this.#scalar(node, start, end)
    else out.put('null', start)
    // What comes next may begin lines further down: the blank says where this one ended.
    out.put(' ', end)
  }

  #scalar(node: Scalar, start: number, end: number): void {
    const { value } = node
    if (typeof value === 'string') return writeScalar(this.#text, value, start, end, this.#out)
    const said = this.#text.slice(start, end)
    // Digits are the user's: a long number is not rounded.
    if (typeof value === 'number' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(said))
      return void this.#out.copy(start, end)
    const json = typeof value === 'bigint' ? String(value) : JSON.stringify(value)
    this.#out.put(json === undefined ? 'null' : json, start)
  }
}

function rangeOf(node: unknown): readonly [number, number, number] | null {
  return (node as Node | null)?.range ?? null
}
