import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { print, type Layout } from '../testing/print.ts'
import { editJson, type JsonEdit } from './edit.ts'
import { formatPath, parsePath, type Steps } from './path.ts'

const SEED = 20_260_920

describe('the smallest change', () => {
  test.each<[string, string, JsonEdit[], string]>([
    ['nothing to do', '{ "a" : 1 }', [], '{ "a" : 1 }'],
    ['a value', '{ "a" : 1 , "b":2}', [set(['a'], '3')], '{ "a" : 3 , "b":2}'],
    ['a new member looks like the others', '{"a": 1, "b": 2}', [set(['c'], '3')], '{"a": 1, "b": 2, "c": 3}'],
    ['a new member on a line of its own', '{\n  "a": 1\n}', [set(['b'], '2')], '{\n  "a": 1,\n  "b": 2\n}'],
    ['a new member of nothing', '{}', [set(['a'], '1')], '{"a":1}'],
    ['the last member goes with its comma', '{"a": 1, "b": 2}', [remove(['b'])], '{"a": 1}'],
    ['the first member goes with its comma', '{"a": 1, "b": 2}', [remove(['a'])], '{"b": 2}'],
    ['the only member', '{ "a": 1 }', [remove(['a'])], '{}'],
    ['an element', '[1,  2,3]', [remove([1])], '[1,3]'],
    ['two elements at once', '[1,2,3,4]', [remove([0]), remove([3])], '[2,3]'],
    ['inside a list inside an object', '{"a":[{"b":1.0},{"b":2.50}]}', [set(['a', 0, 'b'], '7')], '{"a":[{"b":7},{"b":2.50}]}'],
    ['a list in another order', '[ 1, 2, 3 ]', [{ type: 'list', steps: [], items: [2, 0, 1] }], '[ 3, 1, 2 ]'],
    ['a list with something new', '[1, 2]', [{ type: 'list', steps: [], items: [0, '9', 1] }], '[1, 9, 2]'],
    ['what stands nowhere is passed over', '{"a":1}', [set(['x', 'y'], '1'), remove(['z']), set([0], '1')], '{"a":1,"0":1}'],
    ['of repeated keys the last one counts', '{"a":1,"a":2}', [set(['a'], '3')], '{"a":1,"a":3}'],
    ['a set wins over what is below it', '{"a":{"b":1}}', [set(['a', 'b'], '2'), set(['a'], '3')], '{"a":3}'],
    [
      'digits and escapes of others stay',
      '{"n":12345678901234567890,"s":"\\u00e9\\/","x":1}',
      [set(['x'], '2')],
      '{"n":12345678901234567890,"s":"\\u00e9\\/","x":2}',
    ],
    ['line breaks of Windows', '{\r\n\t"a": 1\r\n}', [set(['b'], '2')], '{\r\n\t"a": 1,\r\n\t"b": 2\r\n}'],
  ])('%s', (_, text, edits, expected) => {
    expect(editJson(text, edits)).toBe(expected)
  })
})

function set(steps: Steps, json: string): JsonEdit {
  return { type: 'set', steps, json }
}

function remove(steps: Steps): JsonEdit {
  return { type: 'remove', steps }
}

/** Values with everything that may stand in a key. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.integer(), fc.string({ maxLength: 5 }), fc.constantFrom(null, true, 'é"\\', '😀', '')),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'key with space', '0', 'é', '"', '\\', ''), tie('value'), { maxKeys: 4 }),
  ),
}))
const layout: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom(null, '', '  ', '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  colon: fc.constantFrom(':', ': ', ' :\t'),
  comma: fc.constantFrom(',', ', ', ' ,\n'),
  escape: fc.boolean(),
})

type Mutable = Record<string | number, unknown>

/** Every place in a value. */
function placesIn(inner: unknown, steps: Steps = []): Steps[] {
  if (typeof inner !== 'object' || inner === null) return [steps]
  const below = Array.isArray(inner) ? inner.map((item, i) => [i, item] as const) : Object.entries(inner)
  return [steps, ...below.flatMap(([key, item]) => placesIn(item, [...steps, key]))]
}

