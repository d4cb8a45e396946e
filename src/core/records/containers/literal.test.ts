import { describe, expect, test } from 'vitest'
import { parseJson } from '../../json/parse-json.ts'
import { readLiteral, type Dialect } from './literal.ts'
import { Rewriter } from './rewriter.ts'

function read(text: string, strict = false): { value: unknown; dialect: Dialect; damage: string[]; rest: string } | null {
  const out = new Rewriter(text)
  const literal = readLiteral(text, 0, out, { strict })
  if (!literal) return null
  const damage = literal.damage.map(({ offset, what }) => `${what} @${offset}`)
  return { value: parseJson(out.text()), dialect: literal.dialect, damage, rest: text.slice(literal.end) }
}

const whole: Record<string, [text: string, value: unknown, dialect: Dialect]> = {
  'words of Python': [
    '{"a": None, "b": True, "c": False, "d": nan, "e": -inf}',
    { a: null, b: true, c: false, d: null, e: null },
    'python',
  ],
  'tuples, also of one': ["{'a': (1, 2), 'b': (1,), 'c': ()}", { a: [1, 2], b: [1], c: [] }, 'python'],
  'sets, also of numbers and none': [
    "[{'a', 'b'}, {1, 2}, {1}, set(), frozenset({3})]",
    [['a', 'b'], [1, 2], [1], [], [3]],
    'python',
  ],
  'strings side by side': ["{'a': ('one '\n 'two'\n \"it's\")}", { a: "one twoit's" }, 'python'],
  prefixes: [
    String.raw`[b'h\xc3\xa9', rb'\d', u'x', r'\'', f'{x}']`,
    ['hé', String.raw`\d`, 'x', String.raw`\'`, '{x}'],
    'python',
  ],
  'three quotes': ["{'a': '''one\n\"two\"'''}", { a: 'one\n"two"' }, 'python'],
  escapes: [String.raw`['\x1b\U0001F600\101\a\'\"\\', 'a\u00e9']`, ['\u001b😀A\u0007\'"\\', 'aé'], 'python'],
  numbers: [
    '[1_000, 0x1f, 1., .5, +1, -0.5, 1e5, 9007199254740993]',
    [1000, 31, 1, 0.5, 1, -0.5, 1e5, 9_007_199_254_740_992],
    'json',
  ],
  constructors: [
    "AIMessage(content='', tool_calls=[FunctionCall(id='1', arguments='{}', name='f')])",
    { __class__: 'AIMessage', content: '', tool_calls: [{ __class__: 'FunctionCall', id: '1', arguments: '{}', name: 'f' }] },
    'python',
  ],
  'constructors by position': ["m.Foo(1, [2], k='v',)", { __class__: 'Foo', args: [1, [2]], k: 'v' }, 'python'],
  'a constructor of nothing': ['Foo()', { __class__: 'Foo' }, 'python'],
  enumerations: ["[<Role.USER: 'user'>, <Reason.STOP: 1>, Role.TOOL]", ['user', 'STOP', 'Role.TOOL'], 'python'],
  'objects without a value': ["[<class 'int'>, <Image at 0x7f>]", ["<class 'int'>", '<Image at 0x7f>'], 'python'],
  wrappers: [
    "[Decimal('1.0'), UUID('ab'), OrderedDict([('a', 1)]), defaultdict(<class 'list'>, {'a': [1]}), Timestamp('2026', tz='UTC'), deque([1])]",
    ['1.0', 'ab', [['a', 1]], { a: [1] }, '2026', [1]],
    'python',
  ],
  dates: [
    '[datetime.datetime(2026, 2, 1, 10, 0, tzinfo=datetime.timezone.utc), datetime.date(2026, 2, 1), datetime.datetime(2026, 2, 1, 10, 0, 1, 5)]',
    ['2026-02-01T10:00:00Z', '2026-02-01', '2026-02-01T10:00:01.000005'],
    'python',
  ],
  'keys without quotes': [
    "{ a: 1, 'b-c': [ 'x' ], [Symbol(s)]: undefined }",
    { a: 1, 'b-c': ['x'], 'Symbol(s)': null },
    'js-inspect',
  ],
  classes: [
    "AIMessage { content: '', lc: Foo {} }",
    { __class__: 'AIMessage', content: '', lc: { __class__: 'Foo' } },
    'js-inspect',
  ],
  collections: [
    "{ m: Map(1) { 'a' => 1 }, s: Set(2) { 1, 2 }, a: (2) [1, 2], b: Uint8Array(1) [ 7 ] }",
    { m: { a: 1 }, s: [1, 2], a: [1, 2], b: [7] },
    'js-inspect',
  ],
  'functions and circles': [
    '<ref *1> { f: [Function: x], g: [class A], c: [Circular *1], d: [Getter/Setter] }',
    { f: null, g: null, c: null, d: null },
    'js-inspect',
  ],
  'templates and joined strings': ["{ a: `it's\n\"b\"`, b: 'x\\n' +\n    'y' }", { a: 'it\'s\n"b"', b: 'x\ny' }, 'js-inspect'],
  'bare dates and big numbers': [
    '{ at: 2026-02-01T10:00:00.000Z, n: 12n }',
    { at: '2026-02-01T10:00:00.000Z', n: 12 },
    'js-inspect',
  ],
  'objects without a prototype': ["[Object: null prototype] { 'a': 1 }", { a: 1 }, 'js-inspect'],
  'pairs of Ruby': ['{"role"=>"user", "content"=>nil}', { role: 'user', content: null }, 'js-inspect'],
  'comments between': ["[\n  {'a': 1},  # first\n  // second\n  {'a': 2},\n]", [{ a: 1 }, { a: 2 }], 'python'],
}

