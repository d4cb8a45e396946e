import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { decode, encode } from '../source/source.ts'
import { print, type Layout } from '../testing/print.ts'
import { minifyJson, printJson, styleOf } from './print.ts'
import { reformatJson } from './reformat.ts'
import { longestRising } from './rising.ts'
import { scanList, scanObject, skipWhitespace, valueEnd } from './scan.ts'
import { findNode, parseTree, type JsonNode } from './tree.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

const SEED = 20_260_920
const layout: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom(null, '', '  ', '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  colon: fc.constantFrom(':', ': ', ' :\t'),
  comma: fc.constantFrom(',', ', ', ' ,\n'),
  escape: fc.boolean(),
})
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\\', '"', '\\"', '[', '}', '日本', '😀', '"'.repeat(30), '\\'.repeat(31)),
)
const json = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.array(text), fc.dictionary(text, text))
const document = fc
  .tuple(json, layout)
  .map(([value, how]) => ({ value: JSON.parse(JSON.stringify(value)) as unknown, json: print(value, how) }))

function forAll(say: (given: { value: unknown; json: string }) => void): void {
  fc.assert(fc.property(document, say), { numRuns: 600, seed: SEED })
}

describe('scanning bytes', () => {
  test('a value ends where JSON says it does, whatever comes behind it', () => {
    forAll(({ json: given }) => {
      const bytes = encode(given)
      expect(valueEnd(bytes, 0)).toBe(bytes.length)
      expect(valueEnd(encode(`${given} ]`), 0)).toBe(bytes.length)
      expect(valueEnd(encode(`${given},"x"`), 0)).toBe(bytes.length)
    })
  })

  test('elements and members are those of JSON.parse', () => {
    forAll(({ value, json: given }) => {
      const bytes = encode(given)
      const list = Array.isArray(value) ? scanList(bytes, 0) : null
      expect(list?.starts.map((start, i) => JSON.parse(decode(bytes, start, list.ends[i])) as unknown)).toEqual(
        Array.isArray(value) ? value : undefined,
      )
      const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
      const members = isRecord ? scanObject(bytes, 0) : null
      expect(members?.map(({ key, start, end }) => [key, JSON.parse(decode(bytes, start, end)) as unknown])).toEqual(
        isRecord ? Object.entries(JSON.parse(given) as object) : undefined,
      )
    })
  })

  test.each<[string, string]>([
    ['a string that does not end', '"abc'],
    ['a string that ends in a backslash', '"abc\\'],
    ['a list that does not end', '[1, 2'],
    ['a bracket that closes nothing', ']'],
    ['nothing', ''],
  ])('%s has no end', (_, given) => {
    expect(valueEnd(encode(given), 0)).toBe(-1)
  })

  test('any bytes are scanned to an end', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const end = valueEnd(bytes, skipWhitespace(bytes, 0))
        expect(end === -1 || (end > 0 && end <= bytes.length)).toBe(true)
        expect(scanList(bytes, 0)?.starts.length ?? 0).toBeLessThanOrEqual(bytes.length)
        expect(scanObject(bytes, 0)?.length ?? 0).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 500, seed: SEED },
    )
  })

  test('a hundred thousand brackets', () => {
    expect(valueEnd(encode('['.repeat(100_000) + ']'.repeat(100_000)), 0)).toBe(200_000)
  })
})

describe('the tree of a record', () => {
  test('each node cuts out its value', () => {
    forAll(({ value, json: given }) => {
      const root = parseTree(given)
      expect(root.end).toBe(given.length)
      expectNode(root, value, given)
    })
  })

  test('steps lead as far as they can', () => {
    const tree = parseTree('{"a": [1, {"b": "x"}], "a2": null}')
    expect(findNode(tree, ['a', 1, 'b'])).toMatchObject({ depth: 3, node: { type: 'string' } })
    expect(findNode(tree, ['a', 7, 'b'])).toMatchObject({ depth: 1, node: { type: 'list' } })
    expect(findNode(tree, ['nowhere'])).toMatchObject({ depth: 0 })
    expect(findNode(tree, ['a', 'length'])).toMatchObject({ depth: 1 })
  })

  test('a hundred thousand brackets', () => {
    expect(parseTree('['.repeat(100_000) + ']'.repeat(100_000)).end).toBe(200_000)
  })
})

function expectNode(node: JsonNode, value: unknown, given: string): void {
  expect(JSON.parse(given.slice(node.start, node.end))).toEqual(JSON.parse(JSON.stringify(value)))
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  expect(node.children.length).toBe(inner.length)
  inner.forEach(([key, child]) => expectNode(findNode(node, [Array.isArray(value) ? Number(key) : key]).node, child, given))
}

describe('printing', () => {
  test('the same value in the style of another text', () => {
    fc.assert(
      fc.property(json, document, (value, { json: sample }) => {
        expect(JSON.parse(printJson(value, styleOf(sample)))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 500, seed: SEED },
    )
  })

  test('on one line nothing changes but white space', () => {
    forAll(({ value, json: given }) => {
      expect(minifyJson(given)).toBe(print(value, { ...layoutOf(given), indent: null, colon: ':', comma: ',' }))
    })
  })

  test('laid out anew, twice is the same as once', () => {
    forAll(({ json: given }) => {
      const style = { indent: '  ', base: '', colon: ': ', comma: ',', newline: '\n' }
      const once = reformatJson(given, style)
      expect(minifyJson(once)).toBe(minifyJson(given))
      expect(reformatJson(once, style)).toBe(once)
    })
  })

  test.each<[string, string, object]>([
    ['one line', '{"a":1,"b":2}', { indent: null, colon: ':', comma: ',' }],
    ['one line with spaces', '{"a": 1, "b": 2}', { indent: null, colon: ': ', comma: ', ' }],
    ['two blanks', '{\n  "a": 1\n}', { indent: '  ', newline: '\n', base: '' }],
    ['tabs and line breaks of Windows', '{\r\n\t"a": 1\r\n}', { indent: '\t', newline: '\r\n', base: '' }],
    ['inside something else', '{\n      "a": 1\n    }', { indent: '  ', base: '    ' }],
  ])('the style of %s', (_, sample, style) => {
    expect(styleOf(sample)).toMatchObject(style)
  })
})

/** Whether a text was written with escapes: it has nothing but ASCII. */
function layoutOf(given: string): Layout {
  return { indent: null, newline: '\n', colon: ':', comma: ',', escape: /^[ -~\s]*$/.test(given) }
}

test('the longest rising run rises, and none is longer', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(9)), { maxLength: 9 }), (values) => {
      const run = longestRising(values)
      const chosen = run.map((at) => values[at])
      expect(chosen.every((value, i) => value !== null && (i === 0 || value! > chosen[i - 1]!))).toBe(true)
      expect(run.length).toBe(longest(values))
    }),
    { numRuns: 500, seed: SEED },
  )
})

function longest(values: readonly (number | null)[], above = -1): number {
  const [first, ...rest] = values
  if (first === undefined) return 0
  const without = longest(rest, above)
  return first !== null && first > above ? Math.max(without, 1 + longest(rest, first)) : without
}
