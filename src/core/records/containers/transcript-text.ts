import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { Rewriter } from './rewriter.ts'
import type { Unwrapped } from './unwrapped.ts'

/** Its first line, or a question of the user behind which the answers of tools are quoted. */
const AIDER = /^#{1,2} aider chat started at \d|^#### \S[^\n]*\n(?:(?!#{1,3} )[^\n]*\n){0,40}> /
const ESCAPED = /["\\\u0000-\u001f]/g

/** The Markdown in which aider keeps its chats: no JSON, but a conversation; handed on whole, as one JSON string. */
export function openTranscriptText(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  if (bytes[start] !== 0x23 || !AIDER.test(decode(bytes, start, Math.min(bytes.length, start + 4000)))) return null
  const text = decode(bytes)
  const out = new Rewriter(text)
  out.put('"', 0)
  let at = 0
  for (const { index, 0: found } of text.matchAll(ESCAPED)) {
    out.copy(at, index)
    out.put(JSON.stringify(found).slice(1, -1), index)
    at = index + 1
  }
  out.copy(at, text.length)
  out.put('"', text.length)
  const inner = out.finish(bytes)
  return {
    ...state,
    bytes: inner.bytes,
    containers: [...state.containers, 'markdown'],
    map: composeMaps(inner.map, state.map),
    rewritten: true,
    settled: true,
    mended: [...state.mended, 'the text was read as it stands: it holds no JSON'],
  }
}
