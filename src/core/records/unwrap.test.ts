import { describe, expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import { repair } from '../repair.ts'
import { encode } from '../source/source.ts'
import { assistant, body, call, interrupted, result, toolCall, user } from '../testing/builders.ts'
import { expectPlaces } from '../testing/expect-places.ts'

/** The user's own words stand in front of the broken place, so that every wrapping has something to move it by. */
const messages = [user('Wie geht’s? 😀 "quoted" C:\\dir it\'s\nok'), call('c1', 'wetter'), user('never mind')]
const payload = body(messages)
const json = JSON.stringify(payload)
const orphan = JSON.stringify(toolCall('c1', 'wetter'))
const FIXED = body([messages[0], messages[1], interrupted('c1'), messages[2]])

/** Python writes text in single quotes where it can, and words of its own. */
function python(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `${python(key)}: ${python(item)}`)
      .join(', ')}}`
  return JSON.stringify(value)
}

function utf16(source: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 2 * source.length))
  view.setUint16(0, 0xfeff, littleEndian)
  for (let i = 0; i < source.length; i++) view.setUint16(2 + 2 * i, source.charCodeAt(i), littleEndian)
  return new Uint8Array(view.buffer)
}

const lines = messages.map((message) => JSON.stringify({ session_id: 's', ...message }))

interface Wrapped {
  readonly source: string | Uint8Array
  /** How the call that has no result looks in there. */
  readonly shown?: string | Uint8Array
  readonly container: readonly string[]
}

const wrappings: Record<string, Wrapped> = {
  'as it is': { source: json, container: ['json'] },
  'white space around it': { source: `\n\n  ${json}\n`, container: ['json'] },
  'a byte order mark': { source: `\ufeff${json}`, container: ['json'] },
  'two byte order marks': { source: `\ufeff\ufeff${json}`, container: ['json'] },
  'UTF-16, little end first': { source: utf16(json, true), shown: utf16(orphan, true).subarray(2), container: ['json'] },
  'UTF-16, big end first': { source: utf16(json, false), shown: utf16(orphan, false).subarray(2), container: ['json'] },
  'JSON in a string': { source: JSON.stringify(json), shown: JSON.stringify(orphan).slice(1, -1), container: ['string', 'json'] },
  'JSON in a string in a string': {
    source: JSON.stringify(JSON.stringify(json)),
    shown: JSON.stringify(JSON.stringify(orphan).slice(1, -1)).slice(1, -1),
    container: ['string', 'string', 'json'],
  },
  'JSON in a string, all escaped': {
    source: `"${[...json].map((character) => (/[ -!#-[\]-~]/.test(character) ? character : escaped(character))).join('')}"`,
    shown: [...orphan].map((character) => (/[ -!#-[\]-~]/.test(character) ? character : escaped(character))).join(''),
    container: ['string', 'json'],
  },
  'a fenced block': { source: `Here it is – look:\n\n\`\`\`json\n${json}\n\`\`\`\nThanks!`, container: ['markdown', 'json'] },
  'a fenced block with tildes': { source: `é\n~~~\n${json}\n~~~`, container: ['markdown', 'json'] },
  'a fenced block that does not end': { source: `\`\`\`\n${json}\n`, container: ['markdown', 'json'] },
  'a curl command': {
    source: `curl https://api.example.org/v1 -H 'Authorization: Bearer é' \\\n  -d '${json.replaceAll("'", "'\\''")}'`,
    shown: orphan,
    container: ['curl', 'json'],
  },
  'a curl command in double quotes': {
    source: `$ curl https://api.example.org/v1 --data-raw "${json.replace(/["\\$`]/g, '\\$&')}"`,
    shown: orphan.replace(/["\\$`]/g, '\\$&'),
    container: ['curl', 'json'],
  },
  'log lines': {
    source: lines.map((line, i) => `2026-01-0${i + 1} 10:00:00,123 [é] INFO ${line}\n`).join(''),
    container: ['log', 'jsonl'],
  },
  'a Python dictionary': { source: python(payload), shown: python(toolCall('c1', 'wetter')), container: ['python', 'json'] },
  'words around it': { source: `Request – é: ${json} (end)`, container: ['json'] },
  'lines of a log': { source: `${lines.join('\n')}\n`, container: ['jsonl'] },
  'lines of a log, of Windows': { source: `${lines.join('\r\n')}\r\n`, container: ['jsonl'] },
}

