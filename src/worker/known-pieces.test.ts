import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesInMemory } from '../core/source/source-bytes.ts'
import { applyTextEdits, type TextEdit } from '../core/source/text-edit.ts'
import { judgeRange } from '../core/sequence/page-report.ts'
import { piecesAfter, piecesBefore, type KnownPiece } from './known-pieces.ts'

const plan = { format: 'openai-chat', target: 'openai-chat' }
const line = (text: string) => JSON.stringify({ messages: [{ role: 'user', content: text }] })
const encode = (text: string) => new TextEncoder().encode(text)

function piecesOf(text: string, size: number): KnownPiece[] {
  const source = bytesInMemory(encode(text))
  const pieces: KnownPiece[] = []
  for (let from = 0; from < source.length; from += size) {
    const report = judgeRange(source, { from, to: Math.min(source.length, from + size) }, plan)
    if (report.bytes > 0) pieces.push({ start: report.start, end: report.start + report.bytes, report })
  }
  return pieces
}

const lines = ['one', 'two', 'three', 'four', 'five', 'six'].map((text) => `${line(text)}\n`)
const text = lines.join('')
const known = piecesOf(text, 100)
const place = text.indexOf('three')

test('a change inside one piece leaves the others known, in their new place', () => {
  const after = piecesAfter(known, [{ start: place, end: place + 5, text: '3' }])
  expect(after.filter(({ report }) => report === null)).toHaveLength(1)
  expect(after.at(-1)?.end).toBe(text.length - 4)
  const still = after.filter(({ report }) => report !== null)
  expect(still.map(({ report }) => report?.start)).toEqual(still.map(({ start }) => start))
})

test('what is taken back leaves the same pieces unknown, where they were', () => {
  const edits = [{ start: place, end: place + 5, text: 'drei und noch etwas' }]
  const back = piecesBefore(piecesAfter(known, edits), edits)
  expect(back.map(({ start, end }) => [start, end])).toEqual(known.map(({ start, end }) => [start, end]))
  expect(back.filter(({ report }) => report === null)).toHaveLength(1)
})

test('whatever changes: pieces follow one another, begin with a line, and a known one says what is there', () => {
  const someEdits = fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(60), fc.constantFrom('', 'x', '\n', `${line('new')}\n`)), { maxLength: 4 })
    .map((raw) => {
      const edits: TextEdit[] = []
      let last = 0
      for (const [start, length, inserted] of raw.toSorted((a, b) => a[0] - b[0])) {
        if (start < last) continue
        const end = Math.min(text.length, start + length)
        edits.push({ start, end, text: inserted })
        last = end
      }
      return edits
    })
  fc.assert(
    fc.property(someEdits, fc.constantFrom(60, 100, 130, 400), fc.nat(6), (edits, size, read) => {
      const all = piecesOf(text, size)
      const pieces = all.slice(0, Math.max(1, read))
      const after = new TextDecoder().decode(applyTextEdits(encode(text), edits))
      const moved = piecesAfter(pieces, edits)
      const ends = moved.map(({ end }) => end)
      expect(moved.map(({ start }) => start)).toEqual([0, ...ends].slice(0, moved.length))
      expect(moved.every(({ start }) => start === 0 || after[start - 1] === '\n')).toBe(true)
      expect(Math.max(0, ...ends)).toBeLessThanOrEqual(after.length)
      const untouched = moved.filter(({ report }) => report !== null)
      const originals = untouched.map(({ report }) => pieces.find((piece) => piece.report?.marks === report?.marks))
      expect(untouched.map(({ start, end }) => after.slice(start, end))).toEqual(
        originals.map((piece) => text.slice(piece?.start, piece?.end)),
      )
      // Read again where they say they are, they are what they say.
      const isAll = pieces.length === all.length
      const source = bytesInMemory(encode(after))
      const found = moved.filter(() => isAll).map(({ start: from, end: to }) => judgeRange(source, { from, to }, plan))
      expect(found.map(({ start, bytes }) => [start, start + bytes])).toEqual(
        moved.filter(() => isAll).map((piece) => [piece.start, piece.end]),
      )
    }),
    { numRuns: 500 },
  )
})
