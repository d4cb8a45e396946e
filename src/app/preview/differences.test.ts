import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignRows } from '../../worker/align-rows.ts'
import type { MarkedRow, RowMark } from '../../worker/protocol.ts'
import { arbitrarySide } from '../../worker/testing/arbitrary-side.ts'
import { allDifferences, differencesOf } from './differences.ts'

const SIGNS: Readonly<Record<string, RowMark>> = { '=': 'same', '+': 'added', '-': 'removed', '~': 'changed' }
const rows = (signs: string) => [...signs].map((sign) => ({ mark: SIGNS[sign]! }) as MarkedRow)

test.each<[name: string, before: string, after: string, differences: number[]]>([
  ['nothing', '==', '==', []],
  ['one that is added', '==', '=+=', [1]],
  ['one that becomes two others', '=-=', '=++=', [1]],
  ['two places, the second on one side only', '-==', '+=+=', [0, 1]],
  ['one that changes', '=~=', '=~=', [1]],
  ['neighbours are one', '=-~=', '=~=', [1]],
  ['at the end', '=', '=+', [1]],
])('%s', (_name, before, after, differences) => {
  expect(allDifferences(rows(before), rows(after))).toEqual(differences)
})

test('each row knows the difference it belongs to', () => {
  expect(differencesOf(rows('+=~-=='))).toEqual([0, null, 1, 1, null, null])
})

test('any rows: both halves of what changes belong to one difference', () => {
  fc.assert(
    fc.property(arbitrarySide, arbitrarySide, fc.boolean(), (before, after, isSameFormat) => {
      const aligned = alignRows(before, after, isSameFormat)
      const marked = [aligned.before, aligned.after].map((rows) => rows.map(({ mark }) => ({ mark }) as MarkedRow))
      const [own, others] = marked.map(differencesOf) as [(number | null)[], (number | null)[]]
      expect(aligned.before.every(({ other }, i) => other === null || others[other] === own[i])).toBe(true)
    }),
  )
})
