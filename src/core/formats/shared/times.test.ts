import { expect, test } from 'vitest'
import { openDocument } from '../../document/document.ts'
import { encode } from '../../source/source.ts'
import { timeOf } from './times.ts'

const read = (value: unknown): number | undefined =>
  timeOf(openDocument(encode(JSON.stringify({ value }))).roots[0]!.get('value'))

test.each([
  ['an ISO text', '2026-03-01T10:00:00Z'],
  ['a text without a zone, which is UTC', '2026-03-01T10:00:00'],
  ['a text with nanoseconds', '2026-03-01T10:00:00.000000000Z'],
  ['seconds', 1772359200],
  ['milliseconds', 1772359200000],
  ['microseconds', 1772359200000000],
  ['nanoseconds, as a text', '1772359200000000000'],
  ['seconds and nanoseconds apart', { seconds: 1772359200, nanos: 0 }],
  ['a date of MongoDB', { $date: '2026-03-01T10:00:00Z' }],
])('%s is a time', (_, value) => {
  expect(read(value)).toBe(Date.UTC(2026, 2, 1, 10))
})

test.each([[null], [''], ['soon'], [0], [-1], [{}], [[]], [true], [1e30]])('%j is none', (value) => {
  expect(read(value)).toBe(undefined)
})
