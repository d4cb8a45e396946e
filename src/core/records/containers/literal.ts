import type { Damage } from '../../json/recover.ts'
import { readAngle, readDate, readElided, readNumber, readWord, TRANSPARENT } from './literal-words.ts'
import { copyString, isQuote, stringPrefix } from './literal-string.ts'
import type { Mark, Rewriter } from './rewriter.ts'

/** How a value was printed. */
export type Dialect = 'json' | 'python' | 'js-inspect'

/** One value that was found in a text and written as JSON. */
export interface Literal {
  /** Offset after it. */
  readonly end: number
  readonly dialect: Dialect
  /** More in it is foreign than is JSON: it was printed so, and is no JSON that broke. */
  readonly foreign: boolean
  readonly damage: readonly Damage[]
  /** Named members of all its objects: a measure of what it is worth. */
  readonly keys: number
  /** Its text ends before it does. */
  readonly cut: boolean
}

interface Options {
  /** The value stands between other words: the first thing that does not fit says that it is none. */
  readonly strict: boolean
  /** Counts what was read in vain, for whoever tries at many places. */
  readonly effort?: { spent: number }
}

type Kind = 'object' | 'list' | 'call' | 'bare'

interface Level {
  kind: Kind
  readonly close: string
  expect: 'key' | 'colon' | 'value' | 'comma'
  /** Handle of the opening piece, which is changed when braces turn out to hold a set. */
  readonly opening: number
  /** What is written so far, to go back to when an entry never comes to its value. */
  entry: Mark
  /** Entries written. */
  count: number
  /** Handle of the comma that nothing followed yet; -1 for none. */
  comma: number
  /** The same before the entry under way, and where that begins: what to go back to. */
  entryComma: number
  entryAt: number
  /** Something was left out by whoever printed it, and nothing stands for it. */
  elided: boolean
  /** A list of positional arguments is open. */
  args: boolean
  /** A wrapper that stands for its last argument: what to go back to when another one follows. */
  readonly inner: Mark | null
}

