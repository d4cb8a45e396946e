import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteOffsetsIn, byteOffsetsOf, lineIndexOf } from './line-index.ts'
import { composeMaps, identityMap, SegmentMap, shiftMap } from './offset-map.ts'
import { decode, encode, toSource } from './source.ts'
import { applyTextEdits, type TextEdit } from './text-edit.ts'

const SEED = 20_260_920
const text = fc.array(fc.constantFrom('a', '\n', '\r\n', 'é', '雨', '😀', '\t', ''), { maxLength: 40 }).map((all) => all.join(''))

describe('line and column', () => {
  test.each<[string, string, number, string]>([
    ['the first byte', 'abc', 0, '1:1'],
    ['after a line break', 'a\nb', 2, '2:1'],
    ['at a line break', 'ab\n', 2, '1:3'],
    ['after a line break of Windows', 'a\r\nb', 3, '2:1'],
    ['two bytes are one column', 'éx', 2, '1:2'],
    ['an emoji is two columns, as editors count', '😀x', 4, '1:3'],
    ['beyond the end', 'ab', 99, '1:3'],
  ])('%s', (_, source, offset, place) => {
    const { line, column } = lineIndexOf(encode(source)).at(offset)
    expect(`${line}:${column}`).toBe(place)
  })

  test('in any order of asking', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(60)), (source, offsets) => {
        const bytes = encode(source)
        const lines = lineIndexOf(bytes)
        const starts = [...source].map((_, i, all) => encode(all.slice(0, i).join('')).length)
        for (const wish of offsets) {
          const offset = starts[wish % (starts.length || 1)] ?? 0
          const before = decode(bytes, 0, offset)
          expect(lines.at(offset)).toEqual({ line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') })
        }
      }),
      { numRuns: 300, seed: SEED },
    )
  })

  test.each([true, false])('UTF-16 has two bytes a column, little end first: %s', (littleEndian) => {
    fc.assert(
      fc.property(text, fc.nat(40), (source, n) => {
        const bytes = utf16(source, littleEndian)
        const before = source.slice(0, n % (source.length + 1))
        expect(lineIndexOf(bytes).at(2 + 2 * before.length)).toEqual({
          line: before.split('\n').length,
          column: before.length - before.lastIndexOf('\n'),
        })
      }),
      { numRuns: 200, seed: SEED },
    )
  })
})

function utf16(source: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 2 * source.length))
  view.setUint16(0, 0xfeff, littleEndian)
  for (let i = 0; i < source.length; i++) view.setUint16(2 + 2 * i, source.charCodeAt(i), littleEndian)
  return new Uint8Array(view.buffer)
}

describe('byte offsets of a text', () => {
  test('each unit begins where the text before it ends', () => {
    fc.assert(
      fc.property(text, (source) => {
        const bytes = encode(source)
        const offsets = byteOffsetsOf(source, bytes.length) ?? Uint32Array.from({ length: source.length + 1 }, (_, i) => i)
        let unit = 0
        for (const character of source) {
          expect(offsets[unit]).toBe(encode(source.slice(0, unit)).length)
          unit += character.length
        }
        expect(offsets[source.length]).toBe(bytes.length)
      }),
      { numRuns: 300, seed: SEED },
    )
  })

  test('bytes that are no UTF-8 are where they are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.nat(255).map((byte) => [byte]),
            text.map((part) => [...encode(part)]),
          ),
        ),
        (parts) => {
          const bytes = new Uint8Array(parts.flat())
          const decoded = decode(bytes)
          const offsets = byteOffsetsIn(bytes, decoded) ?? Uint32Array.from({ length: decoded.length + 1 }, (_, i) => i)
          expect(offsets[decoded.length]).toBe(bytes.length)
          let unit = 0
          for (const character of decoded) {
            expect(decode(bytes, offsets[unit], offsets[unit + character.length])).toBe(character)
            unit += character.length
          }
        },
      ),
      { numRuns: 1000, seed: SEED },
    )
  })
})

describe('the way back to the source', () => {
  test('stretches, what was added, and what lies between', () => {
    const map = new SegmentMap()
    map.add(0, 10, 5)
    map.add(5, 15, 5) // goes on: the same stretch
    map.add(10, 40, 0) // three bytes of our own
    map.add(13, 50, 4)
    expect([0, 4, 5, 9, 10, 12, 13, 16, 17, 99].map((at) => map.toSource(at))).toEqual([10, 14, 15, 19, 40, 40, 50, 53, 54, 54])
  })

  test('maps in maps', () => {
    expect(composeMaps(identityMap, identityMap)).toBe(identityMap)
    expect(composeMaps(shiftMap(3), shiftMap(4)).toSource(1)).toBe(8)
    expect(shiftMap(0)).toBe(identityMap)
  })

  test('a map never turns round', () => {
    const pieces = fc.array(fc.record({ gap: fc.nat(5), length: fc.nat(5), added: fc.nat(3) }), { maxLength: 8 })
    fc.assert(
      fc.property(pieces, (all) => {
        const map = new SegmentMap()
        let output = 0
        let source = 0
        for (const { gap, length, added } of all) {
          source += gap
          map.add(output, source, length)
          output += length
          source += length
          if (added > 0) map.add(output, source, 0)
          output += added
        }
        const places = Array.from({ length: output + 1 }, (_, i) => map.toSource(i))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
      { numRuns: 300, seed: SEED },
    )
  })
})

describe('text edits', () => {
  test('what no edit names is copied byte for byte', () => {
    const cuts = fc.uniqueArray(fc.nat(60), { minLength: 0, maxLength: 8 })
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 60 }), cuts, text, (bytes, places, by) => {
        const sorted = places.toSorted((a, b) => a - b)
        const edits = sorted.flatMap((start, i): TextEdit[] =>
          i % 2 === 0 ? [{ start, end: sorted[i + 1] ?? start, text: by }] : [],
        )
        const expected: number[] = []
        let read = 0
        for (const { start, end } of edits) {
          expected.push(...bytes.subarray(read, start), ...encode(by))
          read = end
        }
        expect([...applyTextEdits(bytes, edits)]).toEqual([...expected, ...bytes.subarray(read)])
      }),
      { numRuns: 300, seed: SEED },
    )
  })

  test('edits out of order are our mistake', () => {
    const edits = [
      { start: 5, end: 6, text: '' },
      { start: 2, end: 3, text: '' },
    ]
    expect(() => applyTextEdits(new Uint8Array(9), edits)).toThrow('text edit: 2-3 is out of order')
  })
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['an object', {}],
])('%s is an empty source', (_, content) => {
  expect(toSource(content).bytes.length).toBe(0)
})
