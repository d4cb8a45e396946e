import { describe, expect, test } from 'vitest'
import {
  countingSteps,
  emptyHistory,
  followOffset,
  formatAfter,
  jumpTo,
  pushChange,
  textSteps,
  tieOf,
  type Change,
} from './history.ts'

const change = (id: number, ...edits: Change['edits']): Change => ({ id, title: `step ${id}`, kind: 'fix', edits })
const three = [1, 2, 3].map((id) => change(id)).reduce(pushChange, emptyHistory)
const ids = (changes: readonly Change[]) => changes.map(({ id }) => id)

describe('jumpTo', () => {
  test.each([
    [0, [], [3, 2, 1]],
    [2, [1, 2], [3]],
    [9, [1, 2, 3], []],
    [-1, [], [3, 2, 1]],
  ])('%i steps', (count, done, undone) => {
    const there = jumpTo(three, count)
    expect(ids(there.done)).toEqual(done)
    expect(ids(there.undone)).toEqual(undone)
    expect(jumpTo(there, 3)).toEqual(three)
  })

  test('a new change forgets what was taken back', () => {
    const history = pushChange(jumpTo(three, 1), change(4))
    expect(ids(history.done)).toEqual([1, 4])
    expect(history.undone).toEqual([])
  })
})

test('the last override of the format counts, and detection can be chosen again', () => {
  const read = (id: number, format: string | null): Change => ({ ...change(id), kind: 'format', format })
  expect(formatAfter([change(1)])).toBeNull()
  expect(formatAfter([read(1, 'openai-chat'), change(2)])).toBe('openai-chat')
  expect(formatAfter([read(1, 'openai-chat'), read(2, null)])).toBeNull()
})

test('the worker gets only what changes text', () => {
  const typed = change(2, { start: 0, end: 1, text: 'x' })
  expect(textSteps([{ ...change(1), kind: 'format', format: 'a' }, typed]).map(({ id }) => id)).toEqual([2])
})

describe('a step taken back', () => {
  const back = (id: number, takesBack: number): Change => ({ id, title: 'back', kind: 'taking-back', edits: [], takesBack })
  const first = change(1, { start: 0, end: 0, text: '12345' })
  const second = change(2, { start: 20, end: 21, text: '' })

  test('no longer counts, and the later ones move', () => {
    expect(textSteps([first, second, back(3, 1)])).toEqual([
      { id: 2, title: 'step 2', edits: [{ start: 15, end: 16, text: '' }] },
    ])
    expect(countingSteps([first, second, back(3, 1), back(4, 2)])).toEqual([])
  })

  test('counts again when the taking back is undone', () => {
    const history = [first, second, back(3, 1)].reduce(pushChange, emptyHistory)
    expect(countingSteps(jumpTo(history, 2).done)).toEqual([first, second])
  })

  test('can go once; its taking back is no step of its own', () => {
    expect([1, 2].map((id) => tieOf([first, second], id))).toEqual([null, null])
    expect([1, 2, 3].map((id) => tieOf([first, second, back(3, 1)], id))).toEqual(['gone', null, 'gone'])
    expect(tieOf([first, change(2, { start: 3, end: 4, text: '' })], 1)).toBe('touched')
  })

  test('takes its reading with it', () => {
    const read: Change = { ...change(1), kind: 'format', format: 'a' }
    expect(formatAfter([read, second, back(3, 1)])).toBeNull()
  })

  test('what was selected stays selected', () => {
    const before = [first, second].reduce(pushChange, emptyHistory)
    expect(followOffset(30, before, pushChange(before, back(3, 1)))).toBe(25)
  })
})

describe('followOffset', () => {
  const before = pushChange(emptyHistory, change(1, { start: 10, end: 20, text: 'é' }, { start: 30, end: 30, text: 'four' }))
  test.each([
    ['before the edits', 5, 5],
    ['at the beginning of what is replaced', 10, 10],
    ['inside what is replaced', 15, 10],
    ['after it', 20, 12],
    ['at an insertion: stays with what it pointed at', 30, 26],
    ['after everything', 40, 36],
  ])('%s', (_name, offset, expected) => {
    expect(followOffset(offset, emptyHistory, before)).toBe(expected)
  })

  test.each([5, 10, 20, 25, 30, 40])('and back again: %i', (offset) => {
    expect(followOffset(followOffset(offset, emptyHistory, before), before, emptyHistory)).toBe(offset)
  })

  test('across a jump that takes back one step and takes another', () => {
    const other = pushChange(emptyHistory, change(2, { start: 0, end: 0, text: '12345' }))
    expect(followOffset(36, before, other)).toBe(45)
  })
})
