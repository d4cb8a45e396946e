import { inspect as printed, isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { parseJson } from '../../json/parse-json.ts'
import { scanObject, skipWhitespace, valueEnd } from '../../json/scan.ts'
import { decode, encode } from '../../source/source.ts'
import { mend, unwrap } from '../unwrap.ts'
import { repr, reprBytes } from './testing/repr.ts'
import type { Unwrapped } from './unwrapped.ts'

const RUNS = Number(process.env['RUNS'] ?? 150)
const SEED = Number(process.env['SEED'] ?? 20_261_120)
fc.configureGlobal({ seed: SEED, numRuns: RUNS })

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '"',
      "'",
      '\\',
      '\n',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '`',
      '$',
      '#',
      '\t',
      'é',
      '😀',
      '\u0007',
      '<',
      '>',
      '-',
      '|',
      '=',
    ),
  }),
  fc.constantFrom(
    'it\'s "so"',
    '- a: b',
    '# no',
    'null',
    'True',
    '...',
    '\\u0041',
    'data: {}',
    '```',
    ' x ',
    '',
    '1',
    '<a.b: 1>',
    'x\n\ny\n',
    '&quot;',
    "'''",
  ),
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, 12_345_678_901),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom('role', 'content', 'tool_calls', 'a-b', '__proto__', ''), text), tie('value'), {
      maxKeys: 4,
    }),
  ),
}))
/** As `JSON.parse` would give it. */
const same = (given: unknown): unknown => JSON.parse(JSON.stringify(given)) as unknown
const message = value.map((content) => same({ role: 'user', content }) as Record<string, unknown>)

const read = (source: string | Uint8Array): Unwrapped => mend(unwrap(typeof source === 'string' ? encode(source) : source))
const linesOf = ({ bytes }: Unwrapped): unknown[] => decode(bytes).split('\n').map(parseJson)

const quotedCell = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
const html = (json: string): string => json.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Each way to write a value down, and how a text of letters looks in there. */
const wrappings: Record<string, { write: (given: unknown) => string; container: string[] }> = {
  'what Python prints': { write: repr, container: ['python'] },
  'what Python prints after words': { write: (given) => `Request – options: ${repr(given)}`, container: ['log', 'python'] },
  'what Python prints in a constructor': { write: (given) => `Turn(message=${repr(given)}, at=1)`, container: ['python'] },
  'what JavaScript prints': {
    write: (given) => printed(given, { depth: null, maxStringLength: null, maxArrayLength: null }),
    container: ['js-inspect'],
  },
  'a log line': { write: (given) => `2026-02-01 10:00:00,123 [é] INFO ${JSON.stringify(given)}`, container: ['log'] },
  'several lines of a log': {
    write: (given) =>
      JSON.stringify(given, null, 2)
        .split('\n')
        .map((line, i) => `2026-02-01 10:00:0${i % 10} é| ${line}`)
        .join('\n'),
    container: ['log'],
  },
  'a mail': {
    write: (given) =>
      JSON.stringify(given, null, 1)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    container: ['markdown'],
  },
  'a stream': { write: (given) => `event: é\ndata: ${JSON.stringify(given)}\n\n`, container: ['sse'] },
  'a stream over several lines': {
    write: (given) =>
      `${JSON.stringify(given, null, 1)
        .split('\n')
        .map((line) => `data: ${line}\r\n`)
        .join('')}\r\n`,
    container: ['sse'],
  },
  'a table': { write: (given) => `id,conversation\n1,${quotedCell(JSON.stringify([given]))}\n`, container: ['csv'] },
  'a table of what Python prints': { write: (given) => `id,conversation\n1,${quotedCell(repr([given]))}\n`, container: ['csv'] },
  'a table, encoded twice': {
    write: (given) => `id,conversation\n1,${quotedCell(JSON.stringify(JSON.stringify([given], null, 1)))}\n`,
    container: ['csv'],
  },
  'a text in a log line': {
    write: (given) => `é level=INFO body=${JSON.stringify(JSON.stringify(given, null, 1))} took=3s`,
    container: ['log'],
  },
  'bytes in a log line': { write: (given) => `INFO é send: ${reprBytes(JSON.stringify(given))}`, container: ['log'] },
  'a log that Docker keeps': {
    write: (given) =>
      JSON.stringify(given, null, 1)
        .split('\n')
        .map((line) => `${JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-02-01T10:00:00Z' })}\n`)
        .join(''),
    container: ['log'],
  },
  'the colours of a terminal': {
    write: (given) => `\u001b[32mé INFO\u001b[0m ${JSON.stringify(given)}\u001b[0m`,
    container: ['log'],
  },
  YAML: { write: (given) => stringify({ list: [given] }), container: ['yaml'] },
  'YAML of short lines': { write: (given) => stringify({ list: [given] }, { lineWidth: 20 }), container: ['yaml'] },
  'YAML in quotes': {
    write: (given) => stringify({ list: [given] }, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 30 }),
    container: ['yaml'],
  },
  'a string': { write: (given) => JSON.stringify(JSON.stringify(given)), container: ['string'] },
  'a string without its quotes': { write: (given) => JSON.stringify(JSON.stringify(given)).slice(1, -1), container: ['string'] },
  'a web page': { write: (given) => html(JSON.stringify(given)), container: ['string'] },
  'a fence': { write: (given) => `Ünd:\n\`\`\`json\n${JSON.stringify(given, null, 2)}\n\`\`\`\n`, container: ['markdown'] },
}

