import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../json/parse-json.ts'
import { decode, encode } from '../../source/source.ts'
import { mend, unwrap } from '../unwrap.ts'
import type { Unwrapped } from './unwrapped.ts'

const read = (source: string | Uint8Array): Unwrapped => mend(unwrap(typeof source === 'string' ? encode(source) : source))
const linesOf = ({ bytes }: Unwrapped): string[] => decode(bytes).split('\n')

describe('what was left out is counted', () => {
  test.each<[string, string, string[]]>([
    [
      'lines of a log',
      'start\nINFO {"a":{"b":1}}\nmiddle\n\nend\n',
      ['the words before the value were left out', '3 lines that hold no value were left out'],
    ],
    [
      'what a logger puts behind',
      'a: {"a":{"b":1}} { metadata: undefined }\nb: {"c":1,"d":2}\n',
      ['the words before 2 values were left out', 'what followed a value on its line was left out'],
    ],
    [
      'events of a stream',
      ': hi\ndata: {"a":1}\n\nevent: ping\ndata:\n\nHTTP/1.1 200\ndata: [DONE]\n\n',
      [
        'the data of each event was written as a line',
        '3 events without JSON were left out',
        'one line that is of no event was left out',
      ],
    ],
  ])('%s', (_, source, mended) => {
    expect(read(source).mended).toEqual(mended)
  })
})

describe('logs', () => {
  test.each<[string, string, string[], (string | null)[] | undefined]>([
    [
      'a time in brackets',
      '[2026-02-01 10:00:00] INFO {"a":{"b":1}}\n[2026-02-01 10:00:01] INFO {"a":{"b":2}}\n',
      ['{"a":{"b":1}}', '{"a":{"b":2}}'],
      ['[2026-02-01 10:00:00] INFO', '[2026-02-01 10:00:01] INFO'],
    ],
    [
      'a name in brackets',
      '[server] {"a":{"b":1}}\nnone\n[client] {"a":{"b":2}}\n',
      ['{"a":{"b":1}}', '{"a":{"b":2}}'],
      ['[server]', '[client]'],
    ],
    ['a line that is broken', 'INFO {"a":{"b":1}}\nINFO {"a":}}x\n', ['{"a":{"b":1}}', '{"a":}}x'], ['INFO', 'INFO']],
    [
      'a class before JSON is a word',
      'Request {"a":{"b":1}}\nResponse {"a":{"b":2}}\n',
      ['{"a":{"b":1}}', '{"a":{"b":2}}'],
      ['Request', 'Response'],
    ],
    [
      'texts behind names',
      'HUMAN: "hi"\nAI: [\n  {"type":"text"}\n]\nTOOL: "ok"\n',
      ['"hi"', '[ {"type":"text"} ]', '"ok"'],
      ['HUMAN:', 'AI:', 'TOOL:'],
    ],
  ])('%s', (_, source, lines, labels) => {
    const opened = read(source)
    expect(linesOf(opened)).toEqual(lines)
    expect(opened.labels).toEqual(labels)
    expect(opened.containers).toEqual(['log'])
  })
})

describe('what stands around one value', () => {
  test.each<[string, string, unknown, string[]]>([
    ['a call of a function', 'cb({"a":{"b":1}});', { a: { b: 1 } }, []],
    ['an assignment', 'window.data = {"a":{"b":1}};\n', { a: { b: 1 } }, []],
    ['an array of numpy', "array([{'a': 1}, {'b': 2}], dtype=object)", [{ a: 1 }, { b: 2 }], ['log', 'python']],
    ['a mail that quotes a fence', '> ```json\n> {"a":\n> {"b":1}}\n> ```\n', { a: { b: 1 } }, ['markdown', 'markdown']],
    ['a mail that quotes words before', '> Look:\n> {"a":\n> {"b":1}}\n', { a: { b: 1 } }, ['markdown']],
    ['a constructor in a fence', "x\n```\nFoo(a='b', c=1)\n```\n", { __class__: 'Foo', a: 'b', c: 1 }, ['markdown', 'python']],
    ['a name', 'Received message: root=Foo(a={}, b=1)\n', { __class__: 'Foo', a: {}, b: 1 }, ['log', 'python']],
  ])('%s', (_, source, value, containers) => {
    const opened = read(source)
    expect(parseJson(decode(opened.bytes))).toEqual(value)
    expect(opened.containers).toEqual(containers)
    expect(opened.problems).toEqual([])
  })
})

