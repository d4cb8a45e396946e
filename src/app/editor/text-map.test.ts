import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyTextEdits } from '../../core/source/text-edit.ts'
import { createTextMap, difference } from './text-map.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

describe('what the editor shows', () => {
  test.each([
    ['plain', 'a\nb', 'a\nb'],
    ['a byte-order mark', '\uFEFFa', 'a'],
    ['Windows line ends', 'a\r\nb\r\n', 'a\nb\n'],
    ['old line ends', 'a\rb', 'a\nb'],
    ['a mixture', 'a\r\nb\nc\rd', 'a\nb\nc\nd'],
  ])('%s', (_name, text, shown) => {
    expect(createTextMap(text, 0).shown).toBe(shown)
  })
})

test('places are bytes of the source', () => {
  const map = createTextMap('\uFEFFé\r\n😀x', 100)
  expect(map.shown).toBe('é\n😀x')
  expect([0, 1, 2, 4, 5].map(map.byteAt)).toEqual([103, 105, 107, 111, 112])
  expect([103, 105, 107, 111, 112].map(map.indexAt)).toEqual([0, 1, 2, 4, 5])
  expect([0, 100, 999].map(map.indexAt)).toEqual([0, 0, 5])
})

test('typing a line end writes the one the source uses', () => {
  expect(createTextMap('a\r\nb\r\n', 0).editTo('a\nx\nb\n')?.edit).toEqual({ start: 3, end: 3, text: 'x\r\n' })
  expect(createTextMap('a\nb\r\nc\n', 0).editTo('a\nb\nc\nd\n')?.edit).toEqual({ start: 7, end: 7, text: 'd\n' })
})

test('the same text is no edit', () => {
  expect(createTextMap('a\r\n', 0).editTo('a\n')).toBeNull()
})

test('half of a character is never replaced', () => {
  expect(difference('a😀', 'a😁')).toEqual({ from: 1, to: 3, insert: '😁' })
  expect(difference('😀😀', '😀')).toEqual({ from: 2, to: 4, insert: '' })
})

const piece = fc.constantFrom('a', '\n', '\r\n', '\r', 'é', '€', '😀', '\uFEFF', '"', 'long '.repeat(300))
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

test('an edit turns the source into what is shown, and leaves the rest byte for byte', () => {
  fc.assert(
    fc.property(text, text, fc.nat(50), (before, typed, start) => {
      const map = createTextMap(before, start)
      const next = createTextMap(typed, 0).shown
      fc.pre(!next.startsWith('\uFEFF')) // at the beginning it is a mark, which nobody can type
      const result = map.editTo(next)
      if (!result) return
      const { edit } = result
      const bytes = encode(before)
      const after = applyTextEdits(bytes, [{ ...edit, start: edit.start - start, end: edit.end - start }])
      expect(createTextMap(decode(after), start).shown).toBe(next)
      expect(result.map.shown).toBe(next)
      expect(edit.end - edit.start).toBeLessThanOrEqual(bytes.length)
    }),
  )
})

test('place to byte and back', () => {
  fc.assert(
    fc.property(text, fc.nat(50), fc.nat(9000), (source, start, at) => {
      const map = createTextMap(source, start)
      const index = Math.min(at, map.shown.length)
      fc.pre(!/[\uDC00-\uDFFF]/.test(map.shown.charAt(index)))
      expect(map.indexAt(map.byteAt(index))).toBe(index)
    }),
  )
})
