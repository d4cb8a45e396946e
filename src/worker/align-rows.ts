import type { TimelineRow } from '../core/timeline/row.ts'
import type { RowMark } from './protocol.ts'

/** Some rows of one version, in order. */
export interface AlignedSide {
  readonly rows: readonly TimelineRow[]
  /** The source between two bytes of that version. */
  readonly text: (start: number, end: number) => string
}

export interface AlignedRow {
  readonly mark: RowMark
  /** Where in the rows of the other side the same row stands; `null`: it was removed or added. */
  readonly other: number | null
}

/**
 * Which row before is which row after, by what the rows say: what was put in between shifts nothing. The rows that say the
 * same, in order, are anchors; they are `same` unless their source tells more than they show, and tells it differently.
 * What is left between two anchors pairs up by kind as `changed`. In another format sources cannot be compared, and
 * an id or the spaces in arguments may be missing.
 */
export function alignRows(
  before: AlignedSide,
  after: AlignedSide,
  isSameFormat: boolean,
): { readonly before: AlignedRow[]; readonly after: AlignedRow[] } {
  const left = before.rows.map((): AlignedRow => ({ mark: 'removed', other: null }))
  const right = after.rows.map((): AlignedRow => ({ mark: 'added', other: null }))
  const [textsBefore, textsAfter] = [sourceTexts(before), sourceTexts(after)]
  const keys = [before, after].map(({ rows }) => rows.map((row) => keyOf(row, isSameFormat))) as [string[], string[]]
  /** Of rows that say the same, those that have the same source; where that tells nothing, those before the same row. */
  function isAlike(i: number, j: number): boolean {
    const [one, other] = [before.rows[i]!, after.rows[j]!]
    if (isSameFormat && hasSource(one)) return textsBefore.whole(i) === textsAfter.whole(j)
    return idOf(one) === idOf(other) && keys[0][i + 1] === keys[1][j + 1]
  }
  function isSame(i: number, j: number): boolean {
    const [one, other] = [before.rows[i]!, after.rows[j]!]
    if (!isSameFormat) return isSameId(one, other)
    return !hasSource(one) || isAlike(i, j) || textsBefore.own(i) === textsAfter.own(j)
  }
  function pair(i: number, j: number, mark: RowMark): void {
    left[i] = { mark, other: j }
    right[j] = { mark, other: i }
  }

  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...anchorsOf(...keys, isAlike), [left.length, right.length] as const]) {
    for (; i < nextI; i++) {
      for (let k = j; k < nextJ; k++) {
        if (right[k]!.other !== null || !isSameKind(before.rows[i]!, after.rows[k]!)) continue
        pair(i, k, 'changed')
        break
      }
    }
    if (nextI < left.length) pair(nextI, nextJ, isSame(nextI, nextJ) ? 'same' : 'changed')
    i = nextI + 1
    j = nextJ + 1
  }
  return { before: left, after: right }
}

/** What a row counts in the longest common subsequence: likeness only decides a tie, and the heads of conversations say little. */
const WORTH = 4096

/** The longest common subsequence; of several, the one with the most rows that are alike, and of these the first. */
function anchorsOf(
  before: readonly string[],
  after: readonly string[],
  isAlike: (i: number, j: number) => boolean,
): (readonly [i: number, j: number])[] {
  const width = after.length + 1
  const worth = (i: number, j: number): number => {
    if (before[i] !== after[j]) return 0
    return (before[i]!.startsWith(LANE) ? 1 : WORTH) + Number(isAlike(i, j))
  }
  /** The best that can be had from the rows from `i` and from `j` on. */
  const best = new Int32Array((before.length + 1) * width)
  const bestAt = (i: number, j: number): number => best[i * width + j]!
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const own = worth(i, j)
      const both = own > 0 ? own + bestAt(i + 1, j + 1) : 0
      best[i * width + j] = Math.max(both, bestAt(i + 1, j), bestAt(i, j + 1))
    }
  }
  const anchors: (readonly [number, number])[] = []
  for (let [i, j] = [0, 0]; i < before.length && j < after.length; ) {
    const own = worth(i, j)
    if (own > 0 && bestAt(i, j) === own + bestAt(i + 1, j + 1)) anchors.push([i++, j++])
    else if (bestAt(i, j) === bestAt(i + 1, j)) i += 1
    else j += 1
  }
  return anchors
}

