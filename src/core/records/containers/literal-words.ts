import type { Dialect } from './literal.ts'

/** A word that stands for a value. Without `json` it is a name, and what follows says of what. */
export interface Word {
  readonly text: string
  readonly end: number
  readonly json?: string
  readonly dialect?: Dialect
  readonly damage?: string
}

const PYTHON: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  NotGiven: 'null',
  NOT_GIVEN: 'null',
  Ellipsis: 'null',
  nan: 'null',
  inf: 'null',
}
const SCRIPT: Readonly<Record<string, string>> = { undefined: 'null', nil: 'null', NaN: 'null', Infinity: 'null' }
const NAME = /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/y
const SYMBOL = /Symbol\(([^)\n]{0,80})\)/y
/** `[Object]` and its like stand where `console.log` does not go deeper. */
const ELIDED =
  /\[(?:Circular(?: \*\d+)?|(?:Async)?(?:Generator)?Function(?:: [^\]\n]{1,80}| \(anonymous\)[^\]\n]{0,80})?|class [^\]\n]{1,80}|[GS]etter[^\]\n]{0,20}|[A-Z]\w{2,60})\](?=\s*(?:[,}\]]|\r?\n|$))/y

/** A word at `at`: `null`, `None`, `undefined`, `[Object]`, `AIMessage`; `null` where none begins. */
export function readWord(text: string, at: number): Word | null {
  if (text[at] === '[') return readBracketed(text, at)
  SYMBOL.lastIndex = at
  const symbol = SYMBOL.exec(text)
  if (symbol) return { text: symbol[0], end: at + symbol[0].length, json: JSON.stringify(symbol[1]), dialect: 'js-inspect' }
  NAME.lastIndex = at
  const name = NAME.exec(text)?.[0]
  if (name === undefined) return null
  const end = at + name.length
  if (name === 'true' || name === 'false' || name === 'null') return { text: name, end, json: name }
  if (Object.hasOwn(PYTHON, name)) return { text: name, end, json: PYTHON[name]!, dialect: 'python' }
  if (Object.hasOwn(SCRIPT, name)) return { text: name, end, json: SCRIPT[name]!, dialect: 'js-inspect' }
  return { text: name, end }
}

function readBracketed(text: string, at: number): Word | null {
  ELIDED.lastIndex = at
  const found = ELIDED.exec(text)?.[0]
  // `[None]` is a list.
  if (!found || Object.hasOwn(PYTHON, found.slice(1, -1)) || Object.hasOwn(SCRIPT, found.slice(1, -1))) return null
  const word = { text: found, end: at + found.length, dialect: 'js-inspect' as const }
  if (/^\[(?:Circular|(?:Async)?(?:Generator)?Function\b|class |[GS]etter)/.test(found)) return { ...word, json: 'null' }
  if (found === '[Array]') return { ...word, json: '[]', damage: 'a list was left out here when this was printed' }
  const damage = 'an object was left out here when this was printed'
  if (found === '[Object]') return { ...word, json: '{}', damage }
  return { ...word, json: `{"__class__":${JSON.stringify(found.slice(1, -1))}}`, damage }
}

const MORE =
  /(?:\.\.\.|…)(?: ?\d+ more(?: (?:items?|properties|characters?|chars))?| ?\[?\(?(?:\d+ \w{1,12} )?(?:truncated|omitted)(?: \d+ \w{1,12})?\)?\]?)?/y
const ANGLE_MORE = /<(?:\.\.\.|…)[^>\n]{0,80}>/y

/** `...`, `... 3 more items`, `…`, `<... 1234 chars>`: what the printer left out. */
export function readElided(text: string, at: number): { end: number; what: string } | null {
  const character = text[at]
  if (character !== '.' && character !== '…' && character !== '<') return null
  const pattern = character === '<' ? ANGLE_MORE : MORE
  pattern.lastIndex = at
  const found = pattern.exec(text)?.[0]
  if (!found) return null
  const said = /\d+ more(?: \w+)?/.exec(found)?.[0]
  return {
    end: at + found.length,
    what: said ? `${said} were left out here when this was printed` : 'something was left out here',
  }
}

const ANGLE = /<([^<>\n'"]{1,120})(?:'([^'\n]{0,200})'|"([^"\n]{0,200})")?((?:[^<>\n]|<[^<>\n]{0,120}>){0,200})>/y

/** `<Role.USER: 'user'>`, `<FinishReason.STOP: 1>`, `<class 'int'>`, `<Image at 0x7f>`. */
export function readAngle(text: string, at: number): { end: number; json: string; damage?: string } | null {
  ANGLE.lastIndex = at
  const found = ANGLE.exec(text)
  if (!found) return null
  const end = at + found[0].length
  const member = /^([\w.]+)\.(\w+): ?$/.exec(found[1]!)
  if (member) return { end, json: JSON.stringify(found[2] ?? found[3] ?? member[2]) }
  const numbered = /^[\w.]+\.(\w+): /.exec(found[1]!)
  if (numbered) return { end, json: JSON.stringify(numbered[1]) }
  return { end, json: JSON.stringify(found[0]) }
}

const PYTHON_DATE =
  /(?:datetime\.)?(?:datetime|date)\((\d+(?:, ?\d+){2,6})(?:, ?tzinfo=([\w.]+(?:\((?:[^()\n]|\([^()\n]{0,80}\)){0,80}\))?))?(?:, ?fold=1)?\)/y
const SCRIPT_DATE = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?(?=[\s,}\])]|$)/y

