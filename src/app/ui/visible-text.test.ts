import { expect, test } from 'vitest'
import { shortId, visibleText } from './visible-text.ts'

test.each([
  ['plain text, with\ttabs\nand lines', 'plain text, with\ttabs\nand lines'],
  ['red: \u001b[31m', 'red: ␛[31m'],
  ['txt.\u202Eexe', 'txt.[U+202E]exe'],
  ['zero\u200Bwidth', 'zero[U+200B]width'],
  ['\uFEFFmark', '[U+FEFF]mark'],
  ['dos\r\nline', 'dos\nline'],
  ['mac\rline', 'mac␍line'],
  ['family 👨‍👩‍👧', 'family 👨‍👩‍👧'],
  ['del \u007f', 'del ␡'],
])('%j', (text, shown) => {
  expect(visibleText(text)).toBe(shown)
})

test('a long id shows both ends', () => {
  expect(shortId('call_1')).toBe('call_1')
  expect(shortId('toolu_01A09q90qw90lq917835lq9')).toBe('toolu_01A0…5lq9')
})
