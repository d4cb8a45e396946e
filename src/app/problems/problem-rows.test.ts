import { describe, expect, test } from 'vitest'
import { problemKey, ruleKey } from '../state/problem-key.ts'
import { IGNORED, problemRows } from './problem-rows.ts'
import { problem } from './testing/problems.ts'

const mixed = [
  problem('reused-id', { severity: 'warning', span: { start: 50, end: 60 } }),
  problem('orphaned-call', { path: 'messages[9]', span: { start: 90, end: 95 } }),
  problem('orphaned-call', { path: 'messages[2]', span: { start: 20, end: 25 } }),
  problem('order-differs', { severity: 'info', span: { start: 1, end: 2 } }),
]
const short = (rows: ReturnType<typeof problemRows>) =>
  rows.map((row) =>
    row.type === 'problem' ? row.problem : row.type === 'group' ? `${row.rule} ${row.count}` : `ignored ${row.count}`,
  )
const none = new Set<string>()

test('causes stand worst first, their problems in the order of the text', () => {
  expect(short(problemRows(mixed, none, 'rule', none))).toEqual(['orphaned-call 2', 2, 1, 0, 3])
})

test('or everything in the order of the text', () => {
  expect(short(problemRows(mixed, none, 'order', none))).toEqual([3, 2, 0, 1])
})

test('a few problems of one cause need no heading', () => {
  expect(short(problemRows(mixed.slice(1, 3), none, 'rule', none))).toEqual([1, 0])
})

test('a cause that shows more than a thousand times is one row until it is opened', () => {
  const many = Array.from({ length: 1001 }, (_, i) => problem('orphaned-call', { path: `messages[${i}]` }))
  expect(problemRows(many, none, 'rule', none)).toHaveLength(1)
  expect(problemRows(many, none, 'rule', new Set(['orphaned-call ']))).toHaveLength(1002)
})

test('one rule with two things to do about it is two causes; what a fix names does not tell them apart', () => {
  const fix = (title: string, start: number) =>
    problem('orphaned-result', { span: { start, end: start + 1 }, fixes: [{ title, safety: 'review' }] })
  const rows = problemRows(
    [fix('Answer `call_1` with it', 1), fix('Take it out', 2), fix('Answer `call_22` with it', 3), fix('Take it out', 4)],
    none,
    'rule',
    none,
  )
  expect(short(rows)).toEqual(['orphaned-result 2', 0, 2, 'orphaned-result 2', 1, 3])
  expect(rows[3]).toMatchObject({ type: 'group', fix: 'Take it out', isWholeRule: false })
})

describe('what was set aside', () => {
  const one = mixed[1]
  const ignored = new Set(one ? [problemKey(one)] : [])

  test('never disappears', () => {
    expect(short(problemRows(mixed, ignored, 'rule', none))).toEqual([2, 0, 3, 'ignored 1'])
    expect(short(problemRows(mixed, ignored, 'rule', new Set([IGNORED])))).toEqual([2, 0, 3, 'ignored 1', 1])
  })

  test('can be a whole rule', () => {
    expect(short(problemRows(mixed, new Set([ruleKey('orphaned-call')]), 'order', none))).toEqual([3, 0, 'ignored 2'])
  })
})
