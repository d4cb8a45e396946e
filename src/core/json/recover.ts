import { SegmentMap, type OffsetMap } from '../source/offset-map.ts'
import { byteOffsetsOf } from '../source/line-index.ts'
import { encode } from '../source/source.ts'

/** One thing that kept a text from being JSON. */
export interface Damage {
  /** UTF-16 offset in the text. */
  readonly offset: number
  readonly what: string
  /** The text ends before its values do. */
  readonly cut: boolean
}

export interface Recovered {
  readonly json: string
  readonly damage: readonly Damage[]
  /** From bytes of `json` to bytes of the text. */
  readonly map: OffsetMap
  /** Something after the first value was left out: where it begins. */
  readonly rest: number | null
}

type Expect = 'key' | 'colon' | 'value' | 'comma'

interface Level {
  readonly list: boolean
  expect: Expect
  /** Output length before the comma of the entry under way: what to go back to when the entry never comes. */
  entryStart: number
  /** A comma was written and nothing after it yet. */
  comma: boolean
}

const WORDS: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  True: 'true',
  False: 'false',
  None: 'null',
  undefined: 'null',
}
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[^\s,:{}[\]()"'`]+/y
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '“': '”', '‘': '’' }
const MOST_DAMAGE = 1000
/** No conversation nests like this; what does is not worth guessing at. */
const MOST_DEPTH = 2000

/**
 * Reads what is nearly JSON: single, typographic or missing quotes, Python and JavaScript words, comments, commas too
 * many or too few, raw line breaks in strings, an end that was cut off. Says what it mended and where; copies every
 * token that was fine byte for byte. `null` when the text holds no object and no list to begin with, or nests too deep.
 */
export function recoverJson(text: string): Recovered | null {
  const reader = new Reader(text)
  return reader.read() ? reader.result() : null
}

class Reader {
  readonly #text: string
  #at = 0
  readonly #output: string[] = []
  /** UTF-16 length of the output. */
  #length = 0
  readonly #copies: { output: number; source: number; length: number }[] = []
  readonly #damage: Damage[] = []
  readonly #stack: Level[] = []
  #rest: number | null = null

  constructor(text: string) {
    this.#text = text
  }

  read(): boolean {
    this.#skip()
    const first = this.#text[this.#at]
    if (first !== '{' && first !== '[' && first !== '(') return false
    this.#open()
    while (this.#stack.length > 0) {
      this.#skip()
      if (this.#at >= this.#text.length) {
        this.#closeAll()
        return true
      }
      this.#step(this.#stack.at(-1)!)
      if (this.#stack.length > MOST_DEPTH) return false
    }
    this.#skip()
    if (this.#at < this.#text.length) this.#rest = this.#at
    return true
  }

  result(): Recovered {
    const json = this.#output.join('')
    const sourceBytes = byteOffsetsOf(this.#text, encode(this.#text).length)
    const outputBytes = byteOffsetsOf(json, encode(json).length)
    const map = new SegmentMap()
    for (const { output, source, length } of this.#copies) {
      const start = outputBytes ? outputBytes[output]! : output
      const end = outputBytes ? outputBytes[output + length]! : output + length
      map.add(start, sourceBytes ? sourceBytes[source]! : source, length ? end - start : 0)
    }
    return { json, damage: this.#damage, map, rest: this.#rest }
  }

  #step(level: Level): void {
    const character = this.#text[this.#at]!
    if (character === '}' || character === ']' || character === ')') return this.#close(level, character)
    if (level.expect === 'comma') {
      level.entryStart = this.#length
      if (character === ',') this.#copy(1)
      else {
        this.#hurt('a comma is missing')
        this.#add(',')
      }
      level.expect = level.list ? 'value' : 'key'
      level.comma = true
      return
    }
    if (character === ',') {
      this.#hurt('there is a comma too many')
      this.#at++
      return
    }
    if (level.expect === 'key') return this.#key(level)
    if (level.expect === 'colon') {
      if (character === ':' || character === '=') this.#copyAs(':', 1)
      else {
        this.#hurt('a colon is missing')
        this.#add(':')
      }
      level.expect = 'value'
      return
    }
    this.#value(level)
  }

  #key(level: Level): void {
    const character = this.#text[this.#at]!
    if (character in QUOTES) this.#string(QUOTES[character]!)
    else {
      const word = this.#match(WORD)
      if (word) {
        this.#hurt('a key has no quotes')
        this.#copyAs(JSON.stringify(word), word.length)
      } else {
        return this.#drop('this stands where a key should be')
      }
    }
    level.comma = false
    level.expect = 'colon'
  }

  #value(level: Level): void {
    level.comma = false
    level.expect = 'comma'
    const character = this.#text[this.#at]!
    if (character === '{' || character === '[' || character === '(') return this.#open()
    if (character in QUOTES) return this.#string(QUOTES[character]!)
    const number = this.#match(NUMBER)
    const word = this.#match(WORD)
    if (number && number === word) return this.#copy(number.length)
    if (word && (word === 'true' || word === 'false' || word === 'null')) return this.#copy(word.length)
    if (!word) {
      this.#drop('this stands where a value should be')
      this.#add('null')
      return
    }
    if (Object.hasOwn(WORDS, word)) {
      this.#hurt(`${word} is not JSON`)
      return this.#copyAs(WORDS[word]!, word.length)
    }
    this.#hurt('a text has no quotes')
    this.#copyAs(JSON.stringify(word), word.length)
  }

  #open(): void {
    const list = this.#text[this.#at] !== '{'
    if (this.#text[this.#at] === '(') this.#hurt('a tuple stands for a list')
    this.#copyAs(list ? '[' : '{', 1)
    this.#stack.push({ list, expect: list ? 'value' : 'key', entryStart: this.#length, comma: false })
  }

  #close(level: Level, bracket: string): void {
    if ((bracket !== '}') !== level.list) {
      const fits = this.#stack.findLastIndex((open) => (bracket !== '}') === open.list)
      if (fits < 0) return this.#drop('a bracket closes nothing')
      this.#hurt('a bracket is missing')
      this.#finish(level)
      this.#add(level.list ? ']' : '}')
      this.#stack.pop()
      return
    }
    this.#finish(level)
    this.#copyAs(level.list ? ']' : '}', 1)
    this.#stack.pop()
  }

