import { expect, test } from 'vitest'
import { createLineIndex } from './line-index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

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