const LANE = '["lane"'

/** What a row says. The tool of a result is that of its call, and so are all numbers and words besides: not its own. */
function keyOf(row: TimelineRow, isSameFormat: boolean): string {
  const id = isSameFormat && 'callId' in row ? row.callId : null
  switch (row.type) {
    case 'message':
      return JSON.stringify([row.type, row.role, isSameFormat ? row.roleWord : null, saidBy(row.summary, isSameFormat)])
    case 'call':
      return JSON.stringify([row.type, row.tool, id, saidBy(row.summary, isSameFormat)])
    case 'result':
      return JSON.stringify([row.type, id, isSameFormat && row.failed, saidBy(row.summary, isSameFormat)])
    case 'slot':
      return JSON.stringify([row.type, row.missing, row.callId])
    case 'unparsed':
      return JSON.stringify([row.type, row.summary])
    case 'lane':
      // "Line 7" is another line when one above it goes.
      return JSON.stringify([row.type, /^(?:Line|Conversation) \d+$/.test(row.title) ? null : row.title])
  }
}

/** Another format may lay arguments out in another way: without spaces, a summary that was cut holds at least so much. */
function saidBy(summary: string, isSameFormat: boolean): string {
  return isSameFormat ? summary : summary.replace(/\s+/g, '').slice(0, 100)
}

function isSameKind(a: TimelineRow, b: TimelineRow): boolean {
  if (a.type === 'message') return b.type === 'message' && a.role === b.role
  if (a.type === 'call') return b.type === 'call' && a.tool === b.tool
  if (a.type === 'result') return b.type === 'result' && (a.tool === b.tool || a.tool === null || b.tool === null)
  if (a.type === 'slot') return b.type === 'slot' && a.missing === b.missing
  return a.type === b.type
}

function idOf(row: TimelineRow): string | null {
  return 'callId' in row ? row.callId : null
}

/** Some formats have no ids. */
function isSameId(a: TimelineRow, b: TimelineRow): boolean {
  return idOf(a) === idOf(b) || idOf(a) === null || idOf(b) === null
}

/** Others stand for what is not there, or for many messages. */
function hasSource({ type }: TimelineRow): boolean {
  return type !== 'slot' && type !== 'lane'
}

/** The sources of rows, each made once: `whole`, and `own`, without what other rows show. */
function sourceTexts({ rows, text }: AlignedSide): Record<'whole' | 'own', (row: number) => string> {
  const known = new Map<string, string>()
  function textOf(start: number, end: number): string {
    const key = `${start}-${end}`
    const made = known.get(key) ?? withoutSpaces(text(start, end))
    known.set(key, made)
    return made
  }
  return {
    whole: (row) => (hasSource(rows[row]!) ? textOf(rows[row]!.span.start, rows[row]!.span.end) : ''),
    own(row) {
      const { type, span } = rows[row]!
      if (type !== 'message') return textOf(span.start, span.end)
      let own = ''
      let at = span.start
      for (const inner of rows) {
        if ((inner.type !== 'call' && inner.type !== 'result') || inner.span.start < at || inner.span.end > span.end) continue
        own += withoutEdges(textOf(at, inner.span.start))
        at = inner.span.end
      }
      return own + withoutEdges(textOf(at, span.end))
    },
  }
}

/** The commas between what was taken out say nothing. */
function withoutEdges(text: string): string {
  return text.trim().replace(/^,/, '').replace(/,$/, '').trim()
}

/** Laying JSON out in another way changes nothing. */
function withoutSpaces(text: string): string {
  return text.replace(/("[^"\\]*(?:\\.[^"\\]*)*"?)|\s+/gs, '$1')
}
