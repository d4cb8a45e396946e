import { describe, expect, test } from 'vitest'
import { cutText, goToOf, isExpanded, numberWidth, plainWords, rowLabel } from './row-state.ts'
import { call, message, result, slot } from './testing/rows.ts'

describe('what is open from the start', () => {
  const long = message(1, { hasMore: true })
  test.each([
    ['a long message of a small conversation', long, 30, new Set<string>(), true],
    ['and closed once it was toggled', long, 30, new Set([long.key]), false],
    ['a long message of a big conversation', long, 31, new Set<string>(), false],
    ['and open once it was toggled', long, 31, new Set([long.key]), true],
    ['a message that one line says', message(1), 3, new Set<string>(), false],
    ['a call', call(1), 3, new Set<string>(), false],
    ['a result that was cut', result(1, { summary: 'rain '.repeat(40) }), 3, new Set<string>(), true],
    ['a slot has nothing inside', slot(1), 3, new Set(['0:messages[1]']), false],
  ])('%s', (_name, row, messages, toggled, expected) => {
    expect(isExpanded(row, messages, toggled)).toBe(expected)
  })
})

describe('the way to the other half', () => {
  test('uses the words of the core, which then stand nowhere else', () => {
    const row = call(3, { partners: [414], words: ['arguments are not right', '↓ result 411 rows'] })
    expect(goToOf(row)).toEqual({ row: 414, text: '↓ result 411 rows' })
    expect(plainWords(row)).toEqual(['arguments are not right'])
  })

  test('how many calls are parallel is said by their message', () => {
    expect(plainWords(call(3, { group: { size: 2, position: 1, answered: 1 }, words: ['2 in parallel', 'no result'] }))).toEqual([
      'no result',
    ])
  })

  test.each([
    [call(3, { partners: [4] }), '↓ result'],
    [call(3, { partners: [1] }), '↑ result'],
    [result(3, { partners: [1] }), '↑ call'],
    [result(3, { partners: [5] }), '↓ call'],
  ])('has words of its own where the core gives none', (row, text) => {
    expect(goToOf(row)?.text).toBe(text)
  })

  test('there is none without a partner', () => {
    expect(goToOf(call(3))).toBeNull()
    expect(goToOf(message(3))).toBeNull()
  })
})

test('a row is called by its number and its sentence', () => {
  expect(rowLabel(call(3, { spoken: 'Call get_weather has no result.' }))).toBe('Message 3. Call get_weather has no result.')
  expect(rowLabel(slot(3, { spoken: 'Missing result.' }))).toBe('Missing result.')
})

test.each([
  ['a\nb\nc', { shown: 'a\nb', lines: 1, characters: 2 }],
  ['a\nb', { shown: 'a\nb', lines: 0, characters: 0 }],
  ['', { shown: '', lines: 0, characters: 0 }],
  ['x'.repeat(250), { shown: 'x'.repeat(200), lines: 0, characters: 50 }],
  [`${'x'.repeat(199)}😀y`, { shown: 'x'.repeat(199), lines: 0, characters: 3 }],
])('long texts are cut: %j', (text, expected) => {
  expect(cutText(text, 2)).toEqual(expected)
})

test('the column of numbers is as wide as the largest conversation needs', () => {
  expect(numberWidth(0)).toBe(2)
  expect(numberWidth(140)).toBe(3)
  expect(numberWidth(500_000)).toBe(6)
})