function escaped(character: string): string {
  return [...character]
    .flatMap((one) => one.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('')
}

describe.each(Object.entries(wrappings))('%s', (_, { source, shown = orphan, container }) => {
  const bytes = typeof source === 'string' ? encode(source) : source
  const found = inspect(bytes)

  test('is taken off, and the problem is where it stands in the source', () => {
    expect(found.source.container).toEqual(container)
    expectPlaces(bytes, found.problems)
    const problem = found.problems.find(({ rule }) => rule === 'orphaned-call')
    const cut = bytes.subarray(problem?.span.start, problem?.span.end)
    expect([...cut]).toEqual([...(typeof shown === 'string' ? encode(shown) : shown)])
  })

  test('is repaired to a payload that is accepted', () => {
    const { output, remaining } = repair(bytes, { target: 'openai-chat' })
    expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    const value: unknown = container.includes('jsonl')
      ? body(
          output
            .trim()
            .split(/\r?\n/)
            .map((line) => withoutSession(JSON.parse(line) as Record<string, unknown>)),
        )
      : JSON.parse(output.replace(/^\ufeff+/, ''))
    expect(value).toEqual(FIXED)
    expect(repair(output, { target: 'openai-chat' })).toMatchObject({ output, changes: [] })
  })
})

function withoutSession(row: Record<string, unknown>): unknown {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'session_id'))
}

