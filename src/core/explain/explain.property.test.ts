import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { targets } from '../targets/index.ts'
import type { Wording } from '../targets/target.ts'
import { explain } from './explain.ts'
import { recogniseError } from './recognise-error.ts'

/** One way in which errors arrive (`provider-rules.md` §13). */
type Wrapper = (text: string) => string

const wrappers: Record<string, Wrapper> = {
  'a JSON body': (text) => JSON.stringify({ error: { message: text, type: 'invalid_request_error', param: null, code: null } }),
  'a printed JSON body': (text) => JSON.stringify({ type: 'error', error: { message: text } }, null, 2),
  'JSON in a string': (text) => JSON.stringify({ error: { code: 400, message: JSON.stringify({ error: { message: text } }) } }),
  'a Python exception': (text) =>
    `openai.BadRequestError: Error code: 400 - {'error': {'message': ${pythonRepr(text)}, 'code': None}}`,
  LiteLLM: (text) =>
    `litellm.BadRequestError: OpenAIException - ${text}. Received Model Group=main\nAvailable Model Group Fallbacks=None`,
  Node: (text) => `APICallError [AI_APICallError]: ${text}\n    at <anonymous> (node_modules/@ai-sdk/x.ts:56:16)`,
  Copilot: (text) => `Model call failed: {"message":${JSON.stringify(text)},"code":"invalid_request_body"}`,
  'ids of relays': (text) => `${text} (request id: 2024051116100984850589317176109) (request id: 20240511161006Awq)`,
  'typographic quotes': (text) => text.replace(/'(\w+)'/g, '‘$1’').replace(/"(\w+)"/g, '“$1”'),
  'no backticks': (text) => text.replaceAll('`', ''),
  'a narrow terminal': (text) => lines(text, 70).join('\n    '),
  'a framed terminal': (text) =>
    lines(text, 60)
      .map((line) => `│ ${line} │`)
      .join('\n'),
  'a quoted terminal': (text) => `> go on\n  ⎿ API Error: 400 ${text}`,
  HTML: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;').replaceAll('"', '&quot;'),
}

function wrap(text: string, wrapping: readonly string[]): string {
  return wrapping.reduce((wrapped, name) => wrappers[name]?.(wrapped) ?? wrapped, text)
}

function pythonRepr(text: string): string {
  const body = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return text.includes("'") && !text.includes('"') ? `"${body}"` : `'${body.replaceAll("'", "\\'")}'`
}

function lines(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])
}

/** The wording with a value in every place. */
const ANY_PLACE: Readonly<Record<string, string>> = {
  '{path}': 'messages[12].tool_calls[3].index',
  '{parent}': 'contents[12].parts[3].function_call',
  'input.{path}': 'input[12].index',
}

function fillIn({ text, place }: Wording, ids: readonly string[]): string {
  const values: Record<string, string> = {
    ...{ i: '12', j: '3', first: '11', n: '131', max: '10485760', got: 'an object', role: 'system', type: 'tool_use' },
    ...{ roles: "'user', 'assistant'", expected: "'text'", id: ids[0] ?? '', ids: ids.join(', ') },
  }
  const path = place?.endsWith('}') && Object.hasOwn(ANY_PLACE, place) ? ANY_PLACE[place] : place
  return fill(path === undefined ? text : text.replaceAll('{path}', path))

  function fill(template: string): string {
    return template.replace(/\{([a-z]\w*)\}/g, (_, name: string) => values[name] ?? '')
  }
}

const alphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split('')
const letters24 = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 24, maxLength: 24 })
const someIds = fc.uniqueArray(
  letters24.map((letters) => `toolu_${letters}`),
  { minLength: 1, maxLength: 3 },
)
// One terminal at most, and nobody frames the source text of a web page: both break what the other made.
const terminals = Object.keys(wrappers).filter((name) => name.includes('terminal'))
const others = Object.keys(wrappers).filter((name) => !terminals.includes(name) && name !== 'HTML')
const someWrappers = fc
  .tuple(
    fc.array(fc.constantFrom(...others), { maxLength: 2 }),
    fc.option(fc.constantFrom(...terminals)),
    fc.option(fc.constant('HTML')),
  )
  .map((names) => names.flat().filter((name) => name !== null))
const rows = targets.flatMap(({ wordings }) => wordings)

describe('a wording, in any wrapping', () => {
  test('is recognised as its rule', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), someIds, someWrappers, (wording, ids, wrapping) => {
        const text = wrap(fillIn(wording, ids), wrapping)
        expect(recogniseError(text).rule, text).toBe(wording.rule)
      }),
      { numRuns: 1500 },
    )
  })

  test('gives its ids', () => {
    const withIds = rows.filter(({ text }) => /\{ids?\}/.test(text))
    fc.assert(
      fc.property(fc.constantFrom(...withIds), someIds, someWrappers, (wording, ids, wrapping) => {
        const text = wrap(fillIn(wording, ids), wrapping)
        expect(recogniseError(text).ids, text).toEqual(wording.text.includes('{ids}') ? ids : ids.slice(0, 1))
      }),
      { numRuns: 500 },
    )
  })
})

test.each(rows.map((row) => [`${row.rule}: ${row.text}`, row] as const))('recognised by itself: %s', (_, wording) => {
  expect(recogniseError(fillIn(wording, ['toolu_01'])).rule).toBe(wording.rule)
})

const placed = rows.filter(({ text, place }) => text.includes('{path}') && /^messages.*\{i\}/.test(place ?? ''))
test.each(placed.map((row) => [`${row.place} in: ${row.text}`, row] as const))('%s', (_, wording) => {
  expect(recogniseError(fillIn(wording, ['toolu_01'])).indexes).toEqual([12])
})

test('any text gives an explanation', () => {
  const pieces = fc.constantFrom(
    '`',
    '\\',
    '"',
    "'",
    '{',
    '\u001b[',
    '&quot;',
    '\\u00',
    'messages[',
    'messages.1',
    'tool_use ids ',
    '(request id: ',
    '\n',
    '�',
  )
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (error) => {
      const told = explain(error)
      expect(told.answer).toBe('no-source')
      expect(told.message).not.toBe('')
      expect(told.recognised).toBe(told.rule !== null)
    }),
  )
})

describe('an enormous text is answered at once', () => {
  const sentence = "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
  test.each<[string, string]>([
    ['backslashes', '\\'.repeat(1_000_000)],
    ['escaped quotes', '\\"'.repeat(500_000)],
    ['quotes', '"'.repeat(1_000_000)],
    ['backticks', '`'.repeat(200_000)],
    ['spaces', ' '.repeat(5_000_000)],
    ['line ends', '\n'.repeat(2_000_000)],
    ['one letter', 'x'.repeat(5_000_000)],
    ['open brackets', '['.repeat(1_000_000)],
    ['paths', 'messages[1].content'.repeat(60_000)],
    ['a path without end', `messages${'.a'.repeat(500_000)}`],
    ['numbers', '400 '.repeat(300_000)],
    ['ids', 'call_1'.repeat(150_000)],
    ['opening parentheses of request ids', '(request id: '.repeat(80_000)],
    ['the words of a sentence', 'tool_result blocks '.repeat(60_000)],
    ['a sentence again and again', sentence.repeat(10_000)],
    ['an error at the end of a log', `${'INFO all is well\n'.repeat(200_000)}${sentence}`],
  ])('%s', (_, text) => {
    const start = performance.now()
    const told = explain(text)
    expect(performance.now() - start).toBeLessThan(1000)
    expect(told.recognised).toBe(text.includes(sentence))
  })
})
