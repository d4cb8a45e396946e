import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode } from '../source/source.ts'
import { LineCheckpoints } from '../source/line-checkpoints.ts'
import { lineIndexOf } from '../source/line-index.ts'
import { stored } from '../testing/large-sources.ts'
import { ElementScanner, type ListState } from './element-scanner.ts'
import { closedPrefix, findLongList } from './find-long-list.ts'

const runs = { numRuns: 300, seed: 20_261_120 }

function scan(
  text: string,
  start: number,
  window: number,
): { elements: string[]; state: ListState; position: number; seen: string } {
  const { source } = stored(text)
  const seen: Uint8Array[] = []
  const scanner = new ElementScanner(source, start, window, (bytes) => seen.push(bytes))
  const elements: string[] = []
  while (scanner.state === 'open') for (const { bytes } of scanner.next()) elements.push(decode(bytes))
  return { elements, state: scanner.state, position: scanner.position, seen: seen.map((bytes) => decode(bytes)).join('') }
}

describe('elements of a list larger than the window', () => {
  test('each is found once, whatever the window', () => {
    const spaces = fc.constantFrom('', ' ', '\n  ')
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 12 }),
        spaces,
        fc.integer({ min: 1, max: 80 }),
        (values, space, window) => {
          const texts = values.map((value) => JSON.stringify(value))
          const text = `[${space}${texts.join(`${space},${space}`)}${space}] `
          const { elements, state, position, seen } = scan(text, 1, window)
          expect(elements).toEqual(texts)
          expect(state).toBe('closed')
          expect(position).toBe(new TextEncoder().encode(text).length - 2)
          expect(text.slice(1, -2).startsWith(seen)).toBe(true)
        },
      ),
      runs,
    )
  })

  test.each<[string, string, string[], ListState]>([
    ['an empty list', '[ ]', [], 'closed'],
    ['a missing comma', '[1 2]', ['1'], 'broken'],
    ['a cut end', '[1, {"a": ', ['1'], 'broken'],
    ['a number that goes on behind the window', '[123456789]', ['123456789'], 'closed'],
  ])('%s', (_, text, elements, state) => {
    expect(scan(text, 1, 4)).toMatchObject({ elements, state })
  })
})

test('a source that has become shorter than it said ends there', () => {
  const { bytes } = stored('[1, {"a": 2}, {"b"')
  const source = { length: 1000, read: (start: number, end: number) => bytes.slice(start, end) }
  const scanner = new ElementScanner(source, 1, 8, () => undefined)
  const elements: string[] = []
  while (scanner.state === 'open') for (const element of scanner.next()) elements.push(decode(element.bytes))
  expect({ elements, state: scanner.state }).toEqual({ elements: ['1', '{"a": 2}'], state: 'broken' })
})

describe('the list that is still open at the end of the head', () => {
  test.each<[string, string, ReturnType<typeof findLongList>]>([
    ['a list by itself', '[{"role": "us', { innerStart: 1, objectStart: null }],
    ['a member of a request', '{"model": "m", "tools": [1, 2], "messages": [{"role"', { innerStart: 45, objectStart: 0 }],
    ['a closed document', '{"messages": []}', null],
    ['nested deeper', '{"body": {"messages": [1', null],
    ['a key that is cut', '{"mess', null],
    ['no JSON', 'hello', null],
  ])('%s', (_, text, found) => {
    expect(findLongList(stored(text).bytes)).toEqual(found)
  })

  test('its beginning is a document by itself', () => {
    const head = stored('{"model": "m", "messages": [{"role": "user"}, {"ro').bytes
    const list = findLongList(head)!
    expect(JSON.parse(decode(closedPrefix(head, list, 44)))).toEqual({ model: 'm', messages: [{ role: 'user' }] })
  })
})

test('lines and columns are those of a source that is in memory', () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', '\r\n', 'é', '雨', '😀', 'long line '.repeat(9)), { maxLength: 60 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 1, max: 64 }),
      fc.nat(30),
      fc.array(fc.nat(2000), { maxLength: 20 }),
      (source, stretch, chunk, offsets) => {
        const { bytes, source: pieces } = stored(source)
        const lines = new LineCheckpoints(pieces, stretch)
        for (let at = 0; at < bytes.length; at += chunk + 1) lines.pass(bytes.subarray(at, at + chunk + 1))
        for (const wish of offsets) {
          const offset = wish % (bytes.length + 1)
          expect(lines.at(offset)).toEqual(lineIndexOf(bytes).at(offset))
        }
      },
    ),
    runs,
  )
})
