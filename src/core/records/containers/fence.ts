import { parseJson } from '../../json/parse-json.ts'
import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps, shiftMap } from '../../source/offset-map.ts'
import { byteOffsetsIn } from '../../source/line-index.ts'
import { decode } from '../../source/source.ts'
import { findValues } from './find-values.ts'
import { Joined, onOneLine } from './joined.ts'
import { Rewriter } from './rewriter.ts'
import { relabelled, type Unwrapped } from './unwrapped.ts'

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*[\w.+-]*[ \t]*\r?$/gm
/** What a block begins with that is worth taking out. */
const PAYLOAD = /^\s*(?:[[{"]|data: ?[[{]|event: ?\S|curl\s|[A-Z]\w*\(\s*\w+=)/
const MOST_BLOCKS = 10_000

/**
 * The fenced block of a Markdown text that begins like JSON. Of several that are JSON each becomes a line; where only one
 * is, or the first is broken, that one is taken.
 */
export function openFence(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === 0x7b || first === 0x5b) return null
  if (bytes.indexOf(0x60) < 0 && bytes.indexOf(0x7e) < 0) return null
  const text = decode(bytes)
  const blocks = findBlocks(text)
  if (blocks.length === 0 || isQuotedInDump(text, blocks)) return null
  const offsets = byteOffsetsIn(bytes, text)
  const byteOf = (unit: number): number => offsets?.[unit] ?? unit
  const whole = blocks.filter(({ start, close }) => isStructure(text.slice(start, close)))
  if (blocks.length > 1 && whole.length > 1) return openAll(state, text, whole, byteOf)
  const from = byteOf(blocks[0]!.start)
  return {
    ...state,
    bytes: bytes.subarray(from, byteOf(blocks[0]!.close)),
    containers: [...state.containers, 'markdown'],
    map: composeMaps(shiftMap(from), state.map),
    rewritten: true,
    mended: [...state.mended, 'the text around the fenced block was left out'],
  }
}

/** What a program printed can quote an answer that has a fence; there the values around it say more than that. */
function isQuotedInDump(text: string, blocks: readonly Block[]): boolean {
  let outside = ''
  let at = 0
  for (const { open, close } of blocks) {
    outside += `${text.slice(at, open)}\n`
    at = close
  }
  outside += text.slice(at)
  const size = (values: readonly { start: number; end: number }[]): number =>
    values.reduce((sum, { start, end }) => sum + end - start, 0)
  const values = findValues(outside, 0, new Rewriter(outside)).filter(
    ({ keys, isText, broken }) => keys > 1 && !isText && !broken,
  )
  return values.length > 1 && size(values) > size(blocks.map(({ start, close }) => ({ start, end: close })))
}

interface Block {
  /** Where its fence begins. */
  readonly open: number
  readonly start: number
  readonly close: number
}

function findBlocks(text: string): Block[] {
  const blocks: Block[] = []
  const pattern = new RegExp(FENCE)
  for (let open = pattern.exec(text); open && blocks.length < MOST_BLOCKS; open = pattern.exec(text)) {
    const afterFence = open.index + open[0].length
    const start = text[afterFence] === '\n' ? afterFence + 1 : afterFence
    const fence = open[1]!
    const found = text.indexOf(`\n${fence}`, start - 1)
    const close = found < 0 ? endOfInlineFence(text, fence, start) : Math.max(found, start)
    if (PAYLOAD.test(text.slice(start, Math.min(close, start + 1000)))) blocks.push({ open: open.index, start, close })
    pattern.lastIndex = Math.max(close + 1 + fence.length, pattern.lastIndex)
  }
  return blocks
}

function openAll(state: Unwrapped, text: string, blocks: readonly Block[], byteOf: (unit: number) => number): Unwrapped {
  const joined = new Joined()
  let at = 0
  const labels = blocks.map(({ open, start, close }) => {
    const from = byteOf(start)
    const piece = trimmed(state.bytes, from, byteOf(close))
    joined.add(onOneLine(state.bytes.subarray(piece.start, piece.end)), composeMaps(shiftMap(piece.start), state.map))
    joined.endLine()
    const words = text.slice(Math.max(at, open - 500), open).trimEnd()
    at = close
    return (
      words
        .slice(words.lastIndexOf('\n') + 1)
        .replace(/^(?:`{3,}|~{3,})$/, '')
        .trim()
        .slice(0, 200) || null
    )
  })
  return relabelled(
    {
      ...state,
      bytes: joined.bytes().subarray(0, -1),
      containers: [...state.containers, 'markdown'],
      map: joined,
      rewritten: true,
      mended: [...state.mended, `the text around the ${blocks.length} fenced blocks was left out`],
    },
    labels,
  )
}

function trimmed(bytes: Uint8Array, start: number, end: number): { start: number; end: number } {
  const from = skipWhitespace(bytes, start, end)
  let to = end
  while (to > from && bytes[to - 1]! <= 0x20) to--
  return { start: from, end: to }
}

function isStructure(text: string): boolean {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null
}

function endOfInlineFence(text: string, fence: string, start: number): number {
  const found = text.indexOf(fence, start)
  return found < 0 ? text.length : found
}
