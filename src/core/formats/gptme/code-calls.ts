import type { Cursor } from '../../document/cursor.ts'
import { call, text, type CallDraft, type PartDraft } from '../transcript.ts'

/** Languages of code blocks that gptme runs; a block in another one is only shown. */
const TOOLS = new Set(
  'shell bash sh ipython python py save append patch morph tmux browser gh subagent screenshot computer todo todowrite todoread choice rag vision youtube read chats complete'.split(
    ' ',
  ),
)
const FENCE = /^```([\w.+-]*)([^\n`]*)\n/gm
/** The format for tools with ids: `@shell(call-1): {"command": "ls"}`. */
const MARKED = /^@(\w+)\(([\w-]+)\):[ \t]*(?=\{)/gm

/** Calls in the text of the assistant, between texts. */
export function codeParts(whole: Cursor): PartDraft[] {
  const source = whole.string ?? ''
  const places = [...fencedCalls(whole, source), ...markedCalls(whole, source)].sort((a, b) => a.from - b.from)
  const parts: PartDraft[] = []
  let done = 0
  for (const { from, to, asked } of places) {
    if (from < done) continue
    if (source.slice(done, from).trim() !== '') parts.push(text(whole.slice(done, from)))
    parts.push(asked)
    done = to
  }
  if (done === 0) return source === '' ? [] : [text(whole)]
  if (source.slice(done).trim() !== '') parts.push(text(whole.slice(done, source.length)))
  return parts
}

interface PlacedCall {
  readonly from: number
  readonly to: number
  readonly asked: CallDraft
}

function fencedCalls(whole: Cursor, source: string): PlacedCall[] {
  const calls: PlacedCall[] = []
  FENCE.lastIndex = 0
  for (let fence = FENCE.exec(source); fence; fence = FENCE.exec(source)) {
    const inner = fence.index + fence[0].length
    const close = source.indexOf('\n```', inner - 1)
    const end = close < 0 ? source.length : Math.max(close, inner)
    const to = close < 0 ? end : close + 4
    const name = fence[1] ?? ''
    if (TOOLS.has(name.toLowerCase())) {
      const at = whole.slice(fence.index, to)
      const input = whole.slice(inner, end)
      calls.push({
        from: fence.index,
        to,
        asked: call({ at, name: whole.slice(fence.index + 3, fence.index + 3 + name.length), input, freeform: true }),
      })
    }
    if (close < 0) break
    FENCE.lastIndex = to
  }
  return calls
}

function markedCalls(whole: Cursor, source: string): PlacedCall[] {
  const calls: PlacedCall[] = []
  const starts = [...source.matchAll(MARKED)]
  starts.forEach((found, i) => {
    const from = found.index
    const inner = from + found[0].length
    const limit = starts[i + 1]?.index ?? source.length
    const to = inner + Math.max(1, source.slice(inner, limit).lastIndexOf('}') + 1)
    const [, name = '', id = ''] = found
    const idAt = from + name.length + 2
    const asked = call({
      at: whole.slice(from, to),
      id: whole.slice(idAt, idAt + id.length),
      name: whole.slice(from + 1, from + 1 + name.length),
      input: whole.slice(inner, to),
    })
    calls.push({ from, to, asked })
  })
  return calls
}