describe('what cannot be read says so', () => {
  test.each<[string, string | Uint8Array, string, RegExp]>([
    ['nothing', '', 'empty-source', /Nothing here yet/],
    ['blanks', '  \n ', 'empty-source', /4 blank characters/],
    ['one blank', '\n', 'empty-source', /one blank character\./],
    ['words', 'hello there', 'invalid-json', /not JSON/],
    ['a ZIP archive', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'not-text', /ZIP/],
    ['a gzip file', new Uint8Array([0x1f, 0x8b, 8, 0]), 'not-text', /gzip/],
    ['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d]), 'not-text', /PNG/],
    ['a PDF', '%PDF-1.7', 'not-text', /PDF/],
    ['binary', new Uint8Array(100).fill(1), 'not-text', /control characters/],
    ['another shape', '{"weather":{"city":"Oslo"}}', 'unknown-format', /`weather`/],
    ['a hundred thousand brackets', '['.repeat(100_000), 'invalid-json', /not JSON/],
  ])('%s', (_, source, rule, message) => {
    const [problem] = inspect(source).problems
    expect(problem?.rule).toBe(rule)
    expect(problem?.message).toMatch(message)
    expect(repair(source, { target: 'openai-chat' }).changes).toEqual([])
  })
})

describe('broken JSON is read as far as it goes', () => {
  test.each<[string, string, number]>([
    ['cut off in a message', json.slice(0, -20), 3],
    ['cut off in the first message', json.slice(0, 60), 1],
    ['a comma too many', json.replace('},', '},,'), 3],
    ['comments', json.replace('"messages"', '/* all of them */ "messages"'), 3],
  ])('%s', (_, source, count) => {
    const { problems, totals } = inspect(source)
    expect(problems.some(({ rule, severity }) => rule === 'invalid-json' && severity === 'error')).toBe(true)
    expect(totals.messages).toBe(count)
    expectPlaces(source, problems)
    const { output, remaining, changes } = repair(source, { target: 'openai-chat' })
    expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(changes.some(({ rule }) => rule === 'invalid-json')).toBe(true)
    expect(() => JSON.parse(output) as unknown).not.toThrow()
  })

  test('a broken line of a log is a broken line', () => {
    const source = `${lines[0]}\n{"session_id":"s","role":\n${JSON.stringify({ session_id: 's', ...assistant('hi') })}\n`
    const { problems, totals } = inspect(source)
    expect(totals.messages).toBe(3)
    expect(problems.map(({ rule, path, line }) => `${rule} ${path} ${line}`)).toContain('malformed-entry [1] 2')
  })
})

describe('what stands where', () => {
  const row = (session: unknown, message: object): object => ({ session_id: session, ...message })
  test.each<[string, unknown, { path: string; id: string | null; messages: number }[]]>([
    ['a request', body([user(), assistant('hi')]), [{ path: 'messages', id: null, messages: 2 }]],
    ['a list', [user(), call('c1'), result('c1')], [{ path: '', id: null, messages: 3 }]],
    ['a request with an id', { id: 'r1', messages: [user(), call('c1')] }, [{ path: 'messages', id: 'r1', messages: 2 }]],
    [
      'a response',
      { choices: [{ message: call('c1') }, { message: assistant('hi') }] },
      [
        { path: 'choices[0].message', id: null, messages: 1 },
        { path: 'choices[1].message', id: null, messages: 1 },
      ],
    ],
    [
      'sessions in a body',
      {
        sessions: [
          { id: 'a', messages: [user(), call('c1')] },
          { id: 'b', messages: [user()] },
        ],
      },
      [
        { path: 'sessions[0].messages', id: 'a', messages: 2 },
        { path: 'sessions[1].messages', id: 'b', messages: 1 },
      ],
    ],
    [
      'a batch',
      { custom_id: 'x', method: 'POST', url: '/v1', body: body([user(), call('c1')]) },
      [{ path: 'body.messages', id: null, messages: 2 }],
    ],
    [
      'a batch of the other API',
      { custom_id: 'x', params: { messages: [user(), call('c1')] } },
      [{ path: 'params.messages', id: null, messages: 2 }],
    ],
    [
      'rows by session',
      [row('a', user()), row('b', call('c1')), row('a', call('c1')), row(7, user())],
      [
        { path: '', id: 'a', messages: 2 },
        { path: '', id: 'b', messages: 1 },
        { path: '', id: '7', messages: 1 },
      ],
    ],
    [
      'rows that wrap a message',
      [row('a', { message: user() }), row('a', { message: call('c1') })],
      [{ path: '', id: 'a', messages: 2 }],
    ],
    [
      'rows without a session between others',
      [row('a', user()), call('c1'), row('a', result('c1'))],
      [
        { path: '', id: 'a', messages: 2 },
        { path: '', id: null, messages: 1 },
      ],
    ],
  ])('%s', (_, value, expected) => {
    const { conversations } = inspect(JSON.stringify(value))
    expect(conversations.map(({ path, id, messages: count }) => ({ path, id, messages: count }))).toEqual(expected)
  })

  test.each<[string, unknown[], { path: string; messages: number }[]]>([
    [
      'a request on each line',
      [body([user(), call('c1')]), body([user()])],
      [
        { path: '[0].messages', messages: 2 },
        { path: '[1].messages', messages: 1 },
      ],
    ],
    [
      'a list on each line',
      [[user(), call('c1')], [user()]],
      [
        { path: '[0]', messages: 2 },
        { path: '[1]', messages: 1 },
      ],
    ],
    ['a message on each line', [user(), call('c1'), result('c1')], [{ path: '', messages: 3 }]],
    [
      'requests and a message',
      [body([user(), call('c1')]), user(), body([user()])],
      [
        { path: '[0].messages', messages: 2 },
        { path: '[2].messages', messages: 1 },
        { path: '', messages: 1 },
      ],
    ],
  ])('%s', (_, values, expected) => {
    const source = `${values.map((value) => JSON.stringify(value)).join('\n')}\n`
    const { conversations, source: about } = inspect(source)
    expect(about.container).toEqual(['jsonl'])
    expect(conversations.map(({ path, messages: count }) => ({ path, messages: count }))).toEqual(expected)
  })

  test('lines of two kinds are repaired each by itself', () => {
    const kept = JSON.stringify(body([user(), assistant('hi'), user('bye')]))
    const source = `${JSON.stringify(result('x1'))}\n${kept}\n${JSON.stringify(user())}\n${JSON.stringify(result('x2'))}\n${kept}\n`
    expect(repair(source, { target: 'openai-chat' }).output).toBe(`${kept}\n${JSON.stringify(user())}\n${kept}\n`)
  })
})

test('a comma missing between two lines of a payload is damage at its place, not a log', () => {
  const lines = [
    '{"messages": [',
    '{"role": "user", "content": "a"}',
    '{"role": "assistant", "content": "b"},',
    '{"role": "user", "content": "c"}',
    ']}',
  ]
  const source = lines.join('\n')
  const { problems, totals } = inspect(source, { format: 'openai-chat' })
  expect(totals.messages).toBe(3)
  expect(problems.find(({ rule }) => rule === 'invalid-json')).toMatchObject({ line: 3, column: 1, severity: 'error' })
  expect(JSON.parse(repair(source, { target: 'openai-chat' }).output)).toHaveProperty('messages.length', 3)
})

test('what was named and is not there is an error, never a clean conversation', () => {
  const { problems, prediction } = inspect('{"notes": [1, 2]}', { format: 'openai-chat' })
  expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual([['unknown-format', 'error']])
  expect(prediction).toBeNull()
})

test('what begins like JSON and is over too soon is saved, and said to be none', () => {
  const source = JSON.stringify({ model: 'm', messages: [user(), call('c1'), user()] }, null, 2).replace('"model"', '{}"model"')
  const { totals, problems } = inspect(source)
  expect(totals).toMatchObject({ messages: 3, calls: 1, orphanedCalls: 1 })
  expect(problems.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['invalid-json 2', 'orphaned-call 12'])
})
