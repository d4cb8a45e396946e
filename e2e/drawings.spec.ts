import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

const call = (id: string, name: string, input = '{"n":1}') => ({ id, type: 'function', function: { name, arguments: input } })
const user = (content: string) => ({ role: 'user', content })
const assistant = (content: string | null, ...calls: object[]) => ({ role: 'assistant', content, tool_calls: calls })
const result = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content })

/** Each situation of `experience.md` §7.2 these formats can be in: messages, what is heard, what is seen. */
const situations: [name: string, messages: unknown[], heard: RegExp, seen: RegExp][] = [
  [
    'a pair',
    [user('a'), assistant(null, call('c1', 'adjacent')), result('c1', 'fine')],
    /Call adjacent\. Result follows, message 2/,
    /↓ result/,
  ],
  [
    'a distant pair',
    [assistant(null, call('c1', 'one'), call('c2', 'two')), result('c1', '1'), result('c2', '2')],
    /Call one\. Result is message 1, 2 rows below/,
    /↓ result 2 rows/,
  ],
  [
    'parallel calls',
    [assistant('both', call('c1', 'one'), call('c2', 'two')), result('c1', '1'), result('c2', '2')],
    /Message 0, assistant/,
    /2 in parallel/,
  ],
  [
    'an orphaned call',
    [assistant(null, call('c1', 'lost')), user('and?')],
    /Error\. Missing result for call c1/,
    /MISSING RESULT for c1/,
  ],
  [
    'a pending call',
    [user('a'), assistant(null, call('c1', 'open'))],
    /The transcript ends before a result of open/,
    /not answered – transcript ends here/,
  ],
  ['an orphaned result', [user('a'), result('c9', 'x')], /Error\. Result names call c9/, /ORPHANED RESULT/],
  [
    'the same twice',
    [assistant(null, call('c1', 'twice')), result('c1', 'x'), result('c1', 'x')],
    /Second result for the same call, identical content/,
    /= duplicate of 1, identical/,
  ],
  [
    'two answers',
    [assistant(null, call('c1', 'twice')), result('c1', 'x'), result('c1', 'y')],
    /Two different results for one call/,
    /≠ second answer, different/,
  ],
  [
    'a reused id',
    [assistant(null, call('c1', 'a')), result('c1', '1'), assistant(null, call('c1', 'b')), result('c1', '2')],
    /Its id is used more than once/,
    /id used more than once/,
  ],
  [
    'a result before its call',
    [user('a'), result('c1', 'early'), assistant(null, call('c1', 'late')), user('b')],
    /Error\. Result precedes its call/,
    /comes before its call/,
  ],
  [
    'not adjacent',
    [assistant(null, call('c1', 'far')), user('b'), result('c1', 'late')],
    /Other messages separate this result from its call/,
    /not next to its call/,
  ],
  [
    'another order',
    [assistant(null, call('c1', 'a'), call('c2', 'b')), result('c2', '2'), result('c1', '1')],
    /Results are in a different order than calls/,
    /order differs/,
  ],
  [
    'a stored record with its result',
    [
      assistant('x', { tool_call_id: 'c1', tool_name: 'stored', arguments: { a: 1 }, result: { b: 2 }, success: true }),
      user('b'),
    ],
    /Call stored and its result in the same message/,
    /embedded/,
  ],
  ['an entry that is no message', [user('a'), 'just a text'], /Entry 1 could not be read/, /unparsed/],
  [
    'arguments that do not parse',
    [assistant(null, call('c1', 'bad', '{"city": "Oslo"')), result('c1', 'x')],
    /Call bad/,
    /arguments are not right/,
  ],
  ['a role nobody knows', [user('a'), { role: 'narrator', content: 'Meanwhile' }], /Message 1, narrator/, /narrator/],
  ['a part nobody knows', [{ role: 'user', content: [{ type: 'hologram', data: 1 }] }], /Message 0, user/, /unknown: hologram/],
]

for (const [name, messages, heard, seen] of situations) {
  test(`drawn, written and spoken: ${name}`, async ({ page }) => {
    const app = toolmend(page)
    await app.open()
    await app.paste(JSON.stringify({ model: 'gpt-4o', messages }))
    const row = app.row(heard).first()
    await expect(row).toBeVisible()
    await expect(row.getByText(seen).first()).toBeVisible()
  })
}
