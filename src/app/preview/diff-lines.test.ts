import { expect, test } from 'vitest'
import { diffLines } from './diff-lines.ts'

const short = (before: string, after: string) =>
  diffLines(before, after, 10).map(
    ({ type, number, text }) => `${{ same: ' ', added: '+', removed: '-' }[type]}${number ?? ''} ${text}`,
  )

test.each([
  ['a changed line', 'a\nb\nc\n', 'a\nx\nc\n', [' 10 a', '-11 b', '+ x', ' 12 c']],
  ['a new line', 'a\nc\n', 'a\nb\nc\n', [' 10 a', '+ b', ' 11 c']],
  ['a line less', 'a\nb\nc\n', 'a\nc\n', [' 10 a', '-11 b', ' 12 c']],
  ['everything gone', 'a\n', '', ['-10 a']],
  ['from nothing', '', 'a\n', ['+ a']],
  ['a line twice', 'a\na\n', 'a\n', [' 10 a', '-11 a']],
  ['other line ends are shown as lines', 'a\r\nb\r\n', 'a\r\nc\r\n', [' 10 a', '-11 b', '+ c']],
])('%s', (_name, before, after, expected) => {
  expect(short(before, after)).toEqual(expected)
})

test('inside a line, only what differs is marked', () => {
  const [removed, added] = diffLines('  "id": "call_1",', '  "id": "call_22",', 1)
  expect(removed?.text.slice(...(removed.changed ?? []))).toBe('1')
  expect(added?.text.slice(...(added.changed ?? []))).toBe('22')
})

test('lines with little in common are marked whole', () => {
  expect(diffLines('abc', 'xyz', 1).map(({ changed }) => changed)).toEqual([null, null])
})