/** `datetime.datetime(2026, 2, 1, 10, 0, tzinfo=…)` and a bare `2026-02-01T10:00:00.000Z` become texts. */
export function readDate(text: string, at: number): { end: number; json: string; python: boolean } | null {
  const first = text[at]
  const python = first === 'd'
  if (!python && !(first !== undefined && first >= '0' && first <= '9')) return null
  const pattern = python ? PYTHON_DATE : SCRIPT_DATE
  pattern.lastIndex = at
  const found = pattern.exec(text)
  if (!found) return null
  const end = at + found[0].length
  if (!python) return { end, json: JSON.stringify(found[0]), python }
  const [year = '', month = '', day = '', ...time] = found[1]!.split(/, ?/)
  const two = (part: string | undefined): string => (part ?? '0').padStart(2, '0')
  const date = `${year.padStart(4, '0')}-${two(month)}-${two(day)}`
  if (time.length === 0 && !found[0].includes('datetime(')) return { end, json: `"${date}"`, python }
  const fraction = time[3] ? `.${time[3].padStart(6, '0')}` : ''
  const zone = found[2] && /utc\b|\(0\)|key='UTC'/i.test(found[2]) ? 'Z' : ''
  return { end, json: `"${date}T${two(time[0])}:${two(time[1])}:${two(time[2])}${fraction}${zone}"`, python }
}

const JSON_NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y
const ODD_NUMBER =
  /[+-]?(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?n?|\.\d+(?:[eE][+-]?\d+)?|(?:inf|Infinity|nan|NaN)\b)(?![\w.])/y

/** A number; `json` says how JSON writes it where that is another way. */
export function readNumber(text: string, at: number): { end: number; json: string | null } | null {
  JSON_NUMBER.lastIndex = at
  const plain = JSON_NUMBER.exec(text)
  if (plain) return { end: at + plain[0].length, json: null }
  const first = text.charCodeAt(at)
  if (first > 0x39 || first < 0x2b) return null
  ODD_NUMBER.lastIndex = at
  const odd = ODD_NUMBER.exec(text)?.[0]
  if (!odd) return null
  const end = at + odd.length
  const digits = odd.replace(/_|n$/g, '').replace(/^\+/, '')
  if (/^-?[1-9]\d*$/.test(digits)) return { end, json: digits }
  const negative = digits.startsWith('-')
  const value = Number(negative ? digits.slice(1) : digits)
  return { end, json: Number.isFinite(value) ? String(negative ? -value : value) : 'null' }
}

/** Python types that wrap one value; what stands for them when they are empty. */
export const TRANSPARENT: Readonly<Record<string, string | undefined>> = {
  __proto__: null as never,
  Decimal: 'null',
  UUID: 'null',
  ObjectId: 'null',
  ISODate: 'null',
  Timestamp: 'null',
  PosixPath: 'null',
  PurePosixPath: 'null',
  WindowsPath: 'null',
  Path: 'null',
  SecretStr: 'null',
  Url: 'null',
  AnyUrl: 'null',
  HttpUrl: 'null',
  URL: 'null',
  OrderedDict: '{}',
  defaultdict: '{}',
  mappingproxy: '{}',
  Counter: '{}',
  deque: '[]',
  array: '[]',
  set: '[]',
  frozenset: '[]',
  list: '[]',
  tuple: '[]',
  int: '0',
  float: '0',
  str: '""',
  int64: '0',
  float64: '0',
  float32: '0',
  NumberInt: '0',
  NumberLong: '0',
}