/** No conversation nests like this; what does is not worth guessing at. */
const MOST_DEPTH = 500
const MOST_DAMAGE = 1000
/** So many members make it certain that this is a value, whatever else is wrong with it. */
const CERTAIN = 3
const KEYWORD = /([A-Za-z_]\w{0,80})\s{0,8}=(?![=>])/y
const CLASS_BEFORE = /[ \t]*(?:<[^>\n]{0,80}>[ \t]*)?([{[])/y
const SIZED = /\((\d+)\)[ \t]*([{[])/y
const NULL_PROTOTYPE = /\[Object: null prototype\][ \t]*(?=\{)/y
const REFERENCE = /<ref \*\d+>[ \t]*/y
const COLLAPSED = /\(\d+\)(?=\s*(?:[,}\])]|$))/y
const COMMENT = /#[^\n]*|\/\/[^\n]*/y
const COMPUTED_KEY = /\[([^\]\n]{1,80})\](?=:)/y

/**
 * Reads a value as Python's `repr` or the `console.log` of JavaScript prints it, or JSON, and writes it as JSON in one
 * line. Constructor calls and class prefixes become objects whose first member is `__class__`; positional arguments stand
 * under `args`. `null`: this is no value (then nothing was written). Never recursive: hostile nesting ends at a limit.
 */
export function readLiteral(text: string, start: number, out: Rewriter, options: Options): Literal | null {
  return new Reader(text, start, out, options).read()
}

/** The same for what pydantic prints of a model without its name: `source='user' metadata={} content='hi'`. */
export function readBareMembers(text: string, start: number, out: Rewriter, effort: { spent: number }): Literal | null {
  return new Reader(text, start, out, { strict: true, effort }).readBare()
}

class Reader {
  readonly #text: string
  readonly #out: Rewriter
  readonly #strict: boolean
  readonly #effort: { spent: number } | undefined
  readonly #start: number
  #at: number
  readonly #stack: Level[] = []
  readonly #damage: Damage[] = []
  #failed = false
  #cut = false
  #keys = 0
  #json = 0
  #python = 0
  #script = 0
  /** Single quotes: of either language. */
  #single = 0
  /** Names before brackets: no slip makes these out of JSON. */
  #named = 0

  constructor(text: string, start: number, out: Rewriter, { strict, effort }: Options) {
    this.#text = text
    this.#start = start
    this.#effort = effort
    this.#at = start
    this.#out = out
    this.#strict = strict
  }

  read(): Literal | null {
    const before = this.#out.mark()
    this.#value()
    return this.#run(before)
  }

  readBare(): Literal | null {
    const before = this.#out.mark()
    this.#python++
    this.#push('bare', '\n', '{', 0)
    return this.#run(before)
  }

  #run(before: Mark): Literal | null {
    while (!this.#failed && this.#stack.length > 0) {
      const level = this.#stack.at(-1)!
      this.#blanks(level)
      if (level.kind === 'bare' && this.#atLineEnd()) this.#close(level, 0)
      else if (this.#at >= this.#text.length) this.#end()
      else this.#step(level)
      if (this.#stack.length > MOST_DEPTH) this.#failed = true
    }
    if (this.#failed) {
      this.#out.back(before)
      if (this.#effort) this.#effort.spent += this.#at - this.#start
      return null
    }
    const foreign = this.#python + this.#script + this.#single
    const script = this.#script > this.#python
    return {
      end: this.#at,
      dialect: foreign === 0 ? 'json' : script ? 'js-inspect' : 'python',
      foreign: this.#named > 0 || (foreign > 0 && foreign >= this.#json),
      damage: this.#damage,
      keys: this.#keys,
      cut: this.#cut,
    }
  }

  #step(level: Level): void {
    const character = this.#text[this.#at]!
    if (character === '}' || character === ']' || character === ')') return this.#closing(level, character)
    const left = readElided(this.#text, this.#at)
    if (left) return this.#leaveOut(level, left.end, left.what)
    switch (level.expect) {
      case 'comma':
        return this.#comma(level, character)
      case 'key':
        return this.#key(level, character)
      case 'colon':
        return this.#colon(level, character)
      case 'value':
        return level.kind === 'call' || level.kind === 'bare' ? this.#argument(level) : this.#element(level)
      default:
        level.expect satisfies never
    }
  }

  #comma(level: Level, character: string): void {
    if (character === ',') {
      if (level.elided && level.comma >= 0) this.#out.put(' ', this.#at)
      else level.comma = this.#out.copy(this.#at, this.#at + 1)
      level.elided = false
      this.#at++
    } else if (level.kind !== 'bare') {
      this.#hurt('a comma is missing')
    }
    level.expect = level.kind === 'object' ? 'key' : 'value'
  }

  #key(level: Level, character: string): void {
    const text = this.#text
    const quoted = isQuote(character)
    const computed = this.#match(COMPUTED_KEY)
    const word = quoted || computed ? null : readWord(text, this.#at)
    const number = quoted || computed || word ? null : readNumber(text, this.#at)
    // Braces around values that are no names: a set.
    if (!quoted && !computed && !word && !number) {
      if (level.count > 0)
        return character === ',' ? this.#drop('there is a comma too many') : this.#drop('this stands where a key should be')
      this.#asSet(level)
      return this.#element(level)
    }
    this.#begin(level)
    level.expect = 'colon'
    if (quoted) return this.#string(true)
    if (computed) {
      this.#script++
      return this.#replace(JSON.stringify(computed[1]!.replace(/^'(.*)'$/, '$1')), this.#at + computed[0].length)
    }
    const end = word ? word.end : number!.end
    if (word && text[end] === ':' && !/^(?:None|True|False)$/.test(word.text)) this.#script++
    this.#replace(JSON.stringify(text.slice(this.#at, end)), end)
  }

  #colon(level: Level, character: string): void {
    if (character === ':' || (character === '=' && this.#text[this.#at + 1] === '>')) {
      if (character === '=') this.#script++
      this.#replace(':', this.#at + (character === '=' ? 2 : 1))
      this.#keys++
      level.expect = 'value'
      return
    }
    if (level.count === 1 && character === ',') {
      return this.#rereadAsSet(level)
    }
    this.#hurt('a colon is missing')
    this.#out.put(':', this.#at)
    level.expect = 'value'
  }

  /** A member of an object, or an element of a list. */
  #element(level: Level): void {
    if (this.#text[this.#at] === ',') return this.#drop('there is a comma too many')
    if (level.kind === 'list') this.#begin(level)
    level.expect = 'comma'
    this.#value()
  }

  #argument(level: Level): void {
    const keyword = this.#match(KEYWORD)
    if (keyword && level.inner) {
      // `Timestamp('…', tz='UTC')`: what such a wrapper is told beside its value says little.
      this.#at += keyword[0].length
      this.#blanks(level)
      level.expect = 'comma'
      this.#skipValue(this.#out.mark())
      return
    }
    if (keyword) {
      this.#endArguments(level)
      this.#begin(level)
      this.#replace(`${JSON.stringify(keyword[1])}:`, this.#at + keyword[0].length)
      this.#python++
      this.#keys++
      level.expect = 'comma'
      this.#blanks(level)
      if (level.kind === 'bare' && this.#atLineEnd()) this.#out.put('null', this.#at)
      else this.#value()
      return
    }
    if (level.kind === 'bare') {
      if (level.count < 2) this.#failed = true
      else this.#close(level, 0)
      return
    }
    if (level.inner) {
      this.#out.back(level.inner)
      level.comma = -1
    } else if (level.args) this.#begin(level)
    else {
      this.#begin(level)
      this.#out.put('"args":[', this.#at)
      level.args = true
    }
    level.expect = 'comma'
    this.#value()
  }

  #endArguments(level: Level): void {
    if (!level.args) return
    if (level.comma >= 0) this.#out.change(level.comma, ' ')
    level.comma = -1
    level.args = false
    this.#out.put(']', this.#at)
  }

  /** Reads a value that is not kept. Only small ones stand there, so nested ones may give up. */
  #skipValue(before: Mark): void {
    const scratch = new Reader(this.#text, this.#at, this.#out, { strict: true })
    const read = scratch.read()
    this.#out.back(before)
    if (read) this.#at = read.end
    else this.#failed = true
  }

  #value(): void {
    const text = this.#text
    const reference = this.#match(REFERENCE)
    if (reference) {
      this.#script++
      this.#at += reference[0].length
    }
    const character = text[this.#at]
    if (character === undefined) return void this.#out.put('null', this.#at)
    if (isQuote(character) || stringPrefix(text, this.#at) > 0) return this.#string(false)
    if (character === '[') {
      const bare = this.#match(NULL_PROTOTYPE)
      if (bare) {
        this.#script++
        this.#at += bare[0].length
        return this.#value()
      }
      const known = readWord(text, this.#at)
      if (known) return this.#known(known)
      return this.#push('list', ']', '[', 1)
    }
    if (character === '{') return this.#push('object', '}', '{', 1)
    if (character === '(') {
      const sized = this.#match(SIZED)
      if (sized) return this.#sized(sized[0].length, sized[2]!)
      this.#python++
      return this.#push('list', ')', '[', 1)
    }
    const angle = character === '<' ? readAngle(text, this.#at) : null
    if (angle) {
      this.#python++
      if (angle.damage) this.#hurt(angle.damage)
      return this.#replace(angle.json, angle.end)
    }
    const date = readDate(text, this.#at)
    if (date) {
      if (date.python) this.#python++
      else this.#script++
      return this.#replace(date.json, date.end)
    }
    const number = readNumber(text, this.#at)
    if (number) {
      if (number.json === null) this.#out.copy(this.#at, number.end)
      else this.#out.put(number.json, this.#at)
      this.#at = number.end
      return
    }
    const word = readWord(text, this.#at)
    if (!word) {
      this.#out.put('null', this.#at)
      return this.#drop('this stands where a value should be')
    }
    this.#word(word)
  }

  #word(word: NonNullable<ReturnType<typeof readWord>>): void {
    const text = this.#text
    if (word.json !== undefined) return this.#known(word)
    if (text[word.end] === '(') {
      SIZED.lastIndex = word.end
      const sized = SIZED.exec(text)
      if (sized) return this.#sized(word.end + sized[0].length - this.#at, sized[2]!)
      COLLAPSED.lastIndex = word.end
      const collapsed = COLLECTION.test(word.text) ? COLLAPSED.exec(text) : null
      if (collapsed) {
        this.#script++
        this.#hurt('a list was left out here when this was printed')
        return this.#replace('[]', word.end + collapsed[0].length)
      }
      return this.#call(word.text, word.end)
    }
    CLASS_BEFORE.lastIndex = word.end
    const before = CLASS_BEFORE.exec(text)
    if (before) {
      this.#script++
      this.#named++
      const end = word.end + before[0].length
      if (before[1] === '[') return this.#push('list', ']', '[', end - this.#at)
      if (word.text === 'Object') return this.#push('object', '}', '{', end - this.#at)
      this.#push('object', '}', `{"__class__":${JSON.stringify(lastName(word.text))}`, end - this.#at)
      this.#stack.at(-1)!.count = 1
      return
    }
    // Enumerations are printed without quotes: `FinishReason.STOP`.
    if (!word.text.includes('.')) this.#hurt('a text has no quotes')
    else this.#python++
    this.#replace(JSON.stringify(word.text), word.end)
  }

  #known(word: NonNullable<ReturnType<typeof readWord>>): void {
    if (word.damage) this.#hurt(word.damage)
    if (word.dialect === 'python') this.#python++
    if (word.dialect === 'js-inspect') this.#script++
    if (word.json === word.text) {
      this.#out.copy(this.#at, word.end)
      this.#at = word.end
    } else this.#replace(word.json ?? 'null', word.end)
  }

  /** `Map(1) {`, `Set(2) {`, `(3) [`. */
  #sized(length: number, bracket: string): void {
    this.#script++
    this.#push(bracket === '{' ? 'object' : 'list', bracket === '{' ? '}' : ']', bracket, length)
  }

  #call(name: string, end: number): void {
    this.#python++
    this.#named++
    const wrapper = TRANSPARENT[lastName(name)]
    if (wrapper !== undefined) {
      this.#push('call', ')', '', end + 1 - this.#at, wrapper)
      return
    }
    this.#push('call', ')', `{"__class__":${JSON.stringify(lastName(name))}`, end + 1 - this.#at)
    this.#stack.at(-1)!.count = 1
  }

  /** `empty`: this wrapper stands for its last argument, and for this where it has none. */
  #push(kind: Kind, close: string, written: string, length: number, empty?: string): void {
    const before = this.#out.mark()
    const opening = this.#out.put(written + (empty ?? ''), this.#at)
    this.#at += length
    const entry = this.#out.mark()
    const expect = kind === 'object' ? 'key' : 'value'
    const inner = empty === undefined ? null : before
    const entryAt = this.#at
    const begun = { count: 0, comma: -1, entryComma: -1, entryAt, elided: false, args: false }
    this.#stack.push({ kind, close, expect, opening, entry, inner, ...begun })
  }

  #closing(level: Level, bracket: string): void {
    if (bracket === level.close) return this.#close(level, 1)
    if (this.#strict && this.#keys < CERTAIN) {
      this.#failed = true
      return
    }
    if (!this.#stack.some(({ close }) => close === bracket)) return this.#drop('a bracket closes nothing')
    this.#hurt('a bracket is missing')
    this.#close(level, 0)
  }

  #close(level: Level, length: number): void {
    if (level.expect === 'colon' && level.count === 1 && length > 0) return this.#rereadAsSet(level)
    if (level.expect === 'colon' || (level.expect === 'value' && level.kind === 'object')) {
      if (!this.#cut) this.#hurt('a key has no value')
      this.#giveUp(level)
    }
    const last = level.comma >= 0
    this.#endArguments(level)
    // A comma nothing follows leaves a blank, so that what ends before it ends there.
    if (level.comma >= 0) this.#out.change(level.comma, ' ')
    if (level.close === ')' && level.kind === 'list' && level.count === 1 && !last) {
      // One value in parentheses is no tuple: long texts are printed so.
      this.#out.change(level.opening, ' ')
      this.#out.put(' ', this.#at)
    } else if (!level.inner) this.#out.put(level.kind === 'list' ? ']' : '}', this.#at)
    else this.#out.put(' ', this.#at)
    this.#at += length
    this.#stack.pop()
  }

  /** What was read as the first key is the first element: `{1}`. */
  #rereadAsSet(level: Level): void {
    this.#giveUp(level)
    this.#at = level.entryAt
    this.#asSet(level)
    this.#element(level)
  }

  #asSet(level: Level): void {
    this.#python++
    this.#out.change(level.opening, '[')
    level.kind = 'list'
  }

  /** An entry begins: there must be a comma before it, where it is not the first. */
  #begin(level: Level): void {
    level.entryComma = level.comma
    level.entryAt = this.#at
    level.entry = this.#out.mark()
    if (level.count > 0 && level.comma < 0) this.#out.put(',', this.#at)
    level.comma = -1
    level.count++
  }

  /** Takes the entry under way back. */
  #giveUp(level: Level): void {
    this.#out.back(level.entry)
    level.comma = level.entryComma
    level.count--
  }

  #leaveOut(level: Level, end: number, what: string): void {
    const after = this.#text.slice(end, end + 200)
    const next = /\S/.exec(after)?.[0] ?? ''
    const goesOn = ',}])'.includes(next) || (level.kind === 'object' && isQuote(next))
    // Between other words a value that was cut ends with its line.
    const isLast = next === '' || (this.#strict && !goesOn && /^[ \t]*\r?\n/.test(after))
    this.#hurt(what, isLast)
    if (this.#failed) return
    this.#at = end
    if (isLast) return this.#end(true)
    if (level.expect === 'colon' || (level.expect === 'value' && level.kind === 'object')) {
      this.#out.put(level.expect === 'colon' ? ':null' : 'null', this.#at)
      level.expect = 'comma'
      return
    }
    level.elided = true
    level.expect = 'comma'
  }

  /** The text is over before its values are. */
  #end(told = false): void {
    if (this.#strict && this.#keys === 0) {
      this.#failed = true
      return
    }
    if (!told) this.#hurt('the text ends here, before its values do', true)
    this.#cut = true
    while (this.#stack.length > 0) this.#close(this.#stack.at(-1)!, 0)
  }

  #string(isKey: boolean): void {
    const quote = this.#text[this.#at + stringPrefix(this.#text, this.#at)]
    if (quote === '"') this.#json += isKey ? 1 : 0
    else if (quote === '`') this.#script++
    else this.#single++
    const joins = this.#single + this.#python + this.#script > 0
    const read = copyString(this.#text, this.#at, this.#out, { joins, oneLine: this.#strict })
    if (read.prefixed || read.joined) this.#python++
    this.#at = read.end
    for (const damage of read.damage) this.#hurt(damage.what, false, damage.offset)
    if (!read.closed) {
      if (this.#strict && this.#keys === 0) this.#failed = true
      else if (this.#strict && this.#at < this.#text.length) {
        this.#hurt('a text ends with its line, before its quotes do', true)
        this.#end(true)
      }
    }
  }

  /** Blanks are kept as far as one line can hold them: what ends before them ends there. */
  #blanks(level: Level): void {
    const text = this.#text
    while (this.#at < text.length) {
      let end = this.#at
      while (text[end] === ' ') end++
      if (end > this.#at) this.#out.copy(this.#at, end)
      this.#at = end
      while (isBlank(text.charCodeAt(end)) && !(level.kind === 'bare' && text[end] === '\n')) end++
      // Whoever writes such values by hand writes comments between them.
      COMMENT.lastIndex = end
      const comment = text[end] === '#' || text[end] === '/' ? COMMENT.exec(text) : null
      if (comment && level.kind !== 'bare') end += comment[0].length
      if (end === this.#at) return
      this.#out.put(' ', this.#at)
      this.#at = end
    }
  }

  #atLineEnd(): boolean {
    return this.#at >= this.#text.length || this.#text[this.#at] === '\n'
  }

  #drop(what: string): void {
    this.#hurt(what)
    this.#at++
  }

  #replace(written: string, end: number): void {
    this.#out.put(written, this.#at)
    this.#at = end
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)
  }

  #hurt(what: string, cut = false, offset = this.#at): void {
    if (this.#strict && !cut && this.#keys < CERTAIN && !isLeftOut(what)) this.#failed = true
    if (this.#damage.length < MOST_DAMAGE || cut) this.#damage.push({ offset, what, cut })
  }
}

/** How a browser prints what is folded: `messages: Array(2)`. */
const COLLECTION = /^(?:Array|Set|(?:Ui|I)nt\d+Array|Float\d+Array)$/

/** Whoever printed the value left something out: that is no sign that it is none. */
const isLeftOut = (what: string): boolean => what.includes('left out')

const isBlank = (unit: number): boolean => unit <= 0x20 || unit === 0xfeff || unit === 0xa0

const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
