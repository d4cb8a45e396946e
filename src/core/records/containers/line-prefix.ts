import { skipWhitespace } from '../../json/scan.ts'
import { parseJson } from '../../json/parse-json.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { lineAt, LineWriter } from './line-writer.ts'
import { readLiteral } from './literal.ts'
import { Rewriter } from './rewriter.ts'
import type { Unwrapped } from './unwrapped.ts'

const HEAD = 65_536
const LOOKED_AT = 50
const LONGEST = 200
/** Where what was wrapped can begin. */
const BEGINS = /^\s*(?:[{[(]|data:|event:|: |`{3}|~{3}|[A-Z]\w*\()/

/**
 * One text whose every line got the same words in front: a pretty-printed payload in a log, a stream in a log, a mail that
 * quotes (`> `). Times differ in their digits only. Where each line holds a value by itself, the lines are left as they are.
 */
export function openLinePrefix(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === undefined || first === 0x7b || first === 0x22) return null
  const head = decode(bytes, 0, Math.min(bytes.length, HEAD))
  const lines = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT)
  if (bytes.length > HEAD && lines.length < LOOKED_AT) lines.pop()
  const shape = commonShape(lines)
  if (!shape) return null
  const bare = lines.map((line) => line.slice(shape.length))
  // Lines that are values by themselves are a log, whose first one may be cut.
  const begins = isQuotation(shape) ? bare.some((line) => BEGINS.test(line)) : BEGINS.test(bare[0] ?? '')
  if (!begins || bare.some(isWhole)) return null
  return withoutPrefix(state, shape)
}

const shapeOf = (text: string): string => text.replace(/\d/g, '0')

/** The words all these lines begin with, digits apart; `null` for none worth the name. */
function commonShape(lines: readonly string[]): string | null {
  const [first, ...others] = lines
  if (first === undefined || others.length === 0) return null
  // Data begins at the latest with a bracket, a quote or the name of a field, and so ends what can stand before it.
  const stop = /(?:data|event): ?|(?:^|\s)[{["'(]|[A-Z]\w*\(/.exec(
    first.slice(0, LONGEST).replace(/^\[[^\]{}"']*\]|(?<=\s)\[[^\]{}"']*\]/g, (found) => '.'.repeat(found.length)),
  )
  const end = stop ? stop.index + (/^\s/.test(stop[0]) ? 1 : 0) : LONGEST
  let shape = shapeOf(first.slice(0, end))
  for (const line of others) {
    const other = shapeOf(line.slice(0, shape.length))
    let length = 0
    while (length < shape.length && shape[length] === other[length]) length++
    // `>` alone is how a mail quotes an empty line.
    if (other.trimEnd() === shape.trimEnd()) continue
    shape = shape.slice(0, length)
    if (shape === '') return null
  }
  if (shape.trim() === '' || !/[^\w\s]/.test(shape)) return null
  return /\s$|[|>:\]]$/.test(shape) ? shape : null
}

/** A mail may say something before what it quotes; a log does not. */
const isQuotation = (shape: string): boolean => /^[>\s]+$/.test(shape)

function isWhole(line: string): boolean {
  if (!/^(?:[[{(]|[A-Z]\w*\()/.test(line)) return false
  if (/[\]}]\s*$/.test(line) && typeof parseJson(line) === 'object') return true
  const read = readLiteral(line, 0, new Rewriter(line), { strict: true })
  // `{"role": …},` is a part of something.
  return read !== null && read.keys > 0 && !read.cut && !/^\s*[,\]})]/.test(line.slice(read.end))
}

function withoutPrefix(state: Unwrapped, shape: string): Unwrapped | null {
  const { bytes } = state
  const writer = new LineWriter(bytes)
  const width = new TextEncoder().encode(shape).length
  let without = 0
  for (let at = 0; at < bytes.length; ) {
    const line = lineAt(bytes, at)
    const own = shapeOf(decode(bytes, line.start, Math.min(line.end, line.start + width)))
    const has = own === shape
    const isBare = !has && own.trimEnd() === shape.trimEnd()
    if (!has && !isBare && line.end > line.start) without++
    writer.add(has ? line.start + width : isBare ? line.end : line.start, line.end)
    writer.endLine(line.end)
    at = line.next
  }
  if (without > writer.lines / 5) return null
  const isQuoted = isQuotation(shape)
  return {
    ...state,
    bytes: writer.finish(),
    containers: [...state.containers, isQuoted ? 'markdown' : 'log'],
    map: composeMaps(writer.map, state.map),
    rewritten: true,
    mended: [...state.mended, isQuoted ? 'the marks of quotation were left out' : 'the prefix of each log line was left out'],
  }
}
