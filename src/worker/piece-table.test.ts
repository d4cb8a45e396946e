import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesInMemory } from '../core/source/source-bytes.ts'
import { applyTextEdits, type TextEdit } from '../core/source/text-edit.ts'
import { editTable, readTable, tableLength, wholeTable } from './piece-table.ts'

/** Edits in order, for a text of this length. */
function editsFor(length: number, raw: readonly (readonly [number, number, string])[]): TextEdit[] {
  const edits: TextEdit[] = []
  let last = 0
  for (const [start, size, text] of raw.toSorted((a, b) => a[0] - b[0])) {
    const from = Math.max(last, start % (length + 1))
    if (from > length) continue
    last = Math.min(length, from + size)
    edits.push({ start: from, end: last, text })
  }
  return edits
}

test('edits on edits: the table reads as the bytes would be, wherever it is asked', () => {
  const raw = fc.array(fc.tuple(fc.nat(200), fc.nat(12), fc.constantFrom('', 'a', 'é€', 'long text of its own')), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(
      fc.string({ maxLength: 80 }),
      fc.array(raw, { maxLength: 5 }),
      fc.nat(200),
      fc.nat(60),
      (text, steps, from, size) => {
        let bytes: Uint8Array = new TextEncoder().encode(text)
        const original = bytesInMemory(bytes)
        let table = wholeTable(bytes.length)
        for (const step of steps) {
          const edits = editsFor(bytes.length, step)
          table = editTable(table, edits)
          bytes = applyTextEdits(bytes, edits)
        }
        const read = readTable(table, original)
        expect([read.length, tableLength(table)]).toEqual([bytes.length, bytes.length])
        expect(read.read(0, read.length)).toEqual(bytes)
        expect(read.read(from, from + size)).toEqual(bytes.subarray(from, from + size))
      },
    ),
    { numRuns: 500 },
  )
})

test('edits out of order are a mistake of ours', () => {
  const edits = [
    { start: 4, end: 6, text: '' },
    { start: 5, end: 7, text: '' },
  ]
  expect(() => editTable(wholeTable(10), edits)).toThrow('text edit: 5-7 is out of order')
})
