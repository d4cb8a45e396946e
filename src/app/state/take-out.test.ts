import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyTextEdits, type TextEdit } from '../../core/source/text-edit.ts'
import { takeOut } from './take-out.ts'

interface Step {
  readonly edits: readonly TextEdit[]
  readonly packed?: Blob
}

const step = (...edits: [start: number, end: number, text: string][]): Step => ({
  edits: edits.map(([start, end, text]) => ({ start, end, text })),
})
const packed: Step = { edits: [], packed: new Blob(['[]']) }
const text = (source: string, steps: readonly Step[]) =>
  new TextDecoder().decode(
    steps.reduce((bytes, { edits }) => applyTextEdits(bytes, edits), new TextEncoder().encode(source) as Uint8Array),
  )

test.each<[name: string, steps: Step[], index: number, expected: string]>([
  ['the last one', [step([0, 1, 'A']), step([2, 3, 'C'])], 1, 'Abcdef'],
  ['a later step stands before it', [step([4, 5, 'EE']), step([0, 1, ''])], 0, 'bcdef'],
  ['a later step stands behind it', [step([0, 1, 'ééé']), step([10, 11, 'F'])], 0, 'abcdeF'],
  ['a later step between its edits', [step([0, 1, 'AAA'], [5, 6, '']), step([5, 6, '*'])], 0, 'abc*ef'],
  ['it took something away', [step([0, 2, '']), step([2, 3, 'E'])], 0, 'abcdEf'],
  ['a step that changes no text stays', [step([0, 1, 'A']), step()], 0, 'abcdef'],
  ['of several later ones', [step([0, 0, '++']), step([3, 4, '']), step([6, 6, '-'])], 0, 'acde-f'],
])('taken out: %s', (_name, steps, index, expected) => {
  const left = takeOut(steps, index)
  expect(typeof left === 'string' ? left : text('abcdef', left)).toBe(expected)
})

test.each<[name: string, steps: Step[], expected: string]>([
  ['what it put in is changed', [step([1, 2, 'BBB']), step([2, 3, '-'])], 'touched'],
  ['what it put in is taken away with more', [step([1, 2, 'BBB']), step([0, 6, ''])], 'touched'],
  ['something is put right behind', [step([1, 2, 'B']), step([2, 2, ','])], 'touched'],
  ['something is put where it took something away', [step([1, 4, '']), step([1, 1, 'x'])], 'touched'],
  ['a step in between moves the place', [step([4, 5, 'E']), step([0, 0, '123']), step([7, 8, ''])], 'touched'],
  ['its edits are too many', [packed, step([0, 1, ''])], 'packed'],
  ['those of a later one are', [step([0, 1, '']), packed], 'packed'],
])('stays: %s', (_name, steps, expected) => {
  expect(takeOut(steps, 0)).toBe(expected)
})

test('what has too many edits can go while nothing follows', () => {
  expect(takeOut([step(), packed], 1)).toEqual([step()])
})

/** A text in blocks with walls between them; a step changes some blocks, and no block is changed twice. */
const changes = fc.record({
  blocks: fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { minLength: 1, maxLength: 12 }),
  steps: fc.array(fc.array(fc.tuple(fc.nat(11), fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  }),
  index: fc.nat(5),
})

test('any step of those that do not touch: the text is as if it had never been done', () => {
  fc.assert(
    fc.property(changes, ({ blocks, steps: wanted, index }) => {
      const bytes = (value: string) => new TextEncoder().encode(value).length
      const now = [...blocks]
      const free = new Set(blocks.keys())
      const sorted = wanted.map((pairs) => {
        const own = new Map(pairs.filter(([block]) => free.has(block)))
        for (const block of own.keys()) free.delete(block)
        return [...own].toSorted(([a], [b]) => a - b)
      })
      const steps = sorted.map((pairs): Step => {
        const edits = pairs.map(([block, value]) => {
          const start = now.slice(0, block).reduce((at, before) => at + bytes(before) + 1, 0)
          return { start, end: start + bytes(now[block]!), text: value }
        })
        for (const [block, value] of pairs) now[block] = value
        return { edits }
      })
      const out = index % steps.length
      const never = [...blocks]
      for (const [i, pairs] of sorted.entries()) if (i !== out) for (const [block, value] of pairs) never[block] = value
      const left = takeOut(steps, out)
      expect(typeof left === 'string' ? left : text(blocks.join('|'), left)).toBe(never.join('|'))
    }),
  )
})
