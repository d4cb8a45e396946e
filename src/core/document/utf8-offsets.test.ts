import { expect, test } from 'vitest'
import { encode } from '../source/source.ts'
import { Utf8Offsets } from './utf8-offsets.ts'

test('says what encoding the text before it says', () => {
  const text = `${'aß€'.repeat(400)}x${'😀'.repeat(900)}end`
  const offsets = new Utf8Offsets(text)
  const isInPair = (i: number): boolean => /[\udc00-\udfff]/.test(text[i] ?? '')
  const places = Array.from({ length: text.length + 1 }, (_, i) => i).filter((i) => !isInPair(i))
  expect(places.map((i) => offsets.at(i))).toEqual(places.map((i) => encode(text.slice(0, i)).length))
  expect(offsets.at(text.length + 9)).toBe(encode(text).length)
})
