import type { Rewriter } from './rewriter.ts'

/**
 * Writes a text of YAML as a JSON string. What the library read and what stands in the source are followed side by side:
 * where they agree they are copied, so that places inside a text can be found; folds, escapes and indents are stepped over.
 */
export function writeScalar(text: string, value: string, start: number, end: number, out: Rewriter): void {
  out.put('"', start)
  const first = text[start]
  let source = first === '"' || first === "'" ? start + 1 : first === '|' || first === '>' ? afterHeader(text, start, end) : start
  let at = 0
  while (at < value.length) {
    const run = agreement(text, source, end, value, at, first === '"')
    if (run > 0) {
      out.copy(source, source + run)
      at += run
      source += run
      continue
    }
    // A line that goes on below says nothing by itself.
    if (first === '"' && text[source] === '\\' && /[\r\n]/.test(text[source + 1] ?? '')) {
      source = afterEscape(text, source, end)
      continue
    }
    const character = value[at]!
    const isSame = text[source] === character
    out.put(JSON.stringify(pairAt(value, at)).slice(1, -1), Math.min(source, end))
    at += pairAt(value, at).length
    if (first === '"' && text[source] === '\\') source = afterEscape(text, source, end)
    else if (first === "'" && character === "'" && text[source + 1] === "'") source += 2
    else if (character === '\n' || character === ' ') source = afterFold(text, source, end, value[at])
    else if (isSame) source += character.length
    else source = resume(text, source, end, value, at)
  }
  out.put('"', first === '"' || first === "'" ? end - 1 : end)
}

/** How much can be copied: it is the same in both, and JSON writes it as it is. */
function agreement(text: string, from: number, end: number, value: string, at: number, isDouble: boolean): number {
  let length = 0
  while (from + length < end && at + length < value.length) {
    const unit = value.charCodeAt(at + length)
    if (unit !== text.charCodeAt(from + length) || unit < 0x20 || unit === 0x22 || unit === 0x5c) break
    if (!isDouble && unit === 0x27 && text.charCodeAt(from + length + 1) === 0x27) break
    length++
  }
  return length
}

function afterHeader(text: string, start: number, end: number): number {
  const line = text.indexOf('\n', start)
  return line < 0 ? end : skipBlanks(text, line + 1, end)
}

function afterEscape(text: string, at: number, end: number): number {
  const next = text[at + 1]
  if (next === '\n' || next === '\r') return skipSpace(text, at + 1, end)
  const digits = next === 'x' ? 2 : next === 'u' ? 4 : next === 'U' ? 8 : 0
  return Math.min(end, at + 2 + digits)
}

/** Behind a line break and the indent of the next line, up to what the text goes on with. */
function afterFold(text: string, at: number, end: number, next: string | undefined): number {
  if (text[at] !== '\n' && text[at] !== '\r' && text[at] !== ' ' && text[at] !== '\t') return at
  let to = at
  while (to < end && (text[to] === ' ' || text[to] === '\t')) to++
  if (text[to] !== '\n' && text[to] !== '\r') return Math.min(end, at + 1)
  if (next === '\n') return text[to] === '\r' ? to + 2 : to + 1
  // Blanks that the text keeps were passed over with the indent; they are written where it goes on.
  return skipSpace(text, to, end)
}

/** They have lost each other: the next characters of the text, not too far away. */
function resume(text: string, from: number, end: number, value: string, at: number): number {
  const next = value.slice(at, at + 8)
  if (next === '') return from
  const found = text.slice(from, Math.min(end, from + 200)).indexOf(next)
  return found < 0 ? from : from + found
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++
  return at
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from
  while (at < end && /\s/.test(text[at]!)) at++
  return at
}

function pairAt(value: string, at: number): string {
  const unit = value.charCodeAt(at)
  return unit >= 0xd800 && unit < 0xdc00 ? value.slice(at, at + 2) : value[at]!
}
