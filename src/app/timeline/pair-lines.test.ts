import { describe, expect, test } from 'vitest'
import { capsuleOf, MOST_TRACKS, pairLines, segmentsAt } from './pair-lines.ts'
import { call, message, result, slot } from './testing/rows.ts'

const styles = (rows: Parameters<typeof pairLines>[0]) => pairLines(rows, null, new Map()).map(({ style }) => style)

describe('how a tie is drawn', () => {
  test.each([
    ['a pair by id', [call(0, { partners: [2] }), message(1), result(2, { partners: [0] })], ['solid']],
    ['matched by position', [call(0, { partners: [2], tie: 'position' }), message(1), result(2, { partners: [0] })], ['dashed']],
    ['a reused id', [call(0, { partners: [2], situation: 'reused-id' }), message(1), result(2, { partners: [0] })], ['dotted']],
    [
      'a second answer',
      [
        call(0, { partners: [2, 3] }),
        message(1),
        result(2, { partners: [0] }),
        result(3, { partners: [0], situation: 'duplicate-same' }),
      ],
      ['solid', 'double'],
    ],
    [
      'a missing result',
      [call(0, { situation: 'orphaned-call', callId: 'a' }), message(1), slot(2, { callId: 'a', severity: 'error' })],
      ['missing'],
    ],
    [
      'a missing call',
      [slot(0, { missing: 'call', severity: 'error' }), result(1, { situation: 'orphaned-result' })],
      ['missing'],
    ],
    [
      'an adjacent pair has a capsule instead',
      [call(0, { partners: [1], situation: 'paired-adjacent' }), result(1, { partners: [0], situation: 'paired-adjacent' })],
      [],
    ],
    ['a call whose result is out of view', [call(0, { partners: [900] })], ['solid']],
  ])('%s', (_name, rows, expected) => {
    expect(styles(rows)).toEqual(expected)
  })

  test('a result before its call points up', () => {
    const rows = [
      result(0, { partners: [2], situation: 'result-before-call' }),
      message(1),
      call(2, { partners: [0], situation: 'result-before-call' }),
    ]
    expect(pairLines(rows, null, new Map())).toMatchObject([{ from: 0, to: 2, pointsUp: true }])
  })

  test('both ends select the line', () => {
    const rows = [call(0, { partners: [1] }), result(1, { partners: [0] })]
    for (const selected of [0, 1]) expect(pairLines(rows, selected, new Map())[0]?.isSelected).toBe(true)
    expect(pairLines(rows, 5, new Map())[0]?.isSelected).toBe(false)
  })
})

describe('columns', () => {
  const crossing = [
    call(0, { partners: [3] }),
    call(1, { partners: [2] }),
    result(2, { partners: [1] }),
    result(3, { partners: [0] }),
    call(4, { partners: [5] }),
    result(5, { partners: [4] }),
  ]

  test('lines that share rows have a column each, and a free one is used again', () => {
    expect(pairLines(crossing, null, new Map()).map(({ track }) => track)).toEqual([0, 1, 0])
  })

  test('a line keeps its column when the one beside it scrolls away', () => {
    const tracks = new Map<string, number>()
    pairLines(crossing, null, tracks)
    expect(pairLines(crossing.slice(1, 3), null, tracks)).toMatchObject([{ from: 1, to: 2, track: 1 }])
  })

  test('there are never more columns than fit', () => {
    const many = Array.from({ length: 20 }, (_, i) => call(i, { partners: [i + 100] }))
    expect(pairLines(many, null, new Map())).toHaveLength(MOST_TRACKS)
  })

  test('each row knows its part', () => {
    const lines = pairLines(crossing, null, new Map())
    expect(segmentsAt(lines, 1).map(({ part }) => part)).toEqual(['through', 'begin'])
    expect(segmentsAt(lines, 3).map(({ part }) => part)).toEqual(['end'])
    expect(segmentsAt(lines, 9)).toEqual([])
  })
})

describe('capsules', () => {
  const pair = (more: Parameters<typeof call>[1]) => [
    call(4, { partners: [5], situation: 'paired-adjacent', ...more }),
    result(5, { partners: [4], situation: 'paired-adjacent' }),
  ]
  test.each([
    ['a pair', pair({}), ['top', 'bottom']],
    ['parallel calls', pair({ group: { size: 2, position: 1, answered: 2 } }), [null, null]],
    ['two answers', pair({ partners: [5, 6] }), [null, null]],
    ['a reused id', pair({ situation: 'reused-id' }), [null, null]],
    ['a result far away', [call(4, { partners: [7] }), message(5)], [null, null]],
    ['a record with its result inside', [call(4, { situation: 'embedded' })], ['whole']],
    ['a record beside its result', pair({ situation: 'embedded' }), ['top', 'bottom']],
  ])('%s', (_name, rows, expected) => {
    expect(rows.map((row) => capsuleOf(row, rows))).toEqual(expected)
  })
})