describe('streams', () => {
  test.each<[string, string, string[]]>([
    ['data over several lines', 'data: {"a":\r\ndata: 1}\r\n\r\n', ['{"a": 1}']],
    ['no blank between events', 'data: {"a":1}\ndata: {"b":2}\n', ['{"a":1}', '{"b":2}']],
    ['the first word lost', '{"a":1}\n\ndata: {"b":2}\n\n', ['{"a":1}', '{"b":2}']],
    [
      'an event that is no JSON stays broken',
      'event: error\ndata: Internal Error\n\nevent: x\ndata: {"a":1}\n\n',
      ['Internal Error', '{"a":1}'],
    ],
    ['a last event that is cut stays broken', 'data: {"a":1}\n\ndata: {"b":', ['{"a":1}', '{"b":']],
    ['the only event is cut and mended', 'data: {"a":1,"b":', ['{"a":1}']],
  ])('%s', (_, source, lines) => {
    expect(linesOf(read(source))).toEqual(lines)
  })
})

describe('recordings', () => {
  const messages = ['a', 'b', 'c'].map((content) => ({ role: 'user', content }))
  const call = (count: number, answer: string, code = 200): object => ({
    request: {
      method: 'post',
      uri: 'https://api.example/v1?key=secret',
      headers: { k: 'secret' },
      body: { string: JSON.stringify({ model: 'm', messages: messages.slice(0, count) }) },
    },
    response: { status: { code }, body: { string: answer } },
  })
  const recorded = (...calls: object[]): Unwrapped => read(JSON.stringify({ http_interactions: calls }))

  test('a request whose history a later one repeats goes, with its response', () => {
    const { labels, ...opened } = recorded(call(1, '{"id":"r1"}'), call(2, '{"id":"r2"}'), call(3, '{"id":"r3"}'))
    expect(linesOf(opened).map(parseJson)).toEqual([{ model: 'm', messages }, { id: 'r3' }])
    expect(labels).toEqual(['POST https://api.example/v1', 'response 200'])
    expect(opened.mended).toContain('2 requests whose history a later one repeats were left out')
  })

  test('one that begins anew stays', () => {
    expect(linesOf(recorded(call(3, '{"id":"r1"}'), call(1, '{"id":"r2"}'))).map(parseJson)).toEqual([
      { model: 'm', messages },
      { id: 'r1' },
      { model: 'm', messages: messages.slice(0, 1) },
      { id: 'r2' },
    ])
  })

  test('an answer that tells an error is no part of the conversation', () => {
    const refused = recorded(call(1, '{"type":"error","error":{"message":"messages.0: no"}}', 400))
    expect(linesOf(refused).map(parseJson)).toEqual([{ model: 'm', messages: messages.slice(0, 1) }])
    expect(refused.mended).toContain('one answer that tells an error was left out')
    expect(refused.mended.join()).not.toContain('neither JSON')
  })

  test('a stream gives its events, each named as a response', () => {
    const { labels, ...opened } = recorded(call(1, 'event: a\ndata: {"x":1}\n\nevent: b\ndata: {"x":2}\n\n'))
    expect(linesOf(opened).slice(1)).toEqual(['{"x":1}', '{"x":2}'])
    expect(labels).toEqual(['POST https://api.example/v1', 'response 200 a', 'response 200 b'])
  })

  test('packed bodies are unpacked', () => {
    const packed = gzipSync('{"id":"r1"}').toString('hex')
    const nock = [
      {
        scope: 'https://x:443',
        method: 'POST',
        path: '/v1',
        body: { model: 'm', messages },
        status: 200,
        response: [packed.slice(0, 10), packed.slice(10)],
      },
    ]
    expect(linesOf(read(JSON.stringify(nock))).map(parseJson)).toEqual([{ model: 'm', messages }, { id: 'r1' }])
  })

  test('a recording of something else stays as it is', () => {
    const har = '{"log":{"version":"1.2","entries":[{"request":{"url":"x"},"response":{"content":{"text":"{}"}}}]}}'
    expect(read(har)).toMatchObject({ containers: [], rewritten: false })
  })
})

describe('no secret comes along', () => {
  test.each<[string, string]>([
    [
      'headers of a logged request',
      "DEBUG Request options: {'method': 'post', 'url': '/x', 'headers': {'Authorization': 'Bearer secret'}}\nDEBUG {'a': {'b': 1}}\n",
    ],
    ['headers before a body', 'POST /v1 HTTP/1.1\nAuthorization: Bearer secret\n\n{"model":"m","messages":[]}\n'],
    ['the class of headers', 'DEBUG Headers({"set-cookie": "secret"})\nDEBUG {"a": {"b": 1}}\n'],
  ])('%s', (_, source) => {
    const { bytes, labels } = read(source)
    expect(decode(bytes) + JSON.stringify(labels)).not.toMatch(/secret/)
    expect(bytes.length).toBeGreaterThan(0)
  })
})

