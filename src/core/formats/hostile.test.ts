import { expect, test } from 'vitest'
import { openDocument } from '../document/document.ts'
import { inspect } from '../inspect.ts'
import { readTranscript } from '../read-transcript.ts'
import type { Counts } from '../problem.ts'
import type { Format } from './format.ts'
import { formats } from './index.ts'

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const lines = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n')
const events = (values: readonly unknown[]): string => values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join('')

const LEVELS = 8_000
const nested = (open: string, close: string, inside = ''): string => open.repeat(LEVELS) + inside + close.repeat(LEVELS)
/** Keys that readers follow inwards, as objects and as lists. */
const WRAPPERS = [
  ...['messages', 'child_runs', 'observations', 'spans', 'data', 'trace', 'runs', 'post', 'rows', 'children', 'events'],
  ...['steps', 'content', 'parts', 'items', 'history', 'conversation', 'kwargs', 'value', 'values', 'subagent_trajectories'],
  ...['request', 'response', 'body', 'input', 'inputs', 'output', 'message', 'result', 'attributes', 'state', 'mapping', 'a'],
]
const NESTED: readonly (readonly [string, string])[] = [
  ['lists', nested('[', ']')],
  ['open lists', '['.repeat(1_000_000)],
  ['open objects', '{"a":'.repeat(LEVELS)],
  ['lists of OTLP', `{"attributes":[{"key":"gen_ai.prompt","value":${nested('{"arrayValue":{"values":[', ']}}')}}]}`],
  ['replaced messages', `{"sessionId":"s","projectHash":"p"}\n${nested('{"$set":{"messages":[', ']}}')}`],
  ...WRAPPERS.flatMap((key) => [
    [`objects in \`${key}\``, nested(`{"${key}":`, '}', '1')] as const,
    [`lists in \`${key}\``, nested(`{"type":"x","role":"assistant","${key}":[`, ']}')] as const,
  ]),
]

test.each(NESTED)('eight thousand %s are detected and read by every format', { timeout: 60_000 }, (_, source) => {
  const document = openDocument(new TextEncoder().encode(source))
  const value = document.roots[0]?.value
  const ask = (format: Format): void => {
    if (format.reads === 'document') {
      format.detect(document)
      readTranscript(document, format)
      return
    }
    format.detect({ records: [value], body: value, instead: undefined, inLines: false }, document)
    format.isRecord(value)
    format.readMessage(value, 0)
    if (format.alsoAs) ask(format.alsoAs)
  }
  for (const format of formats) expect(() => ask(format)).not.toThrow()
})

const chatCall = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })
const chunk = (index: number, entry: object) => ({
  ...{ id: 'x', object: 'chat.completion.chunk' },
  choices: [{ index: 0, delta: { tool_calls: [{ index, ...entry }] } }],
})
const claudeLine = (index: number, role: string, content: unknown) => ({
  ...{ type: role, uuid: `u${index}`, parentUuid: index === 0 ? null : `u${index - 1}`, sessionId: 's' },
  message: { role, content },
})

/** Large sources of `count` calls, results, lines or spans, and what is to be counted in them. */
const LARGE: Readonly<
  Record<string, { count: number; make: (count: number) => string; counts: (count: number) => Partial<Counts> }>
> = {
  'calls in one message': {
    count: 10_000,
    make: (count) =>
      JSON.stringify([
        {
          ts: 1769940000000,
          role: 'assistant',
          content: many(count, (i) => ({ type: 'tool_use', id: `c${i}`, name: 'f', input: {} })),
        },
      ]),
    counts: (count) => ({ calls: count, results: 0 }),
  },
  'results, the last one first': {
    count: 10_000,
    make: (count) =>
      JSON.stringify([
        { role: 'assistant', content: null, tool_calls: many(count, (i) => chatCall(`c${i}`)) },
        ...many(count, (i) => ({ role: 'tool', tool_call_id: `c${count - 1 - i}`, content: 'x' })),
      ]),
    counts: (count) => ({ paired: count }),
  },
  'results of a log, the last one first': {
    count: 10_000,
    make: (count) =>
      lines([
        claudeLine(
          0,
          'assistant',
          many(count, (i) => ({ type: 'tool_use', id: `c${i}`, name: 'f', input: {} })),
        ),
        ...many(count, (i) =>
          claudeLine(i + 1, 'user', [{ type: 'tool_result', tool_use_id: `c${count - 1 - i}`, content: 'x' }]),
        ),
      ]),
    counts: (count) => ({ paired: count }),
  },
  'lines that are no JSON, between lines of a log': {
    count: 5_000,
    make: (count) => many(count, (i) => `${JSON.stringify(claudeLine(i, 'user', 'hi'))}\nbroken ${i}`).join('\n'),
    counts: (count) => ({ messages: 2 * count }),
  },
  'spans of one trace': {
    count: 10_000,
    make: (count) =>
      JSON.stringify({
        trace: { id: 't' },
        observations: many(count, (i) => ({
          ...{ id: `o${i}`, type: 'GENERATION', startTime: '2025-01-01T00:00:00Z' },
          output: { role: 'assistant', content: `answer ${i}` },
        })),
      }),
    counts: () => ({ calls: 0 }),
  },
  'pieces of one call': {
    count: 100_000,
    make: (count) =>
      events([
        chunk(0, { id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":"' } }),
        ...many(count, () => chunk(0, { function: { arguments: 'x' } })),
        chunk(0, { function: { arguments: '"}' } }),
      ]),
    counts: () => ({ calls: 1 }),
  },
  'calls in one stream': {
    count: 10_000,
    make: (count) => events(many(count, (i) => chunk(i, chatCall(`c${i}`)))),
    counts: (count) => ({ calls: count }),
  },
  'characters of one text': {
    count: 5_000_000,
    make: (count) =>
      lines([claudeLine(0, 'user', 'x'.repeat(count)), claudeLine(1, 'assistant', [{ type: 'text', text: 'ok' }])]),
    counts: () => ({ messages: 2 }),
  },
}

test.each(Object.entries(LARGE))('%s are read', { timeout: 60_000 }, (_, { count, make, counts }) => {
  expect(inspect(make(count)).totals).toMatchObject(counts(count))
})
