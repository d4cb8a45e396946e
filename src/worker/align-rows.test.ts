import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openWorkbench } from '../core/open-source.ts'
import type { TimelineRow } from '../core/timeline/row.ts'
import { anthropic, assistant, body, call, result, toolCall, user } from '../core/testing/builders.ts'
import { alignRows, type AlignedRow, type AlignedSide } from './align-rows.ts'
import { arbitrarySide } from './testing/arbitrary-side.ts'

const signs = { same: '=', added: '+', removed: '-', changed: '~' } as const

function sideOf(value: unknown, indent?: number): { side: AlignedSide; format: string } {
  const bytes = new TextEncoder().encode(JSON.stringify(value, null, indent))
  const bench = openWorkbench(bytes)
  const text = (start: number, end: number) => new TextDecoder().decode(bytes.subarray(start, end))
  return { side: { rows: bench.rows(0, 100), text }, format: bench.inspection.format }
}

function wordsOf(row: TimelineRow): string {
  if (row.type === 'message') return `${row.role} ${row.summary.slice(0, 8)}`.trim()
  if (row.type === 'lane' || row.type === 'unparsed') return row.type
  return `${row.type} ${row.callId ?? ''}`.trim()
}

const marked = ({ rows }: AlignedSide, aligned: readonly AlignedRow[]): string[] =>
  rows.map((row, i) => `${signs[aligned[i]!.mark]} ${wordsOf(row)}`)

function align(before: unknown, after: unknown, indent?: number): { before: string[]; after: string[] } {
  const [left, right] = [sideOf(before), sideOf(after, indent)]
  const aligned = alignRows(left.side, right.side, left.format === right.format)
  return { before: marked(left.side, aligned.before), after: marked(right.side, aligned.after) }
}

const oslo = toolCall('c1', 'weather', { city: 'Oslo' })
const bergen = toolCall('c2', 'weather', { city: 'Bergen' })
const long = 'word '.repeat(60)

