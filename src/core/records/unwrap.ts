import { recoverJson, type Damage } from '../json/recover.ts'
import { skipWhitespace, valueEnd } from '../json/scan.ts'
import { composeMaps, identityMap, SegmentMap, shiftMap, type OffsetMap } from '../source/offset-map.ts'
import { decode, encode } from '../source/source.ts'

/** Something about the source as a whole: offsets in bytes of the source. */
export interface SourceProblem {
  readonly rule: 'empty-source' | 'not-text' | 'invalid-json' | 'unknown-format'
  readonly start: number
  readonly end: number
  readonly message: string
}

/** A source with its containers taken off. */
export interface Unwrapped {
  /** What is left: JSON, or JSON Lines. */
  readonly bytes: Uint8Array
  /** Containers that were taken off, outermost first; without the innermost, which the layout names. */
  readonly containers: readonly string[]
  readonly map: OffsetMap
  readonly problems: readonly SourceProblem[]
  /** The bytes are no stretch of the source: a repair has to write them anew. */
  readonly rewritten: boolean
  /** What was done to read it, as changes a repair must list. */
  readonly mended: readonly string[]
}

const MOST_LAYERS = 8
const MOST_PROBLEMS = 20

/** Takes containers off until JSON or JSON Lines is left. Never throws; what cannot be read is a problem. */
export function unwrap(source: Uint8Array): Unwrapped {
  let state: Unwrapped = { bytes: source, containers: [], map: identityMap, problems: [], rewritten: false, mended: [] }
  const refused = refuse(source)
  if (refused) return { ...state, bytes: source.subarray(0, 0), problems: [refused] }
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const next = openUtf16(state) ?? openByteOrderMark(state) ?? openString(state) ?? openFence(state)
    if (!next) break
    state = next
  }
  return mend(state)
}

const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 3, 4], 'a ZIP archive: unpack it and give one of its files'],
  [[0x1f, 0x8b], 'a gzip file: unpack it first'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database: export the table as JSON'],
]

function refuse(bytes: Uint8Array): SourceProblem | null {
  if (skipWhitespace(bytes, 0) === bytes.length) {
    const what = bytes.length === 0 ? 'Nothing here yet.' : `Nothing here but ${bytes.length} blank characters.`
    return { rule: 'empty-source', start: 0, end: bytes.length, message: what }
  }
  const known = MAGIC.find(([magic]) => magic.every((byte, i) => bytes[i] === byte))
  if (known) return { rule: 'not-text', start: 0, end: 0, message: `This is ${known[1]}.` }
  if (isUtf16(bytes)) return null
  const head = bytes.subarray(0, 4096)
  const odd = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length
  if (odd > head.length / 10) {
    return { rule: 'not-text', start: 0, end: 0, message: `This is no text: ${odd} of the first ${head.length} bytes are control characters.` }
  }
  return null
}

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

function openUtf16(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  if (!isUtf16(bytes)) return null
  const bigEndian = bytes[0] === 0xfe
  const units = new Uint16Array((bytes.length - 2) >> 1)
  for (let i = 0; i < units.length; i++) {
    const at = 2 + 2 * i
    units[i] = bigEndian ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]! | (bytes[at + 1]! << 8)
  }
  let text = ''
  for (let i = 0; i < units.length; i += 8192) text += String.fromCharCode(...units.subarray(i, i + 8192))
  const map = new SegmentMap()
  let output = 0
  // Each character has its own width in UTF-8, so each is a piece; equal widths do not merge because UTF-16 takes two.
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const pair = unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length
    map.add(output, 2 + 2 * i, 0)
    output += unit < 0x80 ? 1 : unit < 0x800 ? 2 : pair ? 4 : 3
    if (pair) i++
  }
  map.add(output, bytes.length, 0)
  return { ...state, bytes: encode(text), map: composeMaps(map, state.map), rewritten: true, mended: [...state.mended, 'UTF-16 was written as UTF-8'] }
}

function openByteOrderMark(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  let marks = 0
  while (bytes[marks] === 0xef && bytes[marks + 1] === 0xbb && bytes[marks + 2] === 0xbf) marks += 3
  return marks ? { ...state, bytes: bytes.subarray(marks), map: composeMaps(shiftMap(marks), state.map) } : null
}

const QUOTE = 0x22

