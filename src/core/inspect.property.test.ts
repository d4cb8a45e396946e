import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { inspect } from './inspect.ts'
import { explain } from './explain/explain.ts'
import { normalizeToolCalls } from './normalize-tool-calls.ts'
import { repair } from './repair.ts'
import { encode } from './source/source.ts'
import { targets } from './targets/index.ts'
import { sources, type Dialect } from './testing/conversations.ts'
import { expectPlaces } from './testing/expect-places.ts'
import { openWorkbench } from './open-source.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

/** Whatever somebody pastes gives an answer: nothing throws, and every place is in the source. */
const RUNS = Number(process.env['RUNS'] ?? 250)
const SEED = Number(process.env['SEED'] ?? 20_260_920)
const TARGETS = [...targets.map(({ id }) => id), 'nobody knows this one']

const STRATEGIES = ['complete', 'drop', 'flatten'] as const

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Several conversations of one source become lines of a file; nothing may be left of them. */
const isJsonOrLines = (text: string): boolean => isJson(text) || text.split('\n').every((line) => line === '' || isJson(line))

/** Bits of which broken payloads are made. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '\ufeff',
  '\u0000',
  '`',
  '```json\n',
  '```',
  '(',
  ')',
  '//',
  '/*',
  '"role"',
  '"user"',
  '"assistant"',
  '"tool"',
  '"content"',
  '"messages"',
  '"tool_calls"',
  '"tool_call_id"',
  '"id"',
  '"c1"',
  '"function"',
  '"name"',
  '"arguments"',
  '"tool_name"',
  '"session_id"',
  '"choices"',
  '"message"',
  '"__proto__"',
  'null',
  'None',
  'True',
  'NaN',
  '1e400',
  '-',
  '0',
  '"\\ud83d"',
  '😀',
  'é',
  "curl -d '",
  "'\\''",
  'data: ',
  '2026-01-01 10:00:00,123 INFO ',
  '{"role":"user","content":"hi"}',
  '{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]}',
  '{"role":"tool","tool_call_id":"c1","content":"x"}',
  '{"type":"tool_use","id":"t1","name":"f","input":{}}',
] as const

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(''))
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), pieces)

/** Values with the keys we read, and anything behind them. */
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.jsonValue({ maxDepth: 2 }),
    tie('message'),
    tie('call'),
    tie('part'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  message: fc.dictionary(
    fc.constantFrom(
      'role',
      'content',
      'tool_calls',
      'tool_call_id',
      'message',
      'messages',
      'name',
      'function_call',
      'session_id',
      'type',
    ),
    fc.oneof(fc.constantFrom<unknown>('user', 'assistant', 'tool', 'function', 'system', 'c1', '', null, 7), tie('value')),
    { maxKeys: 5 },
  ),
  call: fc.dictionary(
    fc.constantFrom(
      'id',
      'type',
      'function',
      'custom',
      'tool_name',
      'tool_call_id',
      'arguments',
      'args',
      'result',
      'success',
      'error',
      'name',
    ),
    fc.oneof(fc.constantFrom<unknown>('c1', 'function', 'weather', '{}', '{"a":', null, false, 7), tie('value')),
    { maxKeys: 5 },
  ),
  part: fc.dictionary(
    fc.constantFrom('type', 'text', 'id', 'name', 'input', 'tool_use_id', 'content', 'thinking', 'cache_control', 'source'),
    fc.oneof(fc.constantFrom<unknown>('text', 'tool_use', 'tool_result', 'thinking', 'image', 't1', '', ' ', null), tie('value')),
    { maxKeys: 5 },
  ),
}))
const anyList = fc.array(anyValue.message, { minLength: 1, maxLength: 5 })
const anyJson = fc
  .oneof(
    anyValue.value,
    anyList,
    anyList.map((messages) => ({ model: 'm', messages })),
    anyList.map((messages) => ({ choices: messages.map((message) => ({ message })) })),
    anyList.map((messages) => ({ max_tokens: 1, system: 'x', messages })),
  )
  .map((value) => JSON.stringify(value))

