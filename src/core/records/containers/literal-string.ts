import type { Rewriter } from './rewriter.ts'

export const isQuote = (character: string | undefined): boolean => character === '"' || character === "'" || character === '`'

const PREFIX = /[bBrRuUfF]{1,2}(?=['"])/y

/** Length of a Python prefix before a quote at `at`: 2 for `rb'…'`; 0 where no string with one begins. */
export function stringPrefix(text: string, at: number): number {
  const first = text.charCodeAt(at)
  if (first < 0x42 || first > 0x75) return 0
  PREFIX.lastIndex = at
  return PREFIX.exec(text)?.[0].length ?? 0
}

interface StringDamage {
  readonly offset: number
  readonly what: string
}

interface CopiedString {
  readonly end: number
  readonly closed: boolean
  readonly prefixed: boolean
  /** Several strings stood side by side, as Python breaks long ones. */
  readonly joined: boolean
  readonly damage: readonly StringDamage[]
}

interface StringOptions {
  /** Strings side by side are one. */
  readonly joins: boolean
  /** A string ends with its line, whatever its quotes say. */
  readonly oneLine: boolean
}

const BETWEEN = /\s*(?:\+\s*)?(?=[bBrRuUfF]{0,2}['"])/y

/** Copies a string in any quotes as a JSON string; what needs no escape, or the same one, is taken over piece by piece. */
export function copyString(text: string, start: number, out: Rewriter, { joins, oneLine }: StringOptions): CopiedString {
  const damage: StringDamage[] = []
  const prefixed = stringPrefix(text, start) > 0
  out.put('"', start)
  let at = start
  let joined = false
  for (;;) {
    const prefix = stringPrefix(text, at)
    const mode = text.slice(at, at + prefix).toLowerCase()
    const quote = text[at + prefix]!
    const isTriple = quote !== '`' && text.startsWith(quote.repeat(3), at + prefix)
    const read = copyContent(text, at + prefix + (isTriple ? 3 : 1), out, {
      close: isTriple ? quote.repeat(3) : quote,
      raw: mode.includes('r'),
      bytes: mode.includes('b'),
      oneLine: oneLine && !isTriple && quote !== '`',
      damage,
    })
    if (!read.closed) {
      out.put('"', read.end)
      return { end: read.end, closed: false, prefixed, joined, damage }
    }
    at = read.end
    BETWEEN.lastIndex = at
    const next = joins ? BETWEEN.exec(text) : null
    if (!next || text[at] === text[at - 1]) {
      out.put('"', read.closing)
      return { end: at, closed: true, prefixed, joined, damage }
    }
    joined = true
    at += next[0].length
  }
}

interface ContentOptions {
  readonly close: string
  readonly raw: boolean
  readonly bytes: boolean
  readonly oneLine: boolean
  readonly damage: StringDamage[]
}

/** What can be taken over without a look. */
const PLAIN = /[^\\"'`\u0000-\u001f]+/y

function copyContent(
  text: string,
  from: number,
  out: Rewriter,
  { close, raw, bytes, oneLine, damage }: ContentOptions,
): { end: number; closing: number; closed: boolean } {
  let at = from
  let piece = from
  const flush = (): void => {
    out.copy(piece, at)
  }
  for (;;) {
    PLAIN.lastIndex = at
    if (PLAIN.test(text)) at = PLAIN.lastIndex
    const character = text[at]
    if (character === undefined || (oneLine && character === '\n')) {
      flush()
      return { end: at, closing: at, closed: false }
    }
    if (character === close[0] && (close.length === 1 || text.startsWith(close, at))) {
      flush()
      return { end: at + close.length, closing: at, closed: true }
    }
    if (character === '\\') {
      const escape = raw ? { end: at + 1, written: '\\\\' } : readEscape(text, at, bytes)
      // A raw string still does not end at a quote behind a backslash.
      const end = raw && text[at + 1] === close[0] ? at + 1 : escape.end
      if (escape.written !== null) {
        flush()
        out.put(escape.written, at)
        piece = end
      }
      at = end
      if (raw && text[at] === close[0]) {
        out.put(text[at] === '"' ? '\\"' : text[at]!, at)
        piece = ++at
      }
      continue
    }
    if (character === '"' || character < ' ') {
      flush()
      if (character < ' ' && close === '"')
        damage.push({ offset: at, what: 'a line break or control character stands in a text' })
      out.put(JSON.stringify(character).slice(1, -1), at)
      piece = at + 1
    }
    at++
  }
}

const SIMPLE: Readonly<Record<string, string>> = {
  "'": "'",
  '`': '`',
  $: '$',
  a: '\\u0007',
  v: '\\u000b',
  '\n': '',
  e: '\\u001b',
}

/** What an escape is in JSON; `null` where JSON writes it the same way. */
function readEscape(text: string, at: number, bytes: boolean): { end: number; written: string | null } {
  const next = text[at + 1]
  if (next === undefined) return { end: at + 1, written: '\\\\' }
  if ('"\\/bfnrt'.includes(next)) return { end: at + 2, written: null }
  if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return { end: at + 6, written: null }
  if (next === 'u' && text[at + 2] === '{') {
    const code = /^[0-9a-fA-F]{1,6}(?=\})/.exec(text.slice(at + 3, at + 10))?.[0]
    if (code) return { end: at + 4 + code.length, written: codePoint(Number.parseInt(code, 16)) }
  }
  if (next === 'U' && /^[0-9a-fA-F]{8}$/.test(text.slice(at + 2, at + 10))) {
    return { end: at + 10, written: codePoint(Number.parseInt(text.slice(at + 2, at + 10), 16)) }
  }
  if (next === 'x' && /^[0-9a-fA-F]{2}$/.test(text.slice(at + 2, at + 4))) return bytes ? readBytes(text, at) : hex(text, at)
  if (next === '\r' && text[at + 2] === '\n') return { end: at + 3, written: '' }
  if (Object.hasOwn(SIMPLE, next)) return { end: at + 2, written: SIMPLE[next]! }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
  if (octal) return { end: at + 1 + octal.length, written: codePoint(Number.parseInt(octal, 8)) }
  return { end: at + 1, written: '\\\\' }
}

function hex(text: string, at: number): { end: number; written: string } {
  return { end: at + 4, written: codePoint(Number.parseInt(text.slice(at + 2, at + 4), 16)) }
}

/** `b'\xc3\xa9'` is mostly UTF-8. */
function readBytes(text: string, at: number): { end: number; written: string } {
  const first = Number.parseInt(text.slice(at + 2, at + 4), 16)
  const length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1
  const found = text.slice(at, at + 4 * length)
  if (length > 1 && /^(?:\\x[0-9a-fA-F]{2})+$/.test(found) && found.length === 4 * length) {
    try {
      return { end: at + found.length, written: decodeURIComponent(found.replaceAll('\\x', '%')) }
    } catch {
      return hex(text, at)
    }
  }
  return hex(text, at)
}

function codePoint(code: number): string {
  return code > 0x10ffff ? '\ufffd' : JSON.stringify(String.fromCodePoint(code)).slice(1, -1)
}
