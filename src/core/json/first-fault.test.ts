import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstFault } from './first-fault.ts'

test.each([
  ['', 1, 1, 'value'],
  ['{"a": }', 1, 7, 'value'],
  ['{"a": 1,}', 1, 9, 'key'],
  ["{'a': 1}", 1, 2, 'key'],
  ['{"a" 1}', 1, 6, 'colon'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'comma'],
  ['[1, 2', 1, 6, 'comma'],
  ['[1,]', 1, 4, 'value'],
  ['{"a": "b\n"}', 1, 9, 'string-end'],
  ['{"a": "\\x"}', 1, 8, 'string-end'],
  ['{} {}', 1, 4, 'end'],
  ['01', 1, 1, 'value'],
  ['nulls', 1, 1, 'value'],
] as const)('%j', (text, line, column, expected) => {
  expect(firstFault(text)).toEqual({ line, column, expected })
})

test('what the engine parses has no fault, and nothing else', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-0.5e3', 'true', ' ', '\n', '\\')
  const text = fc.oneof(
    fc.json(),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (written) => {
      let isJson = true
      try {
        JSON.parse(written)
      } catch {
        isJson = false
      }
      expect(firstFault(written) === null).toBe(isJson)
    }),
  )
})