describe('tables', () => {
  test.each<[string, string, string[]]>([
    [
      'what a tool answered is a text',
      'role,content,tool_call_id\ntool,"{""t"": 1}",c\n',
      ['{"role":"tool","content":"{\\"t\\": 1}","tool_call_id":"c"}'],
    ],
    [
      'parts of a message are parts',
      'role,content\nuser,"[{""type"":""text"",""text"":""x""}]"\n',
      ['{"role":"user","content":[{"type":"text","text":"x"}]}'],
    ],
    ['a line break in a cell', 'role,content\nuser,"a\r\nb"\n', ['{"role":"user","content":"a\\r\\nb"}']],
    [
      'a message that only calls',
      'role,content,tool_calls\nassistant,,"[{""id"":""c""}]"\n',
      ['{"role":"assistant","content":null,"tool_calls":[{"id":"c"}]}'],
    ],
    ['semicolons, and a hint for Excel', 'sep=;\r\nrole;content\r\nuser;a,b\r\n', ['{"role":"user","content":"a,b"}']],
    [
      'two columns of JSON',
      'id,messages,response\nr,"[{""role"":""user""}]","{""a"":1}"\n',
      ['{"id":"r","messages":[{"role":"user"}],"response":{"a":1}}'],
    ],
  ])('%s', (_, source, lines) => {
    const opened = read(source)
    expect(linesOf(opened)).toEqual(lines)
    expect(opened.containers).toEqual(['csv'])
  })
})

describe('archives that stop', () => {
  const encrypted = zipSync({ 'a.json': strToU8('{}') })
  encrypted[
    encrypted.findLastIndex((_, i) => encrypted[i] === 0x50 && encrypted[i + 1] === 0x4b && encrypted[i + 2] === 1) + 8
  ]! |= 1
  test.each<[string, Uint8Array, RegExp]>([
    ['encrypted', encrypted, /is encrypted/],
    ['cut off', zipSync({ 'a.json': strToU8('{"a":1}') }).subarray(0, 40), /cut off or broken/],
    [
      'without a conversation',
      zipSync({ 'a.png': new Uint8Array(10), 'b.png': new Uint8Array(10) }),
      /no file with conversations/,
    ],
    ['a bomb', new Uint8Array(gzipSync(new Uint8Array(60_000_000))), /as only a trap does/],
    ['a broken gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255]), /gzip file is broken/],
    ['with a picture inside', new Uint8Array(gzipSync(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d]))), /PNG/],
  ])('%s', (_, source, message) => {
    const { bytes, problems } = read(source)
    expect(bytes.length).toBe(0)
    expect(problems).toEqual([expect.objectContaining({ rule: 'not-text', message: expect.stringMatching(message) as string })])
  })

  test('several members of a gzip file are one text', () => {
    const both = Uint8Array.from([...gzipSync('{"a":1}\n'), ...gzipSync('{"b":2}\n')])
    expect(decode(read(both).bytes)).toBe('{"a":1}\n{"b":2}\n')
  })
})

describe('what is plain is left alone', () => {
  test.each([
    '{"a":"b"}',
    '[{"role":"user","content":"data: {\\"a\\":1}"}]',
    '{"role":"user","content":"x"}\n{"role":"assistant","content":"y"}\n',
    '{"log":"x"}',
    '{"interactions":[]}',
  ])('%s', (source) => {
    expect(read(source)).toMatchObject({ containers: [], rewritten: false, problems: [] })
  })

  test('broken JSON is still broken JSON, and no other language', () => {
    const { containers, problems } = read('{"role": \'user\', "content": "x", "n": None}')
    expect(containers).toEqual([])
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/' quotes/), expect.stringMatching(/None/)])
  })
})

test('values one behind the other over several lines are as many lines', () => {
  const pretty = JSON.stringify({ a: { b: 1 } }, null, 2)
  expect(linesOf(read(`${pretty}\n${pretty}\n`)).map(parseJson)).toEqual([{ a: { b: 1 } }, { a: { b: 1 } }])
})

describe('sources made to hurt end soon', () => {
  const hostile = [
    ...['[', '{', '(', '"', "'", '`', '<', '\\', '- ', '> [\n', '\n(', '[...', 'a=1\n', "a='b' ", '{[("\'`'],
    ...["{'a':", '{a:', 'Foo(a=', 'Foo {a: ', "{'a',", '[<a.b: ', 'A.b(', '{"a":', "{'b' ", '... 3 more items, '],
    ...[
      'x {"a":',
      'INFO {"a":\n',
      'a: "b\n',
      '```\n{\n',
      'data: {\n',
      'a,b\n"{""',
      'a:\n  b: [',
      '{\\"',
      '&quot;{',
      'curl -d ^"',
    ],
  ]
  test.each(hostile)('%j', (piece) => {
    for (const before of ['', 'x ', "[{'a': ", 'a:\n  b: ', 'role,content\n']) {
      const began = performance.now()
      expect(() => read(before + piece.repeat(40_000 / piece.length))).not.toThrow()
      expect(performance.now() - began).toBeLessThan(3000)
    }
  })
})
