import { expect, test } from 'vitest'
import { count, size } from './numbers.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [18_240, '18.2 kB'],
  [999_949, '999.9 kB'],
  [999_999, '1 MB'],
  [1_200_000, '1.2 MB'],
  [3_100_000_000, '3.1 GB'],
])('%i bytes', (bytes, text) => {
  expect(size(bytes)).toBe(text)
})

test('a count agrees with its noun', () => {
  expect([count(0, 'message'), count(1, 'message'), count(12_480, 'line'), count(2, 'entry', 'entries')]).toEqual([
    '0 messages',
    '1 message',
    '12,480 lines',
    '2 entries',
  ])
})
