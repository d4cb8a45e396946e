import { parseJson } from '../../json/parse-json.ts'
import { readBareMembers, readLiteral, type Literal } from './literal.ts'
import { copyString } from './literal-string.ts'
import { jsonOnOneLine, placesInside } from './quoted-json.ts'
import { Rewriter } from './rewriter.ts'

/** A value between the words of a text, written as one line. */
export interface FoundValue extends Pick<Literal, 'end' | 'dialect' | 'damage' | 'keys' | 'cut'> {
  readonly start: number
  /** A text behind a name, as in `HUMAN: "…"`: worth a line only beside other values. */
  readonly isText: boolean
  /** It looks like JSON and is none: kept as it is, to be seen. */
  readonly broken: boolean
}

/** Brackets, names before brackets, `name=` at the beginning of a line, and `NAME: "…"` that is a whole line. */
const CANDIDATE = /[{[(]|(?<![\w.])[A-Za-z_][\w.]{0,100}(?=[(=]| ?\{)|^[A-Za-z0-9][\w .-]{0,40}: ?(?=")/gm
/** A bracket in the middle of a word or behind an opening one belongs to the words. */
const BEFORE_VALUE = /[\s:=>|,;\]})]/
/** All of it is the argument of one call: `callback({…});`, `array([…])`. */
const WRAPPED = /^\s*[\w.$]{0,60}\(\s*$/
/** LiteLLM logs a `curl` command around a Python dictionary: its quotes end nothing. */
const CURL_DATA = /\s(?:-d|--data(?:-raw)?) '$/
const JSON_BEGINS = /[{[]\s{0,100}["[{\]}\d-]/y
const QUOTED_BEGINS = /[{[](?:\s|\\[nrt]){0,100}[\\"[{]/y
const BROKEN_BEGINS = /\{"[\w-]{1,60}":/y
const BARE_BEGINS = /[a-z_]\w{0,60}=(?:['"[{(\d-]|None|True|False|[A-Z]\w*[({])/y
const MOST_LINE_TRIES = 3
/** Shorter ones say nothing. */
const LEAST_LENGTH = 8
/** `{ metadata: undefined }`, which a logger puts behind the message it was given. */
const MOST_TRAILER = 80

/**
 * Finds the values in a text and writes each as one line of JSON. Linear: what is read in vain is counted, and a text
 * that was made to be read in vain is given up.
 */
export function findValues(text: string, from: number, out: Rewriter): FoundValue[] {
  return new Finder(text, out).find(from)
}

class Finder {
  readonly #text: string
  readonly #out: Rewriter
  readonly #found: FoundValue[] = []
  readonly #effort = { spent: 0 }
  /** Where the line ends in which values are looked for. */
  #line = 0
  #tries = 0

  constructor(text: string, out: Rewriter) {
    this.#text = text
    this.#out = out
  }

  find(from: number): FoundValue[] {
    const most = 2 * this.#text.length + 10_000
    const pattern = new RegExp(CANDIDATE)
    pattern.lastIndex = from
    for (let match = pattern.exec(this.#text); match && this.#effort.spent < most; match = pattern.exec(this.#text)) {
      const before = this.#out.mark()
      const value = this.#read(match[0], match.index)
      if (!value) continue
      pattern.lastIndex = Math.max(value.end, match.index + 1)
      if (this.#isWorthIt(value)) {
        this.#out.put('\n', value.end)
        this.#found.push(value)
      } else this.#out.back(before)
    }
    return this.#found
  }

  #read(candidate: string, start: number): FoundValue | null {
    const text = this.#text
    if (candidate.endsWith(':') || candidate.endsWith(': ')) return this.#readText(start + candidate.length)
    const before = text[start - 1]
    const atLineStart = before === undefined || before === '\n'
    if (candidate === '(') return atLineStart ? this.#readLiteral(start) : null
    if (before === '"' || before === "'" || before === '`') {
      const quoted = candidate === '{' || candidate === '[' ? this.#readQuoted(start - 1) : null
      if (quoted) return quoted
    }
    if (
      !atLineStart &&
      !BEFORE_VALUE.test(before) &&
      !(start < 80 && WRAPPED.test(text.slice(0, start))) &&
      !CURL_DATA.test(text.slice(Math.max(0, start - 16), start))
    )
      return null
    if (candidate === '{' || candidate === '[') {
      return this.#readJsonLine(start) ?? this.#readLiteral(start) ?? this.#readBroken(start)
    }
    if (text[start + candidate.length] === '=') {
      BARE_BEGINS.lastIndex = start
      if (!atLineStart || !BARE_BEGINS.test(text)) return null
      return this.#literal(start, readBareMembers(text, start, this.#out, this.#effort))
    }
    const name = candidate.slice(candidate.lastIndexOf('.') + 1)
    // `INFO {"role": …}` is a word before JSON, `AIMessage { role: … }` an object with its class.
    const bracket = start + candidate.length + (text[start + candidate.length] === ' ' ? 1 : 0)
    const json = text[bracket] === '{' ? this.#readJsonLine(bracket) : null
    if (json) return json
    return /^_?[A-Z]\w*[a-z]/.test(name) ? this.#readLiteral(start) : null
  }

  /** The common case: from here to the end of the line it is JSON. */
  #readJsonLine(start: number): FoundValue | null {
    const text = this.#text
    JSON_BEGINS.lastIndex = start
    if (!JSON_BEGINS.test(text)) return null
    this.#tries = start < this.#line ? this.#tries + 1 : 0
    if (this.#tries >= MOST_LINE_TRIES) return null
    if (start >= this.#line) this.#line = lineEnd(text, start)
    const json = text.slice(start, this.#line).trimEnd()
    const last = json.at(-1)
    if ((last !== '}' && last !== ']') || typeof parseJson(json) !== 'object') return null
    const end = start + json.length
    this.#out.copy(start, end)
    const keys = json.includes(':') ? 1 : 0
    return { start, end, dialect: 'json', damage: [], keys, cut: false, isText: false, broken: false }
  }

  #readLiteral(start: number): FoundValue | null {
    return this.#literal(start, readLiteral(this.#text, start, this.#out, { strict: true, effort: this.#effort }))
  }

  #literal(start: number, literal: Literal | null): FoundValue | null {
    return literal && { ...literal, start, isText: false, broken: false }
  }

  /** `body="{\"role\": …}"` and `send: b'{"role": …}'`: JSON in the quotes of some language. */
  #readQuoted(quote: number): FoundValue | null {
    const text = this.#text
    const begin = text[quote - 1] === 'b' && !/\w/.test(text[quote - 2] ?? ' ') ? quote - 1 : quote
    if (begin > 0 && !/[\s=:(,[]/.test(text[begin - 1]!)) return null
    QUOTED_BEGINS.lastIndex = quote + 1
    if (!QUOTED_BEGINS.test(text)) return null
    const string = new Rewriter(text)
    const read = copyString(text, begin, string, { joins: false, oneLine: true })
    const inner = read.closed ? parseJson(string.text()) : undefined
    if (typeof inner !== 'string' || typeof parseJson(inner) !== 'object') {
      this.#effort.spent += read.end - quote
      return null
    }
    this.#out.append(jsonOnOneLine(inner), placesInside(string.text(), string.places()))
    const keys = inner.includes(':') ? 2 : 0
    return { start: begin, end: read.end, dialect: 'json', damage: [], keys, cut: false, isText: false, broken: false }
  }

  #readBroken(start: number): FoundValue | null {
    BROKEN_BEGINS.lastIndex = start
    if (!BROKEN_BEGINS.test(this.#text)) return null
    const end = lineEnd(this.#text, start)
    this.#out.copy(start, end)
    return { start, end, dialect: 'json', damage: [], keys: 1, cut: false, isText: false, broken: true }
  }

  #readText(start: number): FoundValue | null {
    const line = this.#text.slice(start, lineEnd(this.#text, start)).trimEnd()
    if (!line.endsWith('"') || typeof parseJson(line) !== 'string') return null
    const end = start + line.length
    this.#out.copy(start, end)
    return { start, end, dialect: 'json', damage: [], keys: 0, cut: false, isText: true, broken: false }
  }

  #isWorthIt(value: FoundValue): boolean {
    if (value.isText) return true
    if (value.keys === 0 || value.end - value.start < LEAST_LENGTH) return false
    const last = this.#found.at(-1)
    if (!last || value.dialect === 'json' || value.end - value.start > MOST_TRAILER) return true
    return !/^[ \t]*$/.test(this.#text.slice(last.end, Math.min(value.start, last.end + 200)))
  }
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found
}