test.each(Object.entries(whole))('%s', (_, [text, value, dialect]) => {
  expect(read(text)).toEqual({ value, dialect, damage: [], rest: '' })
})

const damaged: Record<string, [text: string, value: unknown, damage: string[]]> = {
  'a cut end': ["{'a': [1, {'b': 'hello", { a: [1, { b: 'hello' }] }, ['the text ends here, before its values do @22']],
  'a key without its value': ["{'a': 1, 'b': ", { a: 1 }, ['the text ends here, before its values do @14']],
  'dots at the end': ["{'a': [1, 2, ...", { a: [1, 2] }, ['something was left out here @13']],
  'more items': ["[ 'a', ... 3 more items ]", ['a'], ['3 more items were left out here when this was printed @7']],
  'items between': ['[1, ..., 3]', [1, 3], ['something was left out here @4']],
  'an object left out': [
    '{ a: [Object], b: [Array], c: [Foo] }',
    { a: {}, b: [], c: { __class__: 'Foo' } },
    [
      'an object was left out here when this was printed @5',
      'a list was left out here when this was printed @18',
      'an object was left out here when this was printed @30',
    ],
  ],
  'what a browser folds': [
    '{role: "user", parts: Array(2), usage: {…}}',
    { role: 'user', parts: [], usage: {} },
    ['a list was left out here when this was printed @22', 'something was left out here @40'],
  ],
  'a comma missing': ["{'a': 1 'b': 2}", { a: 1, b: 2 }, ['a comma is missing @8']],
  'a bracket missing': ["{'a': [1}", { a: [1] }, ['a bracket is missing @8']],
}

test.each(Object.entries(damaged))('damage: %s', (_, [text, value, damage]) => {
  expect(read(text)).toMatchObject({ value, damage })
})

describe('between other words', () => {
  test.each(['{question}', '[Prompt tokens: 61]', '{ return a }', 'Foo(bar baz)', '[1m', "['", '{', 'Foo {'])(
    '%s is no value with members',
    (text) => {
      const found = new Rewriter(text)
      expect(readLiteral(text, 0, found, { strict: true })?.keys ?? 0).toBe(0)
    },
  )

  test('a value that is cut ends with its line', () => {
    expect(read("{'a': 'hello\nnext", true)).toMatchObject({ value: { a: 'hello' }, rest: '\nnext' })
    expect(read("{'a': 'hello'...[truncated 300 chars]\nnext", true)).toMatchObject({ value: { a: 'hello' }, rest: '\nnext' })
  })
})