/** A JSON string that holds JSON: `"{\"messages\": …}"`. */
function openString(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  if (bytes[start] !== QUOTE) return null
  const end = valueEnd(bytes, start)
  if (end < 0 || skipWhitespace(bytes, end) !== bytes.length) return null
  const text = decode(bytes, start, end)
  let inner: string
  try {
    inner = JSON.parse(text) as string
  } catch {
    return null
  }
  if (!/^[\s\ufeff]*[[{"]/.test(inner)) return null
  const map = new SegmentMap()
  let output = 0
  let at = start + 1
  while (at < end - 1) {
    if (bytes[at] !== 0x5c) {
      const stop = Math.min(nextBackslash(bytes, at), end - 1)
      map.add(output, at, stop - at)
      output += stop - at
      at = stop
      continue
    }
    map.add(output, at, 0)
    if (bytes[at + 1] !== 0x75) {
      output += 1
      at += 2
      continue
    }
    const unit = Number.parseInt(decode(bytes, at + 2, at + 6), 16)
    const pair = unit >= 0xd800 && unit < 0xdc00 && bytes[at + 6] === 0x5c && bytes[at + 7] === 0x75
    output += unit < 0x80 ? 1 : unit < 0x800 ? 2 : pair ? 4 : 3
    at += pair ? 12 : 6
  }
  map.add(output, end - 1, 0)
  return {
    ...state,
    bytes: encode(inner),
    containers: [...state.containers, 'string'],
    map: composeMaps(map, state.map),
    rewritten: true,
    mended: [...state.mended, 'JSON inside a string was taken out of it'],
  }
}

function nextBackslash(bytes: Uint8Array, from: number): number {
  const found = bytes.indexOf(0x5c, from)
  return found < 0 ? bytes.length : found
}

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*[\w.+-]*[ \t]*\r?$/m

/** The first fenced block of a Markdown text that begins like JSON. */
function openFence(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === 0x7b || first === 0x5b) return null
  if (bytes.indexOf(0x60) < 0 && bytes.indexOf(0x7e) < 0) return null
  const text = decode(bytes)
  const open = FENCE.exec(text)
  if (!open) return null
  const afterFence = open.index + open[0].length
  const start = text[afterFence] === '\n' ? afterFence + 1 : afterFence
  const fence = open[1]!
  if (!/^\s*[[{"]/.test(text.slice(start, start + 1000))) return null
  const found = text.indexOf(`\n${fence}`, start)
  const close = found < 0 ? endOfInlineFence(text, fence, start) : found
  const from = encode(text.slice(0, start)).length
  const inner = encode(text.slice(start, close)).length
  return {
    ...state,
    bytes: bytes.subarray(from, from + inner),
    containers: [...state.containers, 'markdown'],
    map: composeMaps(shiftMap(from), state.map),
    rewritten: true,
    mended: [...state.mended, 'the text around the fenced block was left out'],
  }
}

function endOfInlineFence(text: string, fence: string, start: number): number {
  const found = text.indexOf(fence, start)
  return found < 0 ? text.length : found
}

/** JSON and JSON Lines stay as they are; a single value that is not JSON is read as far as it goes. */
function mend(state: Unwrapped): Unwrapped {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  const first = bytes[start]
  if (first !== 0x7b && first !== 0x5b) return recoverInside(state)
  if (isJsonLines(bytes, start)) return state
  try {
    JSON.parse(decode(bytes))
    return state
  } catch {
    return recoverInside(state) ?? state
  }
}

/** The first line is one whole value, and more follows. */
function isJsonLines(bytes: Uint8Array, start: number): boolean {
  const newline = bytes.indexOf(10, start)
  if (newline < 0 || skipWhitespace(bytes, newline) === bytes.length) return false
  for (let line = start, tried = 0; line < bytes.length && tried < 20; tried++) {
    const found = bytes.indexOf(10, line)
    const end = found < 0 ? bytes.length : found
    if (skipWhitespace(bytes, line, end) < end) {
      if (parses(decode(bytes, line, end))) return true
    }
    line = end + 1
  }
  return false
}

function parses(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

/** Finds the first bracket, reads from there, and says what was wrong. */
function recoverInside(state: Unwrapped): Unwrapped {
  const text = decode(state.bytes)
  const open = text.search(/[[{]/)
  const recovered = open < 0 ? null : recoverJson(text.slice(open))
  if (!recovered || recovered.json.length < 4) {
    const message = 'This is no JSON: no list and no object was found that could hold a conversation.'
    const end = state.map.toSource(Math.min(state.bytes.length, 60))
    return { ...state, bytes: state.bytes.subarray(0, 0), problems: [{ rule: 'invalid-json', start: state.map.toSource(0), end, message }] }
  }
  const before = encode(text.slice(0, open)).length
  const map = composeMaps(recovered.map, composeMaps(shiftMap(before), state.map))
  return {
    ...state,
    bytes: encode(recovered.json),
    map,
    rewritten: true,
    problems: damageProblems(recovered.damage, text, open, state.map),
    mended: [...state.mended, ...summary(recovered.damage, open > 0 || recovered.rest !== null)],
  }
}

function damageProblems(damage: readonly Damage[], text: string, open: number, map: OffsetMap): SourceProblem[] {
  let byte = 0
  let unit = 0
  return [...damage]
    .sort((a, b) => a.offset - b.offset)
    .filter((_, i, all) => i < MOST_PROBLEMS || i === all.length - 1)
    .map(({ offset, what }) => {
      byte += encode(text.slice(unit, open + offset)).length
      unit = open + offset
      const start = map.toSource(byte)
      return { rule: 'invalid-json' as const, start, end: Math.max(start, map.toSource(byte + (unit < text.length ? 1 : 0))), message: `The source is no JSON here: ${what}.` }
    })
}

function summary(damage: readonly Damage[], around: boolean): string[] {
  const kinds = [...new Set(damage.map(({ what }) => what))]
  if (around) kinds.push('text around the payload was left out')
  return kinds.length ? kinds : ['the source was written as JSON']
}