/** The same edits on the value: removals last, so that indexes are those of before. */
function editValue(root: unknown, edits: readonly JsonEdit[]): unknown {
  const box = { root: structuredClone(root) }
  const holderOf = (steps: Steps): Mutable =>
    steps.slice(0, -1).reduce<Mutable>((inner, step) => inner[step] as Mutable, (steps.length ? box.root : box) as Mutable)
  for (const edit of edits) if (edit.type === 'set') holderOf(edit.steps)[edit.steps.at(-1) ?? 'root'] = JSON.parse(edit.json)
  const removals = edits
    .filter(({ type }) => type === 'remove')
    .toSorted((a, b) => b.steps.length - a.steps.length || Number(b.steps.at(-1)) - Number(a.steps.at(-1)))
  for (const { steps } of removals) {
    const holder = holderOf(steps)
    if (Array.isArray(holder)) holder.splice(Number(steps.at(-1)), 1)
    else delete holder[steps.at(-1)!]
  }
  return box.root
}

const isWithin = (inner: Steps, outer: Steps): boolean =>
  outer.length <= inner.length && outer.every((step, i) => step === inner[i])

const edited = fc.tuple(value, layout).chain(([root, how]) => {
  const places = placesIn(root)
  const edit = fc.tuple(fc.constantFrom(...places), fc.boolean(), value)
  return fc.array(edit, { maxLength: 4 }).map((drawn) => {
    // Of places that hold one another the first one counts.
    const chosen = drawn.filter(([steps], i) =>
      drawn.slice(0, i).every(([other]) => !isWithin(steps, other) && !isWithin(other, steps)),
    )
    const edits = chosen.map(
      ([steps, isSet, by]): JsonEdit => (isSet || steps.length === 0 ? set(steps, JSON.stringify(by)) : remove(steps)),
    )
    return { root, text: print(root, how), edits }
  })
})

test('an edited text is the text of the edited value', () => {
  fc.assert(
    fc.property(edited, ({ root, text, edits }) => {
      expect(JSON.parse(editJson(text, edits))).toEqual(editValue(root, edits))
    }),
    { numRuns: 1000, seed: SEED },
  )
})

test('members that no edit names keep their bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, layout), { minLength: 1, maxLength: 5 }), fc.nat(), value, (parts, n, by) => {
      const texts = parts.map(([part, how]) => print(part, how))
      const at = n % texts.length
      const expected = texts.with(at, JSON.stringify(by))
      expect(editJson(`[\n${texts.join(' ,')}]`, [set([at], JSON.stringify(by))])).toBe(`[\n${expected.join(' ,')}]`)
      const members = texts.map((text, i) => `"k${i}" : ${text}`)
      expect(editJson(`{${members.join(', ')}}`, [set([`k${at}`], JSON.stringify(by))])).toBe(
        `{${members.with(at, `"k${at}" : ${JSON.stringify(by)}`).join(', ')}}`,
      )
      expect(editJson(`{${members.join(', ')}}`, [remove([`k${at}`])])).toBe(`{${members.toSpliced(at, 1).join(', ')}}`)
    }),
    { numRuns: 300, seed: SEED },
  )
})

test('a list in any order, with any of its elements gone and others new', () => {
  const lists = fc
    .tuple(fc.array(value, { maxLength: 6 }), layout)
    .chain(([list, how]) =>
      fc.tuple(
        fc.constant(list),
        fc.constant(how),
        fc.shuffledSubarray(list.map((_, i) => i)),
        fc.array(fc.tuple(fc.nat(6), value), { maxLength: 3 }),
      ),
    )
  fc.assert(
    fc.property(lists, ([list, how, order, added]) => {
      const items: (number | string)[] = [...order]
      for (const [at, item] of added) items.splice(at, 0, JSON.stringify(item))
      const output = editJson(print({ list }, how), [{ type: 'list', steps: ['list'], items }])
      const expected = items.map((item) => (typeof item === 'number' ? list[item] : (JSON.parse(item) as unknown)))
      expect(JSON.parse(output)).toEqual({ list: expected })
    }),
    { numRuns: 500, seed: SEED },
  )
})

describe('a path', () => {
  test.each<[string, Steps]>([
    ['messages[6].tool_calls[0].type', ['messages', 6, 'tool_calls', 0, 'type']],
    ['messages.[3].role', ['messages', 3, 'role']],
    ['messages.6.content.0', ['messages', 6, 'content', 0]],
    ['$.messages[0]', ['messages', 0]],
    ['[2]["odd key"].x', [2, 'odd key', 'x']],
    ['', []],
  ])('%s', (path, steps) => {
    expect(parsePath(path)).toEqual(steps)
  })

  test('reads back as it was', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'key-1', '$x', 'é'),
      fc.string().filter((text) => !/^\d+$/.test(text)),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(1000), key), { maxLength: 5 }), (steps) => {
        expect(parsePath(formatPath(steps))).toEqual(steps)
      }),
      { numRuns: 1000, seed: SEED },
    )
  })
})