/** A payload that was cut, or in which something was overwritten. */
const DIALECTS: readonly Dialect[] = ['openai-chat', 'anthropic-messages', 'stored-records']
const mangled = fc
  .tuple(
    fc.oneof(...DIALECTS.map((dialect) => sources(dialect, ['list', 'body', 'rows', 'lines'], { damages: 1 }))),
    fc.array(fc.tuple(fc.nat(2000), fc.nat(30), fc.constantFrom('', ...PIECES)), { minLength: 1, maxLength: 3 }),
  )
  .map(([{ source }, hurts]) =>
    hurts.reduce((text, [at, length, piece]) => {
      const from = at % (text.length + 1)
      return text.slice(0, from) + piece + text.slice(from + length)
    }, source),
  )

describe.each([
  ['any text', anyText],
  ['any JSON', anyJson],
  ['any damage to a payload', mangled],
] as const)('%s', (_, text) => {
  test('gives an inspection, and a repair that is settled', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...TARGETS), fc.constantFrom(...STRATEGIES), (source, target, strategy) => {
        const inspection = inspect(source, { target })
        expectPlaces(source, inspection.problems)
        expect(inspection).toEqual(inspect(encode(source), { target }))
        const repaired = repair(source, { target, strategy })
        expect(isJson(source) && !isJsonOrLines(repaired.output), 'JSON stays JSON').toBe(false)
        expectPlaces(source, repaired.changes)
        expect(repaired.untouched.messages).toBeLessThanOrEqual(repaired.untouched.of)
        const again = repair(repaired.output, { target, strategy })
        expect(again.output, 'again').toBe(repaired.output)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  test('gives a timeline of which every row can be shown', () => {
    fc.assert(
      fc.property(text, (source) => {
        const bench = openWorkbench(encode(source))
        const rows = bench.rows(0, bench.rowCount)
        expect(rows.map(({ index }) => index)).toEqual(rows.map((_row, i) => i))
        expect(rows.length).toBe(bench.rowCount)
        expectPlaces(source, rows)
        for (const { index } of rows) expect(bench.detail(index)?.row.index).toBe(index)
        bench.inspection.problems.forEach((problem, i) => {
          const row = bench.rowOfProblem(i)
          expect(row === null ? bench.rowCount === 0 : rows[row] !== undefined, problem.message).toBe(true)
        })
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})

test('any bytes give an inspection and a repair', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    anyText.map(
      (text) => new Uint8Array([0xff, 0xfe, ...new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer)]),
    ),
    fc.tuple(anyJson, fc.nat(), fc.nat(255)).map(([text, at, byte]) => encode(text).with(at % (text.length || 1), byte)),
  )
  fc.assert(
    fc.property(bytes, (source) => {
      const inspection = inspect(source)
      expect(inspection.source.bytes).toBe(source.length)
      expectPlaces(source, inspection.problems)
      expectPlaces(source, repair(source, { target: 'openai-chat' }).changes)
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

test('any value is stored calls, or none', () => {
  fc.assert(
    fc.property(anyValue.value, (value) => {
      const before = structuredClone(value)
      const { toolCalls } = normalizeToolCalls(value)
      expect(value).toEqual(before)
      expect(normalizeToolCalls(toolCalls).toolCalls, 'again').toEqual(toolCalls)
      for (const call of toolCalls) {
        expect(call).toMatchObject({ type: 'function', id: expect.any(String), function: { name: expect.any(String) } })
        expect(typeof call.function.arguments).toBe('string')
      }
    }),
    { numRuns: RUNS * 2, seed: SEED },
  )
})

test('any error about any source gets an answer', () => {
  fc.assert(
    fc.property(anyText, fc.oneof(anyText, mangled), (error, source) => {
      expect(explain(error, source).message).not.toBe('')
    }),
    { numRuns: RUNS, seed: SEED },
  )
})
