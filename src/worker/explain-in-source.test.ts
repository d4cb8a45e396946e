import { expect, test } from 'vitest'
import { isPathWithin } from './explain-in-source.ts'

test.each([
  ['messages[3].content', 'messages[3]', true],
  ['messages[3]', 'messages[3]', true],
  ['messages[31]', 'messages[3]', false],
  ['messages[3]', 'messages', true],
  ['messages', 'messages[3]', false],
  ['[0].role', '[0]', true],
  ['anything', '', false],
  ['', '', true],
])('%s within %s', (path, outer, expected) => {
  expect(isPathWithin(path, outer)).toBe(expected)
})
