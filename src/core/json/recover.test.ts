import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { decode, encode } from '../source/source.ts'
import { print } from '../testing/print.ts'
import { isCutOff } from './is-cut-off.ts'
import { recoverJson } from './recover.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

const SEED = 20_260_920

describe('what is nearly JSON', () => {
  test.each<[string, string, unknown]>([
    ['single quotes', "{'a': 'it\\'s'}", { a: "it's" }],
    ['typographic quotes', '{“a”: “b”}', { a: 'b' }],
    ['backquotes', '{`a`: `b`}', { a: 'b' }],
    ['keys without quotes', '{a: 1, b_2: "x"}', { a: 1, b_2: 'x' }],
    ['a text without quotes', '{"a": hello}', { a: 'hello' }],
    ['words of Python', '{"a": None, "b": True, "c": False}', { a: null, b: true, c: false }],
    ['a word of JavaScript', '{"a": undefined}', { a: null }],
    ['a tuple', '{"a": (1, 2)}', { a: [1, 2] }],
    ['a comma at the end', '{"a": [1, 2,],}', { a: [1, 2] }],
    ['commas in a row', '[1,, 2]', [1, 2]],
    ['a missing comma', '[1 2 {"a": 1} {"b": 2}]', [1, 2, { a: 1 }, { b: 2 }]],
    ['a missing colon', '{"a" 1}', { a: 1 }],
    ['comments', '{"a": 1 /* one */, // two\n"b": 2 # three\n}', { a: 1, b: 2 }],
    ['a raw line break in a text', '{"a": "x\ny\tz"}', { a: 'x\ny\tz' }],
    ['escapes of Python', "{'a': '\\x41\\u00e9'}", { a: 'Aé' }],
    ['a backslash that escapes nothing', '{"a": "C:\\dir"}', { a: 'C:\\dir' }],
    ['cut off in a text', '{"a": "hel', { a: 'hel' }],
    ['cut off in a list', '[1, [2, {"a": 3', [1, [2, { a: 3 }]]],
    ['cut off behind a key', '{"a": 1, "b"', { a: 1 }],
    ['cut off behind a colon', '{"a": 1, "b":', { a: 1 }],
    ['cut off behind a comma', '[1,', [1]],
    ['a bracket too few', '{"a": [1, 2}', { a: [1, 2] }],
    ['a bracket too many', '[1, 2]]]', [1, 2]],
    ['odd numbers are texts', '[01, 1., +1, NaN]', ['01', '1.', '+1', 'NaN']],
  ])('%s', (_, text, value) => {
    const recovered = recoverJson(text)
    expect(JSON.parse(recovered?.json ?? '')).toEqual(value)
    expect(recovered?.damage.length ?? 0).toBeGreaterThanOrEqual(recovered?.rest === null ? 1 : 0)
  })

  test.each<[string, string]>([
    ['words', 'hello'],
    ['nothing', ''],
    ['a number', '12'],
    ['more brackets than anything real has', '['.repeat(100_000)],
  ])('%s is given up', (_, text) => {
    expect(recoverJson(text)).toBe(null)
  })
})

test('any text comes to an end, in JSON or in nothing', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ',',
    ':',
    '"',
    "'",
    '“',
    '\\',
    '\n',
    '//',
    '/*',
    '*/',
    '#',
    'None',
    'a',
    '1',
    '-',
    '\\u',
    '\\x4',
    'é',
    '😀',
    '\ud83d',
  )
  const text = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(text, (given) => {
      const recovered = recoverJson(given)
      expect(() => recovered && (JSON.parse(recovered.json) as unknown)).not.toThrow()
      for (const { offset } of recovered?.damage ?? []) expect(offset).toBeLessThanOrEqual(given.length)
    }),
    { numRuns: 3000, seed: SEED },
  )
})

test('JSON comes back byte for byte, digits and white space too', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
      fc.constantFrom(null, '  ', '\t'),
      fc.boolean(),
      (value, indent, escape) => {
        const json = print(value, { indent, newline: '\r\n', colon: ' : ', comma: ' ,', escape })
        expect(recoverJson(json)).toMatchObject({ json, damage: [], rest: null })
      },
    ),
    { numRuns: 500, seed: SEED },
  )
  const odd = '[1450.00, 12345678901234567890, 1e400, -0, 0.10E-7, "\\u00e9\\/"]'
  expect(recoverJson(odd)?.json).toBe(odd)
})

test('what was copied is where the map says it was', () => {
  const whole = fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(whole, fc.constantFrom(',]', ' // x\n', "'q'", 'None', ' é: 1 '), fc.nat(), (value, hurt, n) => {
      const json = JSON.stringify(value)
      const commas = [...json.matchAll(/\},/g)].map(({ index }) => index + 2)
      const at = commas[n % (commas.length || 1)] ?? json.length - 1
      const given = json.slice(0, at) + hurt + json.slice(at)
      const { json: mended, map } = recoverJson(given)!
      const source = encode(given)
      const output = encode(mended)
      // The first object was fine: each of its bytes is found where it stood.
      const end = encode(JSON.stringify(value[0])).length
      for (let i = 1; i <= end; i++) expect(map.toSource(i)).toBe(i)
      expect(decode(source, 1, 1 + end)).toBe(decode(output, 1, 1 + end))
      for (let i = 0; i <= output.length; i++) expect(map.toSource(i)).toBeLessThanOrEqual(source.length)
    }),
    { numRuns: 300, seed: SEED },
  )
})

describe('cut off', () => {
  test.each<[string, boolean]>([
    ['{"a": 1', true],
    ['{"a": "x', true],
    ['{"a": "x\\', true],
    ['[', true],
    ['{"a": 1}}', false],
    ['{"a": 1} x', false],
    ['{"a": "["}', false],
  ])('%s', (text, isCut) => {
    expect(isCutOff(text)).toBe(isCut)
  })
})
