import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps, shiftMap } from '../../source/offset-map.ts'
import { byteOffsetsIn } from '../../source/line-index.ts'
import { decode } from '../../source/source.ts'
import type { Unwrapped } from './unwrapped.ts'

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*[\w.+-]*[ \t]*\r?$/m

/** The first fenced block of a Markdown text that begins like JSON. */
export function openFence(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === 0x7b || first === 0x5b) return null
  if (bytes.indexOf(0x60) < 0 && bytes.indexOf(0x7e) < 0) return null
  const text = decode(bytes)
  const open = FENCE.exec(text)
  if (!open) return null
  const afterFence = open.index + open[0].length
  const start = text[afterFence] === '\n' ? afterFence + 1 : afterFence
  const fence = open[1]!
  if (!/^\s*[[{"]/.test(text.slice(start, start + 1000))) return null
  const found = text.indexOf(`\n${fence}`, start)
  const close = found < 0 ? endOfInlineFence(text, fence, start) : found
  const offsets = byteOffsetsIn(bytes, text)
  const from = offsets?.[start] ?? start
  return {
    ...state,
    bytes: bytes.subarray(from, offsets?.[close] ?? close),
    containers: [...state.containers, 'markdown'],
    map: composeMaps(shiftMap(from), state.map),
    rewritten: true,
    mended: [...state.mended, 'the text around the fenced block was left out'],
  }
}

function endOfInlineFence(text: string, fence: string, start: number): number {
  const found = text.indexOf(fence, start)
  return found < 0 ? text.length : found
}
