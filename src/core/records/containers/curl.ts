import { composeMaps, SegmentMap } from '../../source/offset-map.ts'
import { byteOffsetsIn } from '../../source/line-index.ts'
import { decode, encode } from '../../source/source.ts'
import { Rewriter } from './rewriter.ts'
import type { Unwrapped } from './unwrapped.ts'

const CURL = /^\s*(?:\$\s+)?curl\s/
const BODY = /\s(?:-d|--data|--data-raw|--data-ascii|--data-binary|--json)[\s=]*(\$?['"])/
/** As a browser copies it for the command line of Windows, where a caret stands before what it would read itself. */
const CARETS = /\s(?:-d|--data|--data-raw|--data-binary|--json)[\s=]*\^"/

/** The body of a `curl` command; headers, which may hold keys, are left behind. */
export function openCurl(state: Unwrapped): Unwrapped | null {
  if (!CURL.test(decode(state.bytes, 0, Math.min(200, state.bytes.length)))) return null
  const text = decode(state.bytes)
  if (CARETS.test(text)) return openCurl(withoutCarets(state, text))
  const open = BODY.exec(text)
  if (!open) return null
  const body = readQuoted(text, open.index + open[0].length, open[1]!)
  if (!/^\s*[[{]\s*\S/.test(body.text)) return null
  const map = new SegmentMap()
  const offsets = byteOffsetsIn(state.bytes, text)
  let output = 0
  for (const { start, piece, copied } of body.pieces) {
    const length = encode(piece).length
    map.add(output, offsets ? offsets[start]! : start, copied ? length : 0)
    output += length
  }
  return {
    ...state,
    bytes: encode(body.text),
    containers: [...state.containers, 'curl'],
    map: composeMaps(map, state.map),
    rewritten: true,
    mended: [...state.mended, 'the body was taken out of the curl command'],
  }
}

function withoutCarets(state: Unwrapped, text: string): Unwrapped {
  const out = new Rewriter(text)
  let at = 0
  // A caret at the end of a line goes on in the next; `^\n` doubled is a line break inside the body.
  for (const { index, 0: found } of text.matchAll(/\^(?:\r?\n)?/g)) {
    if (index < at) continue
    out.copy(at, index)
    at = index + found.length
    // The next one is meant as it is, also if it is a caret.
    if (found === '^' && at < text.length) out.copy(at, ++at)
  }
  out.copy(at, text.length)
  const { bytes, map } = out.finish(state.bytes)
  return { ...state, bytes, map: composeMaps(map, state.map) }
}

interface Piece {
  readonly start: number
  readonly piece: string
  readonly copied: boolean
}

/** Undoes what a shell would: `'\\''` in single quotes, backslashes in double ones and in `$'…'`. */
function readQuoted(text: string, from: number, quote: string): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = []
  const close = quote.at(-1)!
  const escapes = quote !== "'"
  let at = from
  let begun = from
  const copy = (to: number): void => {
    if (to > begun) pieces.push({ start: begun, piece: text.slice(begun, to), copied: true })
  }
  while (at < text.length && text[at] !== close) {
    if (escapes && text[at] === '\\' && at + 1 < text.length) {
      const next = text[at + 1]!
      const undone =
        quote === '"'
          ? '"\\$`\n'.includes(next)
            ? next === '\n'
              ? ''
              : next
            : null
          : '\'\\"'.includes(next)
            ? next
            : next === 'n'
              ? '\n'
              : null
      if (undone !== null) {
        copy(at)
        pieces.push({ start: at, piece: undone, copied: false })
        at += 2
        begun = at
        continue
      }
      at += 2
      continue
    }
    at++
    // 'It'\\''s': the quote is closed, an escaped one follows, and it is opened again.
    if (!escapes && text[at] === close && text.startsWith(`'\\''`, at)) {
      copy(at)
      pieces.push({ start: at, piece: "'", copied: false })
      at += 4
      begun = at
    }
  }
  copy(Math.min(at, text.length))
  return { text: pieces.map(({ piece }) => piece).join(''), pieces }
}
