import fc from 'fast-check'
import { expect, test } from 'vitest'
import { schemaCheck } from './check-schema.ts'

test.each([
  [
    'keys that have to be escaped',
    { properties: { 'a/b~c d': { items: { type: 'null' } } } },
    { 'a/b~c d': [null, 1] },
    ['a/b~c d', 1],
  ],
  ['behind a reference', { $ref: '#/$defs/a', $defs: { a: { properties: { x: { type: 'null' } } } } }, { x: 1 }, ['x']],
  ['in all of several', { allOf: [{}, { properties: { x: { type: 'null' } } }] }, { x: 1 }, ['x']],
])('the place is told: %s', (_, schema, value, steps) => {
  expect(schemaCheck(schema)?.(value)).toMatchObject({ steps, type: 'type', words: ['null'] })
})

test('all that is missing is told at once', () => {
  expect(schemaCheck({ required: ['a', 'b "c"', 'd'] })?.({ d: 1 })).toEqual({
    steps: [],
    type: 'missing',
    words: ['a', 'b "c"'],
  })
})

test('a schema without an end says so, and soon', () => {
  const doubling = { allOf: Array(8).fill({ properties: { a: { $ref: '#' } } }) as unknown[] }
  const deep = Array.from({ length: 30 }).reduce<unknown>((inner) => ({ a: inner }), {})
  expect(schemaCheck(doubling)?.(deep)).toBe('endless')
  expect(schemaCheck({ $ref: '#' })?.({})).toBe('endless')
})

test('a schema too large or too deep allows everything', () => {
  const wide = { properties: Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`p${i}`, { type: 'null' }])) }
  const deep = Array.from({ length: 100 }).reduce<object>((inner) => ({ not: inner }), {})
  expect(schemaCheck(wide)).toBe(null)
  expect(schemaCheck(deep)).toBe(null)
})

const KEYWORDS =
  '$ref $id $anchor type enum const required properties items prefixItems anyOf oneOf not if then pattern minimum'.split(' ')

test('no schema makes it throw', () => {
  const value = fc.jsonValue({ maxDepth: 4 })
  const { schema } = fc.letrec((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small' },
      value,
      fc.dictionary(fc.constantFrom(...KEYWORDS), fc.oneof(tie('schema'), fc.array(tie('schema'), { maxLength: 3 })), {
        maxKeys: 4,
      }),
      fc.constantFrom('#', '#/$defs/a', 'object', 'string', '(a+)+$', '%'),
    ),
  }))
  fc.assert(
    fc.property(schema, value, (given, input) => {
      expect(() => schemaCheck(given)?.(input)).not.toThrow()
    }),
  )
})
