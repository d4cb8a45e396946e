import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode, encode } from '../../source/source.ts'
import { counted } from './counted.ts'
import { damageProblems } from './damage-problems.ts'
import { findValues, type FoundValue } from './find-values.ts'
import { readLiteral, type Dialect } from './literal.ts'
import { openLoggedRequests } from './logged-requests.ts'
import { Rewriter } from './rewriter.ts'
import { relabelled, type Unwrapped } from './unwrapped.ts'

const HEAD = 4096
const SLASH = 0x2f
const LOG_WORDS =
  /\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|STDIN|STDOUT|STDERR)\b|^(?:>>|<<|<-|->)|^\[/i
const MOST_LABEL = 200
/** What separates values, or ends a statement, says nothing. */
const PUNCTUATION = /^[\s,;)\]]*$/
/** A line of headers can be the last words before a body. */
const SECRET = /((?:authorization|cookie|api[-_]?key|bearer|password|secret)["']?[ \t]*[:=]?[ \t]*)\S.*$/i

/**
 * Values between other words become JSON Lines: a log, what a notebook printed, Python's `repr`, JavaScript's
 * `console.log`. A source that begins as JSON does is left alone after one look at its beginning; `force` is for one that
 * turned out to be none.
 */
export function openValues(state: Unwrapped, force = false): Unwrapped | null {
  const { bytes } = state
  const start = afterComments(bytes)
  const first = bytes[start]
  const isBracket = first === 0x7b || first === 0x5b
  if (isBracket && !force && !isForeign(bytes, start) && !isBracketedWord(bytes, start)) return null
  const text = decode(bytes)
  const out = new Rewriter(text)
  const values = findValues(text, 0, out)
  const whole = isBracket && !isBracketedWord(bytes, start) ? readWhole(text, values) : null
  if (whole) return written(state, text, whole.out, [whole.value])
  const worth = values.filter(({ isText, broken }) => !isText && !broken)
  if (worth.length === 0 && values.length < 3) return null
  if (worth.length === 0 && !mostLines(text, values)) return null
  return written(state, text, out, values)
}

/** Where a source begins that somebody has commented: JSON behind it is JSON with damage, and no value between words. */
function afterComments(bytes: Uint8Array): number {
  const start = skipWhitespace(bytes, 0)
  if (bytes[start] !== SLASH) return start
  const head = decode(bytes, start, Math.min(bytes.length, start + HEAD))
  const comments = /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)+/.exec(head)?.[0] ?? ''
  return start + encode(comments).length
}

/** `[2026-02-01 10:00:00] INFO {…}`, `[server] {…}`: words in brackets, and more behind them on the line. */
function isBracketedWord(bytes: Uint8Array, start: number): boolean {
  return /^\[[^\]\n"'{}[]{1,80}\][ \t:|-]*[^\s,\]]/.test(decode(bytes, start, Math.min(bytes.length, start + 120)))
}

/** The beginning of the source as a value of a language: it is one when more of it is foreign than is JSON. */
function isForeign(bytes: Uint8Array, start: number): boolean {
  const head = decode(bytes, start, Math.min(bytes.length, start + HEAD))
  const read = readLiteral(head, 0, new Rewriter(head), { strict: true })
  return read !== null && read.dialect !== 'json' && read.foreign
}

/** One value that was found in pieces only, or cut where a line ends, may be readable as a whole. */
function readWhole(text: string, values: readonly FoundValue[]): { out: Rewriter; value: FoundValue } | null {
  const start = text.search(/\S/)
  const first = values[0]
  if (first?.start === start && (!first.cut || first.end >= text.trimEnd().length)) return null
  const out = new Rewriter(text)
  const read = readLiteral(text, start, out, { strict: false })
  if (!read || read.dialect === 'json' || !read.foreign || read.keys === 0) return null
  const rest = text.slice(read.end).trim().length
  if (rest > (read.end - start) / 4) return null
  out.put('\n', read.end)
  return { out, value: { ...read, start, isText: false, broken: false } }
}

/** Nothing but named texts: a stream that is written so (`0:"Hello"`), not words with a quotation in them. */
function mostLines(text: string, values: readonly FoundValue[]): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '').length
  return values.length * 2 > lines
}

function written(state: Unwrapped, text: string, out: Rewriter, values: readonly FoundValue[]): Unwrapped {
  const around = wordsAround(text, values)
  const { bytes, map } = out.finish(state.bytes)
  const dialect = dialectOf(values)
  const containers = [...state.containers]
  const isPlain = values.length === 1 && dialect === 'json' && !LOG_WORDS.test(around.labels[0] ?? '')
  if (around.words && !isPlain) containers.push('log')
  if (dialect !== 'json') containers.push(dialect)
  const damage = values.flatMap((value) => value.damage)
  const opened: Unwrapped = {
    ...state,
    bytes: bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes,
    containers,
    map: composeMaps(map, state.map),
    problems: [...state.problems, ...damageProblems(damage, text, state.map)],
    rewritten: true,
    settled: true,
    mended: [...state.mended, ...around.mended, ...dialectMended(dialect), ...new Set(damage.map(({ what }) => what))],
  }
  return openLoggedRequests(relabelled(opened, around.labels))
}

/** The one most of the values were printed in. */
function dialectOf(values: readonly FoundValue[]): Dialect {
  const count = (asked: Dialect): number => values.reduce((sum, { dialect, keys }) => sum + (dialect === asked ? keys : 0), 0)
  const python = count('python')
  const script = count('js-inspect')
  return python === 0 && script === 0 ? 'json' : script > python ? 'js-inspect' : 'python'
}

function dialectMended(dialect: Dialect): string[] {
  if (dialect === 'json') return []
  return [dialect === 'python' ? 'what Python printed was written as JSON' : 'what JavaScript printed was written as JSON']
}

interface Around {
  readonly labels: (string | null)[]
  readonly mended: string[]
  /** Something other than values and blanks was there. */
  readonly words: boolean
}

/** The last words before each value, and how many lines held no value at all. */
function wordsAround(text: string, values: readonly FoundValue[]): Around {
  let at = 0
  let left = 0
  let trailers = 0
  const labels = values.map(({ start, end }) => {
    const gap = text.slice(at, start)
    const isFirst = at === 0
    at = end
    const lines = gap.split('\n')
    const own = lines.pop()!.trim()
    // What follows a value on its line is no word before the next one.
    const rest = isFirst || lines.length === 0 ? '' : lines.shift()!.trim()
    if (!PUNCTUATION.test(rest)) trailers++
    const others = lines.map((line) => line.trim()).filter((line) => line !== '')
    left += others.length
    const label = own || others.at(-1)
    return label ? label.slice(0, MOST_LABEL).replace(SECRET, '$1…') : null
  })
  const [rest = '', ...after] = text.slice(at).split('\n')
  if (!PUNCTUATION.test(rest)) trailers++
  left += after.filter((line) => line.trim() !== '').length
  const prefixed = labels.filter((label) => label !== null).length
  const mended: string[] = []
  if (prefixed > 0)
    mended.push(
      values.length > 1 ? `the words before ${prefixed} values were left out` : 'the words before the value were left out',
    )
  if (left > 0) mended.push(counted(left, 'line that holds no value was left out', 'lines that hold no value were left out'))
  if (trailers > 0) mended.push('what followed a value on its line was left out')
  return { labels, mended, words: mended.length > 0 }
}
