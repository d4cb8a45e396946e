import { expect, test } from 'vitest'
import { emptyHistory, jumpTo, pushChange, type Change } from '../state/history.ts'
import { changeRows } from './change-rows.ts'

const change = (id: number, start: number, end = start): Change => ({
  id,
  title: `step ${id}`,
  kind: 'fix',
  edits: [{ start, end, text: 'x' }],
})
const back = (id: number, takesBack: number): Change => ({ id, title: 'back', kind: 'taking-back', edits: [], takesBack })
const rows = (changes: readonly Change[], count = changes.length) =>
  changeRows(jumpTo(changes.reduce(pushChange, emptyHistory), count)).map(({ key, word, state, id, tie }) =>
    [key, word, state, id === null ? '' : (tie ?? 'free')].join(' ').trim(),
  )

test.each<[name: string, changes: Change[], expected: string[]]>([
  ['nothing was done', [], ['original  now']],
  ['two steps', [change(1, 0), change(2, 9)], ['original  done', '1 fix done free', '2 fix now free']],
  ['a later one in the same place', [change(1, 0), change(2, 0, 1)], ['original  done', '1 fix done touched', '2 fix now free']],
  [
    'one taken back',
    [change(1, 0), change(2, 9), back(3, 1)],
    ['original  done', '1 taken back taken-back', '2 fix done free', '3 taken back now'],
  ],
])('%s', (_name, changes, expected) => {
  expect(rows(changes)).toEqual(expected)
})

test('undone steps are only gone to; an undone taking back gives its step back', () => {
  expect(rows([change(1, 0), change(2, 9), back(3, 1)], 1)).toEqual([
    'original  done',
    '1 fix now free',
    '2 undone undone',
    '3 undone undone',
  ])
})
