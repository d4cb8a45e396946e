import { parseJson } from '../../json/parse-json.ts'
import { skipWhitespace } from '../../json/scan.ts'
import { isObject } from '../../json/value.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { cellText, readRows, type Cell, type Row } from './csv-rows.ts'
import { readLiteral } from './literal.ts'
import { jsonOnOneLine, placesInside } from './quoted-json.ts'
import { Rewriter } from './rewriter.ts'
import { relabelled, type Unwrapped } from './unwrapped.ts'

const HEAD = 16_384
const DELIMITERS = [',', '\t', ';', '|']
const NAME = /^[\w .\-/:]{0,59}[\w .\-/]$/
const SAMPLED = 20
/** Who speaks and what: a table with one row for each message. */
const SPEAKER = /^(?:role|from|sender|author|speaker|type)$/i
const WORDS = /^(?:content|text|message|value|body|tool_calls|arguments|args|output|result)$/i
/** What stands in these is a text, also where it reads like JSON. */
const TEXTS = /^(?:text|message|value|output|result|arguments|args|input|error|name)$/i
const ID = /(?:^|_|\b)(?:id|key|uuid)$/i

/** A table, as CSV or TSV: each row is an object in a line. A column of conversations is the conversations themselves. */
export function openCsv(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === undefined || first === 0x7b || first === 0x5b) return null
  const head = decode(bytes, 0, Math.min(bytes.length, HEAD))
  const delimiter = delimiterOf(head)
  if (delimiter === null) return null
  const text = decode(bytes)
  const all = readRows(text, delimiter, Number.POSITIVE_INFINITY, afterHint(text))
  const isHeadless = all[0] !== undefined && isOnlyValue(text, all[0])
  const [header, ...others] = all
  const rows = isHeadless ? all : others
  if (!header || rows.length === 0) return null
  const names = isHeadless ? ['column_1'] : header.cells.map((cell) => cellText(text, cell).trim())
  const wide = rows.filter(({ cells }) => cells.length === names.length).length
  if (wide < rows.length * 0.8) return null
  const out = new Rewriter(text)
  const column = conversationColumn(text, names, rows)
  const labels = column === null ? writeRows(text, names, rows, out) : writeColumn(text, names, rows, column, out)
  if (labels.length === 0) return null
  const inner = out.finish(bytes)
  const opened: Unwrapped = {
    ...state,
    bytes: inner.bytes.subarray(0, -1),
    containers: [...state.containers, 'csv'],
    map: composeMaps(inner.map, state.map),
    rewritten: true,
    settled: true,
    mended: [
      ...state.mended,
      column === null
        ? 'the rows of a table were written as JSON'
        : `the column \`${names[column]!}\` was taken out of its table`,
    ],
  }
  return relabelled(opened, labels)
}

/** Excel takes a hint in the first line: `sep=;`. */
function afterHint(text: string): number {
  return /^\ufeff?sep=.\r?\n/.exec(text)?.[0].length ?? 0
}

/** The character between the cells, if the beginning is that of a table that can hold a conversation. */
function delimiterOf(head: string): string | null {
  const from = afterHint(head)
  const line = head.slice(from, from + head.slice(from).search(/[\r\n]|$/))
  const delimiter = DELIMITERS.reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best), ',')
  const [header, ...rows] = readRows(head, delimiter, SAMPLED, from)
  if (!header) return null
  if (isOnlyValue(head, header)) return delimiter
  if (rows.length === 0) return null
  const names = header.cells.map((cell) => cellText(head, cell).trim())
  // pandas leaves the name of its first column, the number of the row, empty.
  if (names.some((name, i) => !NAME.test(name) && (i > 0 || name !== '')) || new Set(names).size < names.length) return null
  if (names.some((name) => SPEAKER.test(name)) && names.some((name) => WORDS.test(name))) return delimiter
  // JSON has commas in it: between commas it stands in quotes.
  return rows.some(({ cells }) =>
    cells.some(
      (cell) =>
        (cell.quoted || (delimiter !== ',' && names.length > 1)) && isPrinted(head.slice(cell.start, cell.start + 200), cell),
    ),
  )
    ? delimiter
    : null
}

