import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '../core/source/source-bytes.ts'
import { createLineIndex } from './line-index.ts'
import { LINE_CHARACTERS, textWindow, WHOLE_BYTES } from './text-window.ts'

function windowOf(text: string | Uint8Array, around: number) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const source = bytesInMemory(bytes)
  return { ...textWindow(source, around, createLineIndex(source)), bytes }
}
const long = `${'x'.repeat(LINE_CHARACTERS + 1)}\n`

describe('the whole text', () => {
  test.each([
    ['empty', ''],
    ['with a byte-order mark, which offsets count', '\uFEFF{}'],
    ['with a line just short enough', 'é'.repeat(LINE_CHARACTERS)],
  ])('%s', (_name, text) => {
    expect(windowOf(text, 0)).toMatchObject({ start: 0, line: 1, text, whole: true, limit: null })
  })
})

describe('a slice', () => {
  test('of a big source: whole lines around the place, with their number', () => {
    const lines = Math.ceil(WHOLE_BYTES / 10) + 1
    const { start, end, line, text, limit } = windowOf('123456789\n'.repeat(lines), 1_000_000)
    expect(limit).toBe('big')
    expect([start % 10, end % 10]).toEqual([0, 0])
    expect(line).toBe(start / 10 + 1)
    expect(text).toHaveLength(end - start)
    expect(start).toBeLessThan(1_000_000)
    expect(end).toBeGreaterThan(1_000_000)
  })

  test('of a big source reads no more than its neighbourhood', () => {
    const text = `${'é'.repeat(200_000)}\n${'123456789\n'.repeat(WHOLE_BYTES / 10)}`
    const source = bytesInMemory(new TextEncoder().encode(text))
    let read = 0
    const counted = {
      length: source.length,
      read: (start: number, end: number) => {
        read += end - start
        return source.read(start, end)
      },
    }
    const lines = { lineAt: () => 1, learn: () => undefined }
    expect(textWindow(counted, 4_000_000, lines).text).toMatch(/^123456789\n/)
    expect(textWindow(counted, 300_001, lines)).toMatchObject({ start: 292_000, end: 308_002 })
    expect(read).toBeLessThan(600_000)
  })

  test('stops before a line that is too long', () => {
    const { text, limit, line } = windowOf(`${long}short\n${long}`, long.length + 2)
    expect({ text, limit, line }).toEqual({ text: 'short\n', limit: 'long-line', line: 2 })
  })

  test('of a long line is a piece of it, between characters', () => {
    const text = '€'.repeat(LINE_CHARACTERS * 2)
    const piece = windowOf(text, 30_001)
    expect(piece.start % 3).toBe(0)
    expect(piece.end % 3).toBe(0)
    expect(piece.text.length).toBeLessThan(LINE_CHARACTERS)
  })
})

test('bytes that are no UTF-8 can be looked at and not typed in', () => {
  expect(windowOf(new Uint8Array([0x61, 0xff, 0x62]), 0)).toMatchObject({ text: 'a\uFFFDb', limit: 'encoding', whole: true })
})

test('a window says exactly which bytes it shows, and holds the place that was asked for', () => {
  const piece = fc.constantFrom('a', 'é', '€', '😀', '\n', 'word '.repeat(50), '€'.repeat(9000), long)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (pieces, part) => {
      const bytes = new TextEncoder().encode(pieces.join(''))
      const around = Math.floor(part * bytes.length)
      const { start, end, text } = windowOf(bytes, around)
      expect(new TextEncoder().encode(text)).toEqual(bytes.slice(start, end))
      expect(start).toBeLessThanOrEqual(around)
      expect(end).toBeGreaterThanOrEqual(around)
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(LINE_CHARACTERS)
    }),
  )
})
