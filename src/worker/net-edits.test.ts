import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesInMemory } from '../core/source/source-bytes.ts'
import { applyTextEdits, type TextEdit } from '../core/source/text-edit.ts'
import { netEdits } from './net-edits.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const net = (text: string, steps: TextEdit[][]) => netEdits(bytesInMemory(bytesOf(text)), steps)

test.each<[name: string, steps: TextEdit[][], expected: TextEdit[]]>([
  ['nothing was done', [], []],
  ['one step', [[{ start: 1, end: 2, text: 'é' }]], [{ start: 1, end: 2, text: 'é' }]],
  [
    'a later step changes what an earlier one put in',
    [[{ start: 1, end: 2, text: 'xyz' }], [{ start: 2, end: 3, text: '' }]],
    [{ start: 1, end: 2, text: 'xz' }],
  ],
  ['put in and taken out again', [[{ start: 3, end: 3, text: '++' }], [{ start: 3, end: 5, text: '' }]], []],
  ['changed and changed back', [[{ start: 0, end: 1, text: 'A' }], [{ start: 0, end: 1, text: 'a' }]], []],
  ['at the end', [[{ start: 6, end: 6, text: '!' }]], [{ start: 6, end: 6, text: '!' }]],
  ['everything gone', [[{ start: 0, end: 6, text: '' }]], [{ start: 0, end: 6, text: '' }]],
])('%s', (_name, steps, expected) => {
  expect(net('abcdef', steps)).toEqual(expected)
})

test('any steps: the net edits make the same text', () => {
  const edit = fc.tuple(fc.nat(30), fc.nat(5), fc.string({ unit: 'grapheme-ascii', maxLength: 6 }))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), fc.array(edit, { maxLength: 8 }), (text, wanted) => {
      let now = bytesOf(text) as Uint8Array
      const steps = wanted.map(([at, length, put]): TextEdit[] => {
        const start = Math.min(at, now.length)
        const edits = [{ start, end: Math.min(start + length, now.length), text: put }]
        now = applyTextEdits(now, edits)
        return edits
      })
      expect(applyTextEdits(bytesOf(text), net(text, steps))).toEqual(now)
    }),
  )
})
