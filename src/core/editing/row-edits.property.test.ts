import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { judgeSource } from '../judge-source.ts'
import { applyTextEdits } from '../source/text-edit.ts'
import { decode, encode } from '../source/source.ts'
import { sources, type Dialect, type Shape } from '../testing/conversations.ts'
import { openWhole } from '../whole-bench.ts'
import type { Workbench } from '../workbench.ts'
import type { RowEdit } from './row-edit.ts'

vi.setConfig({ testTimeout: 120_000 })

/** More runs: `RUNS=2000 npx vitest run …`. */
const RUNS = Number(process.env['RUNS'] ?? 40)
const SEED = Number(process.env['SEED'] ?? 20_261_120)

const DIALECTS: readonly (readonly [Dialect, readonly Shape[]])[] = [
  ['openai-chat', ['list', 'body', 'rows', 'lines']],
  ['anthropic-messages', ['list', 'body', 'rows', 'lines']],
  ['stored-records', ['list', 'body', 'rows', 'lines']],
  ['gemini', ['body']],
  ['bedrock-converse', ['body']],
  ['openai-responses', ['body']],
]

const open = (source: string, format?: string): Workbench =>
  openWhole(judgeSource(source, format === undefined || format === 'unknown' ? {} : { format }))

function edited(source: string, bench: Workbench, row: number, edit: RowEdit): string | null {
  const proposal = bench.proposeEdit(row, edit)
  if (!proposal || proposal.edits.length === 0) return null
  return decode(applyTextEdits(encode(source), proposal.edits))
}

describe.each(DIALECTS)('%s', (dialect, shapes) => {
  function forAllRows(damages: number, check: (source: string, bench: Workbench, row: number) => boolean): void {
    let checked = 0
    fc.assert(
      fc.property(sources(dialect, shapes, { damages }), fc.nat(200), ({ source }, n) => {
        const bench = open(source)
        // Not every row can do everything: the next one that can is taken.
        for (let i = 0; i < bench.rowCount; i++) {
          if (!check(source, bench, (n + i) % bench.rowCount)) continue
          checked++
          return
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(checked).toBeGreaterThan(RUNS / 10)
  }

  test('renamed, nothing but the id is another, and renamed back nothing is', () => {
    forAllRows(1, (source, bench, row) => {
      const { id } = bench.editable(row) ?? {}
      const [half] = id?.halves ?? []
      if (!id?.id || !half || id.halves.some((one) => one.id !== id.id)) return false
      if (!source.includes(JSON.stringify(id.id))) return false // a number, or written with escapes
      const after = edited(source, bench, row, { type: 'rename-id', id: 'zz_new' })
      if (after === null) throw new Error('an id that can be renamed is')
      const again = open(after, bench.inspection.format)
      const now = again.editable(row)?.id
      expect(now?.id).toBe('zz_new')
      expect(now?.halves.map(({ path }) => path)).toEqual(id.halves.map(({ path }) => path))
      expect(edited(after, again, row, { type: 'rename-id', id: id.id })).toBe(source)
      expect(leaves(after).map((leaf) => (leaf === 'zz_new' ? id.id : leaf))).toEqual(leaves(source))
      return true
    })
  })

  test('a text that is typed anew reads as it was typed, and the others stay', () => {
    const typed = ['', ' ', '"quoted" \\ back', 'line\nbreak\ttab', '\u2028 雨 👍🏽', '{"a": 1}', '</script>']
    forAllRows(1, (source, bench, row) => {
      const { texts } = bench.editable(row) ?? {}
      if (!texts || texts.fields.some(({ isJson }) => isJson)) return false
      const text = typed[(row + source.length) % typed.length]!
      const after = edited(source, bench, row, { type: 'set-text', texts: texts.fields.map(() => text) })
      if (after === null) return false
      const again = open(after, bench.inspection.format)
      expect(again.editable(row)?.texts?.fields.map(({ value }) => value)).toEqual(texts.fields.map(() => text))
      for (let other = 0; other < bench.rowCount; other++) {
        if (bench.detail(other)?.row.number === bench.detail(row)?.row.number) continue
        expect(again.detail(other)?.raw).toBe(bench.detail(other)?.raw)
      }
      return true
    })
  })

  test.each([1, -1] as const)('moved by %d and back, nothing is another', (by) => {
    forAllRows(2, (source, bench, row) => {
      const moved = bench.proposeEdit(row, { type: 'move', by })
      if (!moved || moved.edits.length === 0) return false
      const after = decode(applyTextEdits(encode(source), moved.edits))
      const again = open(after, bench.inspection.format)
      const now = again.rowAt(moved.movedTo!)
      if (now === null || again.detail(now)?.row.type !== bench.detail(row)?.row.type) return false
      expect(again.detail(now)?.raw).toBe(bench.detail(row)?.raw)
      const back = edited(after, again, now, { type: 'move', by: by === 1 ? -1 : 1 })
      // What follows a call decides whether its head has a row of its own: then it is the message that would go back.
      if (back === null || again.editable(now)?.unit !== bench.editable(row)?.unit) return false
      expect(back).toBe(source)
      return true
    })
  })

  test('doubled, and the second one deleted, nothing is another', () => {
    forAllRows(1, (source, bench, row) => {
      const unit = bench.editable(row)?.unit
      const shown = bench.detail(row)
      const after = edited(source, bench, row, { type: 'duplicate' })
      if (after === null || !shown) return false
      const again = open(after, bench.inspection.format)
      const copy = again
        .rows(row + 1, again.rowCount)
        .find(({ type, index }) => type === shown.row.type && again.detail(index)?.raw === shown.raw)
      if (!copy || again.editable(copy.index)?.unit !== unit) return false
      expect(edited(after, again, copy.index, { type: 'delete' })).toBe(source)
      return true
    })
  })
})

/** Every text, number and key of a source, in order, without looking at what it is. */
function leaves(source: string): unknown[] {
  const found: unknown[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) found.push(value)
    else {
      for (const [key, inner] of Object.entries(value)) {
        found.push(key)
        walk(inner)
      }
    }
  }
  const text = source.replace(/^\ufeff/, '')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  try {
    for (const line of lines) walk(JSON.parse(line))
  } catch {
    found.length = 0
    walk(JSON.parse(text))
  }
  return found
}
