import { expect, test } from 'vitest'
import { bytesInMemory } from '../core/source/source-bytes.ts'
import { textHunks } from './hunks.ts'
import { createLineIndex } from './line-index.ts'

function hunksOf(text: string, edits: { start: number; end: number; text: string }[]) {
  const bytes = bytesInMemory(new TextEncoder().encode(text))
  return textHunks(bytes, edits, createLineIndex(bytes))
}

test('an edit shows its whole line, before and after', () => {
  expect(hunksOf('one\ntwo\nthree\n', [{ start: 4, end: 7, text: '2' }])).toEqual({
    hunks: [{ line: 2, before: 'two\n', after: '2\n', clipped: false }],
    leftOut: 0,
  })
})

test('edits of one line share a hunk; those of others have their own', () => {
  const { hunks } = hunksOf('a b c\nd\ne\n', [
    { start: 0, end: 1, text: 'A' },
    { start: 4, end: 5, text: 'C' },
    { start: 8, end: 9, text: 'E' },
  ])
  expect(hunks.map(({ line, after }) => [line, after])).toEqual([
    [1, 'A b C\n'],
    [3, 'E\n'],
  ])
})

test('an insertion and a removal', () => {
  expect(hunksOf('a\nb\n', [{ start: 2, end: 2, text: 'new\n' }]).hunks[0]).toMatchObject({ before: 'b\n', after: 'new\nb\n' })
  expect(hunksOf('a\nb\nc\n', [{ start: 2, end: 4, text: '' }]).hunks[0]).toMatchObject({ before: 'b\n', after: '' })
})

test('of a very long line only the neighbourhood of each edit is shown, cut between characters', () => {
  const text = '€'.repeat(5000)
  const { hunks } = hunksOf(text, [
    { start: 3000, end: 3003, text: 'x' },
    { start: 12_000, end: 12_000, text: 'y' },
  ])
  expect(hunks).toHaveLength(2)
  for (const hunk of hunks) {
    expect(hunk.clipped).toBe(true)
    expect(hunk.before).toMatch(/^€+$/)
    expect(hunk.before.length).toBeLessThan(200)
  }
})

test('hunks nobody would get to are counted', () => {
  const edits = Array.from({ length: 150 }, (_, i) => ({ start: i * 2, end: i * 2 + 1, text: 'b' }))
  const { hunks, leftOut } = hunksOf('a\n'.repeat(150), edits)
  expect([hunks.length, leftOut]).toEqual([100, 50])
})