describe('what becomes of rows', () => {
  test.each<[name: string, before: unknown[], after: unknown[], marksBefore: string[], marksAfter: string[]]>([
    [
      'a message is inserted',
      [user('a'), user('c')],
      [user('a'), user('b'), user('c')],
      ['= user a', '= user c'],
      ['= user a', '+ user b', '= user c'],
    ],
    [
      'the first of two similar calls is deleted with its result',
      [user('a'), assistant('b', oslo, bergen), result('c1'), result('c2'), user('d')],
      [user('a'), assistant('b', bergen), result('c2'), user('d')],
      ['= user a', '= assistant b', '- call c1', '= call c2', '- result c1', '= result c2', '= user d'],
      ['= user a', '= assistant b', '= call c2', '= result c2', '= user d'],
    ],
    [
      'a call by itself is deleted, another follows',
      [user('a'), call('c1'), result('c1'), call('c2'), result('c2')],
      [user('a'), call('c2'), result('c2')],
      ['= user a', '- assistant', '- call c1', '- result c1', '= assistant', '= call c2', '= result c2'],
      ['= user a', '= assistant', '= call c2', '= result c2'],
    ],
    [
      'a call and its result are duplicated',
      [user('a'), assistant('b', oslo), result('c1'), user('d')],
      [user('a'), assistant('b', oslo), result('c1'), assistant('b', oslo), result('c1'), user('d')],
      ['= user a', '= assistant b', '= call c1', '= result c1', '= user d'],
      [
        ...['= user a', '= assistant b', '= call c1', '= result c1'],
        ...['+ assistant b', '+ call c1', '+ result c1', '= user d'],
      ],
    ],
    [
      'an id is renamed',
      [user('a'), assistant('b', oslo, bergen), result('c1'), result('c2')],
      [user('a'), assistant('b', toolCall('c9', 'weather', { city: 'Oslo' }), bergen), result('c9'), result('c2')],
      ['= user a', '= assistant b', '~ call c1', '= call c2', '~ result c1', '= result c2'],
      ['= user a', '= assistant b', '~ call c9', '= call c2', '~ result c9', '= result c2'],
    ],
    [
      'a result takes the place of a slot',
      [user('a'), assistant('b', oslo), user('c')],
      [user('a'), assistant('b', oslo), result('c1'), user('c')],
      ['= user a', '= assistant b', '= call c1', '- slot c1', '= user c'],
      ['= user a', '= assistant b', '= call c1', '+ result c1', '= user c'],
    ],
    [
      'a result moves to its call',
      [user('a'), assistant('b', oslo), user('c'), result('c1'), user('d')],
      [user('a'), assistant('b', oslo), result('c1'), user('c'), user('d')],
      ['= user a', '= assistant b', '= call c1', '- user c', '= result c1', '= user d'],
      ['= user a', '= assistant b', '= call c1', '= result c1', '+ user c', '= user d'],
    ],
    [
      'a text differs after what its row shows',
      [user('a'), result('c0', `${long}x`), user(`${long}x`), user('d')],
      [user('a'), result('c0', `${long}y`), user(`${long}y`), user('d')],
      ['= user a', '= slot c0', '~ result c0', '~ user word wor', '= user d'],
      ['= user a', '= slot c0', '~ result c0', '~ user word wor', '= user d'],
    ],
    [
      'a field that no row shows',
      [user('a'), { ...assistant('b', oslo), name: 'Ann' }, result('c1')],
      [user('a'), { ...assistant('b', oslo), name: 'Eve' }, result('c1')],
      ['= user a', '~ assistant b', '= call c1', '= result c1'],
      ['= user a', '~ assistant b', '= call c1', '= result c1'],
    ],
    [
      'another role says it',
      [user('a'), user('b'), user('c')],
      [user('a'), assistant('b'), user('c')],
      ['= user a', '- user b', '= user c'],
      ['= user a', '+ assistant b', '= user c'],
    ],
    [
      'one of two messages that look alike',
      [user('a'), { ...user('b'), name: 'Ann' }, { ...user('b'), name: 'Eve' }],
      [user('a'), { ...user('b'), name: 'Eve' }],
      ['= user a', '- user b', '= user b'],
      ['= user a', '= user b'],
    ],
  ])('%s', (_name, before, after, marksBefore, marksAfter) => {
    expect(align(body(before), body(after))).toEqual({ before: marksBefore, after: marksAfter })
    expect(align(body(before), body(after), 2)).toEqual({ before: marksBefore, after: marksAfter })
  })

  test('a repair into another format keeps what is said, and adds what it adds', () => {
    const before = body([user('a'), assistant('b', oslo, bergen), result('c1'), user('d')])
    const { text, toolUse, says } = anthropic
    const after = anthropic.body([
      anthropic.user(text('a')),
      says(text('b'), toolUse('c1', 'weather', { city: 'Oslo' }), toolUse('t2', 'weather', { city: 'Bergen' })),
      anthropic.user(anthropic.result('c1'), anthropic.result('t2', 'none'), text('d')),
    ])
    expect(align(before, after, 2)).toEqual({
      before: ['= user a', '= assistant b', '= call c1', '~ call c2', '= result c1', '- slot c2', '= user d'],
      after: ['= user a', '= assistant b', '= call c1', '~ call t2', '= result c1', '+ result t2', '= user d'],
    })
  })

  test('the head of a line keeps its place when a line above goes', () => {
    const lines = ['a', 'b', 'c'].map((text) => body([user(text), user(`${text}!`)]))
    const [left, right] = [lines, lines.slice(1)].map((some) => sideOf(some).side) as [AlignedSide, AlignedSide]
    const { before, after } = alignRows(left, right, true)
    expect(before.map(({ mark }) => signs[mark]).join('')).toBe('---======')
    expect(after.map(({ mark }) => signs[mark]).join('')).toBe('======')
  })
})

test('any rows: a mark for each; what stays or changes is a pair, and what stays is in order', () => {
  fc.assert(
    fc.property(arbitrarySide, arbitrarySide, fc.boolean(), (before, after, isSameFormat) => {
      const aligned = alignRows(before, after, isSameFormat)
      expect(alignRows(before, after, isSameFormat)).toEqual(aligned)
      expect([aligned.before.length, aligned.after.length]).toEqual([before.rows.length, after.rows.length])
      const sides = [
        { own: aligned.before, others: aligned.after, alone: 'removed' },
        { own: aligned.after, others: aligned.before, alone: 'added' },
      ]
      for (const { own, others, alone } of sides) {
        own.forEach(({ mark, other }, i) => {
          const expected = other === null ? { mark: alone, other } : { mark: others[other]?.mark, other }
          expect({ mark, other }).toEqual(expected)
          expect(other === null || others[other]?.other === i).toBe(true)
        })
        const stay = own.flatMap(({ mark, other }) => (mark === 'same' ? [other ?? -1] : []))
        expect(stay).toEqual(stay.toSorted((a, b) => a - b))
      }
    }),
  )
})

test('any rows beside themselves: all of them stay', () => {
  fc.assert(
    fc.property(arbitrarySide, fc.boolean(), (side, isSameFormat) => {
      const aligned = alignRows(side, side, isSameFormat)
      for (const rows of [aligned.before, aligned.after]) {
        expect(rows).toEqual(rows.map((_, other) => ({ mark: 'same', other })))
      }
    }),
  )
})