/** What wraps the message around it. */
function unwrapped(name: string, given: unknown): unknown {
  if (name.includes('constructor')) return { __class__: 'Turn', message: given, at: 1 }
  if (name.includes('table')) return [given]
  return name.startsWith('YAML') ? { list: [given] } : given
}

describe.each(Object.entries(wrappings))('%s', (name, { write, container }) => {
  test('gives the value that was written', () => {
    fc.assert(
      fc.property(message, (given) => {
        const source = write(given)
        // The writer of YAML folds texts that begin with a line break, and breaks characters, so that nobody reads them back.
        if (name.startsWith('YAML')) fc.pre(isDeepStrictEqual(parse(decode(encode(source))), { list: [given] }))
        const opened = read(source)
        expect(
          linesOf(
            opened.bytes.includes(10) ? { ...opened, bytes: encode(JSON.stringify(parseJson(decode(opened.bytes)))) } : opened,
          ),
        ).toEqual([unwrapped(name, given)])
        expect(opened.problems).toEqual([])
        expect(opened.containers).toEqual(container)
      }),
    )
  })

  test('leads each text back to where it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 2, maxLength: 6 }), text, (words, odd) => {
        const unique = words.map((word, i) => `${word}${String.fromCharCode(65 + i)}x`)
        const source = encode(
          write(same({ role: 'user', odd, content: unique.map((word, i) => (i % 2 ? word : { [`k${i}`]: word })) })),
        )
        const opened = read(source)
        const inside = decode(opened.bytes)
        for (const word of unique) {
          const at = encode(inside.slice(0, inside.indexOf(word))).length
          const cut = decode(source.subarray(opened.map.toSource(at), opened.map.toSource(at + word.length)))
          expect(cut).toBe(word)
          const around = decode(source.subarray(opened.map.toSource(at - 1), opened.map.toSource(at + word.length + 1)))
          expect(around.replace(/^(?:\\+"{1,2}|""|&quot;|["'`\s])|(?:\\+"{0,2}|"{1,2}|&quot;|["'`,]|\s+)$/g, '')).toBe(word)
        }
      }),
    )
  })
})

test('several values in a text are as many lines, with the words before them', () => {
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 2, maxLength: 5 }),
      fc.constantFrom(repr, JSON.stringify, printed),
      (given, write) => {
        const source = given
          .map((one, i) => `and so it went on – ${i}:\n${write === printed ? printed(one, { depth: null }) : write(one)}\n`)
          .join('\n')
        const opened = read(source)
        expect(linesOf(opened)).toEqual(given)
        expect(opened.labels).toEqual(given.map((_, i) => `and so it went on – ${i}:`))
      },
    ),
  )
})

test('containers nest', () => {
  fc.assert(
    fc.property(message, (given) => {
      const log = `DEBUG:client:Request options: ${repr({ method: 'post', json_data: given })}\n`
      const opened = read(new Uint8Array(gzipSync(log)))
      expect(linesOf(opened)).toEqual([given])
      expect(opened.containers).toEqual(['archive', 'log', 'python'])
    }),
  )
})

test('no text makes it throw, and every offset leads into the source', () => {
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      "'",
      '"',
      '`',
      ':',
      ',',
      '=',
      '\\',
      '\n',
      ' ',
      'a',
      'A(',
      'B {',
      'data: ',
      'event: x\n',
      '- ',
      'a: ',
      '"a":',
      "'a': ",
      '...',
      '<',
      '>',
      '[Object]',
      'None',
      "b'",
      '```\n',
      '> ',
      'é',
      '2026-01-01 ',
      '{"a":1}',
      '\r\n',
      '|',
      'curl -d ',
      '1',
      'undefined',
      '... 2 more items',
      '&quot;',
      '{\\"',
    ],
  )
  fc.assert(
    fc.property(fc.string({ unit: pieces, maxLength: 60 }), (source) => {
      const bytes = encode(source)
      const opened = mend(unwrap(bytes))
      let last = 0
      for (let at = 0; at <= opened.bytes.length; at++) {
        const place = opened.map.toSource(at)
        expect(place).toBeGreaterThanOrEqual(0)
        expect(place).toBeLessThanOrEqual(bytes.length)
        last = place
      }
      expect(last).toBeLessThanOrEqual(bytes.length)
      const lines = decode(opened.bytes).split('\n').length
      expect(opened.settled ? (opened.labels?.length ?? lines) : lines).toBe(lines)
    }),
    { numRuns: 10 * RUNS },
  )
})

test('any bytes at all', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom([], [0x50, 0x4b, 3, 4], [0x1f, 0x8b, 8, 0]),
      (bytes, magic) => {
        const all = Uint8Array.from([...magic, ...bytes])
        expect(() => mend(unwrap(all))).not.toThrow()
      },
    ),
    { numRuns: 5 * RUNS },
  )
})

test('places of members can be found in what was unwrapped', () => {
  const source = encode("x {'role': 'user', 'content': 'hé'} y")
  const { bytes, map } = read(source)
  const start = skipWhitespace(bytes, 0)
  const members = scanObject(bytes, start, valueEnd(bytes, start))!
  expect(members.map(({ start: from, end }) => decode(source.subarray(map.toSource(from), map.toSource(end))))).toEqual([
    "'user'",
    "'hé'",
  ])
})
