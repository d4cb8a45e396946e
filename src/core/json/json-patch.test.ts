import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonPatch } from './json-patch.ts'

interface Operation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: unknown
}

/** As RFC 6902 says it, for the three operations we write. */
function apply(document: unknown, operations: readonly Operation[]): unknown {
  const whole = { '': JSON.parse(JSON.stringify(document)) as unknown }
  for (const { op, path, value } of operations) {
    const steps = path.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = steps.pop()!
    let holder: unknown = whole
    for (const step of steps) holder = (holder as Record<string, unknown>)[step]
    if (!Array.isArray(holder)) {
      const owner = holder as Record<string, unknown>
      if (op !== 'add' && !Object.hasOwn(owner, last)) throw new Error(`${path} is not there`)
      if (op === 'remove') delete owner[last]
      else Object.defineProperty(owner, last, { value, enumerable: true, configurable: true, writable: true })
    } else {
      const index = Number(last)
      if (index > holder.length - (op === 'add' ? 0 : 1)) throw new Error(`${path} is not there`)
      if (op === 'add') holder.splice(index, 0, value)
      else if (op === 'remove') holder.splice(index, 1)
      else holder[index] = value
    }
  }
  return whole['']
}

const [user, call, result] = [
  { role: 'user', content: 'Hi' },
  { role: 'assistant', calls: ['c1'] },
  { role: 'tool', id: 'c1' },
]

test.each<[name: string, before: unknown, after: unknown, operations: Operation[]]>([
  ['nothing', { a: [1] }, { a: [1] }, []],
  ['the order of keys does not count', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ['an inserted message', [user, call, user], [user, call, result, user], [{ op: 'add', path: '/2', value: result }]],
  ['a message at the end', { messages: [user] }, { messages: [user, call] }, [{ op: 'add', path: '/messages/1', value: call }]],
  ['a message less', [user, call, result], [user, result], [{ op: 'remove', path: '/1' }]],
  [
    'one changed inside, one added behind it',
    [user, call, user],
    [user, { ...call, calls: ['c2'] }, result, user],
    [
      { op: 'replace', path: '/1/calls/0', value: 'c2' },
      { op: 'add', path: '/2', value: result },
    ],
  ],
  ['two less in different places', [1, 2, 3, 4, 5], [2, 3, 5], [0, 2].map((at) => ({ op: 'remove', path: `/${at}` }))],
  [
    'members come and go',
    { a: 1, b: 2, c: 3 },
    { b: 4, c: 3, d: 5 },
    [
      { op: 'remove', path: '/a' },
      { op: 'replace', path: '/b', value: 4 },
      { op: 'add', path: '/d', value: 5 },
    ],
  ],
  ['keys with signs of a pointer', { 'a/b~c': 1 }, { 'a/b~c': 2 }, [{ op: 'replace', path: '/a~1b~0c', value: 2 }]],
  ['another kind of value', { a: [1] }, { a: { b: 1 } }, [{ op: 'replace', path: '/a', value: { b: 1 } }]],
  ['another whole', [1], 'x', [{ op: 'replace', path: '', value: 'x' }]],
  ['an object that has nothing in common', [{ a: 1 }], [{ b: 1 }], [{ op: 'replace', path: '/0', value: { b: 1 } }]],
])('%s', (_name, before, after, operations) => {
  const patch = JSON.parse(jsonPatch(JSON.stringify(before, null, 2), JSON.stringify(after)) ?? '') as Operation[]
  expect(patch).toEqual(operations)
  expect(apply(before, patch)).toEqual(after)
})

test('numbers keep their digits, strings their escapes, and space is left out', () => {
  expect(jsonPatch('{"n": 12345678901234567890, "o": 1}', '{"n": 12345678901234567891, "s": [ "\\u00e9 x", 1.0 ], "o": 1}')).toBe(
    '[\n  {"op":"replace","path":"/n","value":12345678901234567891},\n  {"op":"add","path":"/s","value":["\\u00e9 x",1.0]}\n]\n',
  )
  expect(jsonPatch('["\\u00e9"]', '["é"]')).toBe('[]\n')
})

test('of repeated keys the last one counts', () => {
  expect(jsonPatch('{"a":1,"a":2}', '{"a":2}')).toBe('[]\n')
})

test.each([
  ['lines', '{"a":1}\n{"a":2}\n'],
  ['nothing', ''],
  ['broken', '{"a":'],
])('no document: %s', (_name, text) => {
  expect(jsonPatch(text, '{}')).toBeNull()
  expect(jsonPatch('{}', text)).toBeNull()
})

test('any depth', () => {
  const deep = (value: number) => `${'['.repeat(20_000)}${value}${']'.repeat(20_000)}`
  expect(jsonPatch(deep(1), deep(1))).toBe('[]\n')
  expect(jsonPatch(deep(1), deep(2))).toContain('"op":"replace"')
})

test('many entries, and strings of many escapes', () => {
  const list = JSON.stringify(Array.from({ length: 300_000 }, (_, i) => i))
  expect(jsonPatch(list, list.replace('[0,', '['))).toBe('[\n  {"op":"remove","path":"/0"}\n]\n')
  const text = JSON.stringify('\n"'.repeat(1_000_000))
  expect(jsonPatch('[ ]', `[ ${text} ]`)).toHaveLength(text.length + '[\n  {"op":"add","path":"/0","value":}\n]\n'.length)
})

test('long lists with nothing in common are compared entry by entry', () => {
  const numbers = (from: number) => JSON.stringify(Array.from({ length: 2500 }, (_, i) => from + i))
  expect(JSON.parse(jsonPatch(numbers(0), numbers(5000)) ?? '')).toHaveLength(2500)
})

test('any two documents: the patch makes the one the other', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      const [from, to] = [before, after].map((value) => JSON.stringify(value)) as [string, string]
      expect(JSON.stringify(sorted(apply(JSON.parse(from), JSON.parse(jsonPatch(from, to) ?? ''))))).toBe(
        JSON.stringify(sorted(JSON.parse(to))),
      )
    }),
  )
})

test('any two lists of a few values', () => {
  const list = fc.array(fc.constantFrom(1, 2, 3, '4', { a: 1 }, { a: 2, b: [1] }), { maxLength: 12 })
  fc.assert(
    fc.property(list, list, (before, after) => {
      const patch = JSON.parse(jsonPatch(JSON.stringify(before), JSON.stringify(after)) ?? '') as Operation[]
      expect(apply(before, patch)).toEqual(after)
    }),
  )
})

/** Objects have no order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, sorted(member)])
}
