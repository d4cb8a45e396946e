import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { Rewriter } from './rewriter.ts'
import { unescape } from './unescape.ts'
import type { Unwrapped } from './unwrapped.ts'

/** A debugger's copy of a string has its escapes and no quotes around it: `{\"role\": …}`. */
const WITHOUT_QUOTES = /^(?:\s|\\[nrt])*(?:\[(?:\s|\\[nrt])*)?\{(?:\s|\\[nrt])*\\+"/
const HTML_BEGINS = /^\s*(?:<(?:pre|code)[^>]{0,200}>\s*)*(?:\[\s*)?\{\s*&(?:quot|#0*34|#x0*22);/i
const ENTITY = /&(?:quot|amp|lt|gt|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});|<\/?(?:pre|code|br|span)\b[^>]{0,200}>/gi
const NAMED: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: ' ' }

/** JSON with escapes around its quotes, of a string or of a web page. */
export function openEscaped(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  const first = bytes[start]
  if (first !== 0x7b && first !== 0x5b && first !== 0x3c && first !== 0x5c) return null
  const head = decode(bytes, start, Math.min(bytes.length, start + 400))
  if (WITHOUT_QUOTES.test(head)) {
    return opened(state, unescape(bytes, start, bytes.length), 'the escapes of a string were undone')
  }
  return HTML_BEGINS.test(head) ? openHtml(state) : null
}

function openHtml(state: Unwrapped): Unwrapped {
  const text = decode(state.bytes)
  const out = new Rewriter(text)
  let at = 0
  for (const found of text.matchAll(ENTITY)) {
    out.copy(at, found.index)
    out.put(entity(found[0]), found.index)
    at = found.index + found[0].length
  }
  out.copy(at, text.length)
  return opened(state, out.finish(state.bytes), 'what was written for a web page was written as JSON')
}

function entity(found: string): string {
  if (found.startsWith('<')) return ''
  const name = found.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return NAMED[name] ?? found
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0x10ffff ? found : String.fromCodePoint(code)
}

function opened(state: Unwrapped, inner: ReturnType<typeof unescape>, mended: string): Unwrapped {
  return {
    ...state,
    bytes: inner.bytes,
    containers: [...state.containers, 'string'],
    map: composeMaps(inner.map, state.map),
    rewritten: true,
    mended: [...state.mended, mended],
  }
}
