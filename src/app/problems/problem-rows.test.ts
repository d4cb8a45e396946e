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

test('rules stand worst first, their problems in the order of the text', () => {
  expect(short(problemRows(mixed, none, 'rule', none))).toEqual(['orphaned-call 2', 2, 1, 0, 3])
})

test('or everything in the order of the text', () => {
  expect(short(problemRows(mixed, none, 'order', none))).toEqual([3, 2, 0, 1])
})

test('a few problems of one rule need no heading', () => {
  expect(short(problemRows(mixed.slice(1, 3), none, 'rule', none))).toEqual([1, 0])
})

test('a rule that is broken more than a thousand times is one row until it is opened', () => {
  const many = Array.from({ length: 1001 }, (_, i) => problem('orphaned-call', { path: `messages[${i}]` }))
  expect(problemRows(many, none, 'rule', none)).toHaveLength(1)
  expect(problemRows(many, none, 'rule', new Set(['orphaned-call']))).toHaveLength(1002)
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
