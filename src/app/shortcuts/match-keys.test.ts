import { expect, test } from 'vitest'
import { matchKeys } from './match-keys.ts'

const press = (key: string, ...held: ('ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey')[]) => ({
  key,
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  shiftKey: held.includes('shiftKey'),
  altKey: held.includes('altKey'),
})

test.each([
  ['Ctrl+Z', press('z', 'ctrlKey'), true],
  ['Ctrl+Z', press('z', 'metaKey'), true],
  ['Ctrl+Z', press('Z', 'ctrlKey', 'shiftKey'), false],
  ['Ctrl+Shift+Z', press('Z', 'ctrlKey', 'shiftKey'), true],
  ['?', press('?', 'shiftKey'), true],
  ['Ctrl+.', press('.', 'ctrlKey'), true],
  ['Shift+F8', press('F8'), false],
  ['Shift+F8', press('F8', 'shiftKey'), true],
  ['F8', press('F8', 'altKey'), false],
  ['Ctrl+S', press('s'), false],
  ['Ctrl+Enter', press('Enter', 'ctrlKey'), true],
])('%s', (written, pressed, expected) => {
  expect(matchKeys(pressed, written)).toBe(expected)
})
