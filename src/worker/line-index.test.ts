import { expect, test } from 'vitest'
import { bytesInMemory } from '../core/source/source-bytes.ts'
import { createLineIndex } from './line-index.ts'

const bytes = (text: string) => bytesInMemory(new TextEncoder().encode(text))

test.each([
  ['', 0, 1],
  ['a\nb\nc', 0, 1],
  ['a\nb\nc', 1, 1],
  ['a\nb\nc', 2, 2],
  ['a\nb\nc', 4, 3],
  ['a\nb\nc', 99, 3],
  ['\n\n', 2, 3],
])('%j at %i', (text, offset, line) => {
  expect(createLineIndex(bytes(text)).lineAt(offset)).toBe(line)
})

test('far into a big text, in any order', () => {
  const lines = 400_000
  const index = createLineIndex(bytes('ab\n'.repeat(lines)))
  for (const line of [lines, 1, 200_000, 87_382, 87_381]) expect(index.lineAt((line - 1) * 3)).toBe(line)
})

test('what the reader of the source told is not counted again', () => {
  const text = bytes('ab\n'.repeat(400_000))
  let read = 0
  const index = createLineIndex({
    length: text.length,
    read: (start, end) => {
      read += end - start
      return text.read(start, end)
    },
  })
  index.learn(600_000, 200_000)
  index.learn(1_080_000, 360_000)
  expect(index.lineAt(1_080_003)).toBe(360_002)
  expect(index.lineAt(600_000)).toBe(200_001)
  expect(read).toBeLessThan(10)
  expect(index.lineAt(1_190_000)).toBe(Math.floor(1_190_000 / 3) + 1)
})