/** A table of one column and without a name for it. */
function isOnlyValue(text: string, { cells: [cell, ...others] }: Row): boolean {
  return cell !== undefined && others.length === 0 && cell.quoted && isPrinted(text.slice(cell.start, cell.start + 200), cell)
}

/** The beginning of a list or an object, of JSON or of Python. */
function isPrinted(begins: string, { quoted }: Cell): boolean {
  return quoted
    ? /^\s*(?:"")?(?:\s|\\+[nrt])*(?:\[(?:\s|\\+[nrt])*)?[{[](?:\s|\\+[nrt])*(?:\\*""|')/.test(begins)
    : /^(?:\[\s*)?\{\s*["']/.test(begins)
}

/** The only column that holds whole conversations. */
function conversationColumn(text: string, names: readonly string[], rows: readonly Row[]): number | null {
  if (names.some((name) => SPEAKER.test(name) && name !== 'type')) return null
  const sample = rows.slice(0, SAMPLED)
  const structured = names.flatMap((_, column) => {
    const values = sample.flatMap(({ cells }) =>
      cells[column] && cells[column].end > cells[column].start ? [valueIn(text, cells[column])] : [],
    )
    const found = values.filter((value) => isObject(value) || Array.isArray(value))
    return found.length > 0 && found.length >= values.length * 0.8 ? [{ column, found }] : []
  })
  const conversations = structured.filter(({ found }) => found.every(isConversation))
  return conversations.length === 1 && structured.length === 1 ? conversations[0]!.column : null
}

function isConversation(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length === 0 || (isObject(value[0]) && ('role' in value[0] || 'type' in value[0] || 'from' in value[0]))
  return (
    isObject(value) && Object.values(value).some((member) => Array.isArray(member) && member.length > 0 && isObject(member[0]))
  )
}

function valueIn(text: string, cell: Cell): unknown {
  const said = cellText(text, cell)
  if (/^\s*"/.test(said)) return parseJson(textIn(said) ?? '')
  if (!/^\s*[[{]/.test(said)) return undefined
  const value = parseJson(said)
  if (value !== undefined) return value
  const out = new Rewriter(said)
  return readLiteral(said, said.search(/\S/), out, { strict: true }) ? parseJson(out.text()) : undefined
}

function writeColumn(
  text: string,
  names: readonly string[],
  rows: readonly Row[],
  column: number,
  out: Rewriter,
): (string | null)[] {
  const id = names.findIndex((name, i) => i !== column && ID.test(name))
  return rows.flatMap((row): (string | null)[] => {
    const cell = row.cells[column]
    if (!cell || cell.end === cell.start) return []
    if (!writeValue(text, cell, out)) writeText(text, cell, out)
    out.put('\n', cell.end)
    const named = row.cells[id]
    return [named ? cellText(text, named).slice(0, 200) || null : null]
  })
}

function writeRows(text: string, names: readonly string[], rows: readonly Row[], out: Rewriter): null[] {
  const isMessage = names.some((name) => SPEAKER.test(name) && name !== 'type')
  const keys = names.map((name, i) => `${JSON.stringify(name || `column_${i + 1}`)}:`)
  for (const row of rows) {
    out.put('{', row.start)
    let count = 0
    row.cells.forEach((cell, i) => {
      const name = names[i] || `column_${i + 1}`
      const isEmpty = cell.end === cell.start
      if (isEmpty && name !== 'content') return
      const key = keys[i] ?? `${JSON.stringify(name)}:`
      out.put(count > 0 ? `,${key}` : key, cell.start)
      count++
      if (isEmpty) out.put(hasCalls(names, row) ? 'null' : '""', cell.start)
      else if (!writeCell(text, name, cell, out, isMessage)) writeText(text, cell, out)
    })
    out.put('}', row.end)
    out.put('\n', row.end)
  }
  return rows.map(() => null)
}

/** A message that only calls a tool has no words, which APIs write as `null`. */
function hasCalls(names: readonly string[], { cells }: Row): boolean {
  return cells.some(({ start, end }, i) => end > start && /^(?:tool_calls|function_call)$/.test(names[i] ?? ''))
}

const WORD_VALUES: Readonly<Record<string, string>> = { true: 'true', false: 'false', True: 'true', False: 'false' }

/** `isMessage`: a row says who speaks, and so what stands in it are the words of a message. */
function writeCell(text: string, name: string, cell: Cell, out: Rewriter, isMessage: boolean): boolean {
  if (isMessage && TEXTS.test(name)) return false
  const said = text.slice(cell.start, cell.end)
  if (name !== 'content' && Object.hasOwn(WORD_VALUES, said)) {
    out.put(WORD_VALUES[said]!, cell.start)
    return true
  }
  if (isMessage && name === 'content' && !/^\s*\[\s*\{/.test(said)) return false
  const before = out.mark()
  const start = out.length
  if (!writeValue(text, cell, out)) return false
  // What a tool answered can be JSON and is still a text: only parts of a message are parts.
  if (!isMessage || name !== 'content' || /^\s*\[\s*\{\s*"type"/.test(out.text(start).slice(0, 200))) return true
  out.back(before)
  return false
}

/** The list or object in a cell, as JSON or as Python printed it. */
function writeValue(text: string, cell: Cell, out: Rewriter): boolean {
  const said = cellText(text, cell)
  if (/^\s*"/.test(said)) return writeEncoded(text, said, cell, out)
  if (!/^\s*[[{]/.test(said)) return false
  const isJson = typeof parseJson(said) === 'object'
  if (!isJson) return writePrinted(text, said, cell, out)
  let at = cell.start
  const pieces = cell.quoted ? /""|[\r\n]/g : /[\r\n]/g
  pieces.lastIndex = at
  for (let found = pieces.exec(text); found && found.index < cell.end; found = pieces.exec(text)) {
    out.copy(at, found.index)
    if (found[0] === '""') out.copy(found.index, found.index + 1)
    else out.put(' ', found.index)
    at = found.index + found[0].length
  }
  out.copy(at, cell.end)
  return true
}

/** JSON that was encoded once more before it came into the table. */
function textIn(said: string): string | null {
  const inner = /^\s*"(?:\s|\\[nrt])*[[{]/.test(said) ? parseJson(said) : undefined
  return typeof inner === 'string' && typeof parseJson(inner) === 'object' ? inner : null
}

function writeEncoded(text: string, said: string, cell: Cell, out: Rewriter): boolean {
  const inner = textIn(said)
  if (inner === null) return false
  const places = cell.quoted
    ? undoubledPlaces(text, cell, said.length)
    : Uint32Array.from({ length: said.length + 1 }, (_, i) => cell.start + i)
  out.append(jsonOnOneLine(inner), placesInside(said, places))
  return true
}

function writePrinted(text: string, said: string, cell: Cell, out: Rewriter): boolean {
  const start = said.search(/\S/)
  const before = out.mark()
  const isSame = said.length === cell.end - cell.start
  // Doubled quotes move everything behind them: such a cell is read apart.
  const apart = isSame ? null : new Rewriter(said)
  const read = apart
    ? readLiteral(said, start, apart, { strict: true })
    : readLiteral(text, cell.start + start, out, { strict: true })
  const end = read && (apart ? read.end : read.end - cell.start)
  if (end === null || said.slice(end).trim() !== '') {
    out.back(before)
    return false
  }
  if (apart) out.append(apart, undoubledPlaces(text, cell, said.length))
  return true
}

/** Where each character of what a cell says stands. */
function undoubledPlaces(text: string, { start }: Cell, length: number): Uint32Array {
  const places = new Uint32Array(length + 1)
  let at = start
  for (let i = 0; i <= length; i++) {
    places[i] = at
    at += text[at] === '"' && text[at + 1] === '"' ? 2 : 1
  }
  return places
}

const ODD = /["\\\u0000-\u001f]/g

function writeText(text: string, cell: Cell, out: Rewriter): void {
  out.put('"', cell.start)
  let at = cell.start
  ODD.lastIndex = at
  for (let found = ODD.exec(text); found && found.index < cell.end; found = ODD.exec(text)) {
    out.copy(at, found.index)
    out.put(JSON.stringify(found[0]).slice(1, -1), found.index)
    at = found.index + (cell.quoted && found[0] === '"' ? 2 : 1)
    ODD.lastIndex = at
  }
  out.copy(at, cell.end)
  out.put('"', cell.end)
}