  /** Takes a comma back that nothing follows, and an entry that has a key but no value. */
  #finish(level: Level): void {
    if (level.comma) {
      if (this.#at < this.#text.length) this.#hurt('there is a comma too many')
      this.#truncate(level.entryStart)
      return
    }
    if (level.list || (level.expect !== 'colon' && level.expect !== 'value')) return
    this.#hurt('a key has no value')
    this.#truncate(level.entryStart)
  }

  #closeAll(): void {
    this.#hurt('the text ends here, before its values do', true)
    for (let level = this.#stack.pop(); level; level = this.#stack.pop()) {
      this.#finish(level)
      this.#add(level.list ? ']' : '}')
    }
  }

  /** Reads a string in any quotes and writes it in double ones; one that was fine is copied. */
  #string(close: string): void {
    const text = this.#text
    const start = this.#at
    let clean = text[start] === '"'
    if (!clean) this.#hurt(`a text stands in ${text[start]} quotes`)
    let value = '"'
    let at = start + 1
    let piece = at
    for (;;) {
      const character = text[at]
      if (character === undefined) {
        clean = false
        value += escaped(text.slice(piece, at))
        break
      }
      if (character === close) {
        value += escaped(text.slice(piece, at))
        at++
        break
      }
      if (character === '\\') {
        value += escaped(text.slice(piece, at))
        const escape = readEscape(text, at)
        if (escape.text !== null) {
          if (clean) this.#hurt('an escape is not one of JSON', false, at)
          clean = false
        }
        value += escape.text ?? text.slice(at, escape.end)
        at = escape.end
        piece = at
        continue
      }
      if (character < ' ') {
        if (clean) this.#hurt('a line break or control character stands in a text', false, at)
        clean = false
      }
      at++
    }
    this.#at = start
    if (clean) this.#copy(at - start)
    else this.#copyAs(`${value}"`, at - start)
  }

  #skip(): void {
    const text = this.#text
    for (;;) {
      this.#copySpace()
      const two = text.slice(this.#at, this.#at + 2)
      let end = -1
      if (two === '//' || two[0] === '#') end = text.indexOf('\n', this.#at)
      else if (two === '/*') {
        end = text.indexOf('*/', this.#at + 2)
        if (end >= 0) end += 2
      } else return
      this.#hurt('comments are not JSON')
      this.#at = end < 0 ? text.length : end
    }
  }

  /** White space is kept, so that records that were fine keep their bytes; odd blanks are not JSON and go. */
  #copySpace(): void {
    const text = this.#text
    while (this.#at < text.length) {
      let end = this.#at
      while (end < text.length && ' \n\r\t'.includes(text[end]!)) end++
      if (end > this.#at && this.#stack.length > 0) this.#copy(end - this.#at)
      this.#at = end
      if (end >= text.length || !isBlank(text.charCodeAt(end))) return
      this.#at++
    }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)?.[0] ?? null
  }

  #drop(what: string): void {
    this.#hurt(what)
    this.#at++
  }

  #hurt(what: string, cut = false, offset = this.#at): void {
    if (this.#damage.length < MOST_DAMAGE || cut) this.#damage.push({ offset, what, cut })
  }

  #copy(length: number): void {
    this.#copies.push({ output: this.#length, source: this.#at, length })
    this.#write(this.#text.slice(this.#at, this.#at + length))
    this.#at += length
  }

  /** Writes another text for the next `length` units. */
  #copyAs(text: string, length: number): void {
    this.#copies.push({ output: this.#length, source: this.#at, length: text.length === length ? length : 0 })
    this.#write(text)
    this.#at += length
  }

  #add(text: string): void {
    this.#copies.push({ output: this.#length, source: this.#at, length: 0 })
    this.#write(text)
  }

  #write(text: string): void {
    this.#output.push(text)
    this.#length += text.length
  }

  #truncate(length: number): void {
    while (this.#length > length) this.#length -= this.#output.pop()!.length
    while ((this.#copies.at(-1)?.output ?? -1) >= length) this.#copies.pop()
  }
}

const isBlank = (unit: number): boolean => unit <= 0x20 || unit === 0xfeff || unit === 0xa0

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Escapes of JSON stay; those of Python and JavaScript become JSON. `text` is `null` when the escape was fine. */
function readEscape(text: string, at: number): { end: number; text: string | null } {
  const next = text[at + 1]
  if (next === undefined) return { end: at + 1, text: '\\\\' }
  if ('"\\/bfnrt'.includes(next)) return { end: at + 2, text: null }
  if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return { end: at + 6, text: null }
  if (next === 'x' && /^[0-9a-fA-F]{2}$/.test(text.slice(at + 2, at + 4))) {
    return { end: at + 4, text: escaped(String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 4), 16))) }
  }
  if (next === "'" || next === '`') return { end: at + 2, text: next }
  if (next === '\n') return { end: at + 2, text: '' }
  return { end: at + 1, text: '\\\\' }
}
