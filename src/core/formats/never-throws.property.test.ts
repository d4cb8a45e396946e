import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import { judgeSource } from '../judge-source.ts'
import { openWhole } from '../whole-bench.ts'
import { repair } from '../repair.ts'
import { fixture, fixturesIn } from '../testing/fixtures.ts'
import { formats } from './index.ts'

const files = formats
  .flatMap(({ id }) => fixturesIn(`formats/${id}`).map((name) => `formats/${id}/${name}`))
  .filter((path) => !path.endsWith('expected.json') && !/\.(gz|zip|eval)$/.test(path))
const texts = files.map((path) => fixture(path))
const ids = formats.map(({ id }) => id)

const anyText = fc.constantFrom(...texts)
const anyFormat = fc.constantFrom(...ids)
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e21,
    '',
    ' ',
    '{',
    '[]',
    '{}',
    '"',
    'null',
    '__proto__',
    [],
    {},
    [[]],
    [null],
    [{}],
    { role: 1 },
    { type: {} },
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

/** A value with one part of it replaced, left out, or doubled. */
function spoilt(value: unknown, path: readonly number[], odd: unknown, how: 'replace' | 'leave-out' | 'double'): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof value !== 'object' || value === null) return odd
  const keys = Object.keys(value)
  const key = keys[step % Math.max(1, keys.length)]
  if (key === undefined) return odd
  if (Array.isArray(value)) {
    const at = Number(key)
    if (rest.length > 0) return value.map((item: unknown, i) => (i === at ? spoilt(item, rest, odd, how) : item))
    return how === 'leave-out'
      ? value.toSpliced(at, 1)
      : value.toSpliced(at, how === 'double' ? 0 : 1, how === 'double' ? value[at] : odd)
  }
  const own = value as Record<string, unknown>
  if (rest.length > 0) return { ...own, [key]: spoilt(own[key], rest, odd, how) }
  const { [key]: left, ...others } = own
  return how === 'leave-out' ? others : { ...own, [key]: how === 'double' ? [left, left] : odd }
}

const spoiltText = fc
  .record({
    text: anyText,
    path: fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }),
    odd: oddValue,
    how: fc.constantFrom('replace', 'leave-out', 'double'),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4 }),
  })
  .map(({ text, path, odd, how, cut }) => {
    const lines = text.trim().split('\n')
    const isLines = lines.length > 1 && lines.every((line) => isJson(line))
    const whole = isLines
      ? lines
          .map((line, i) => (i === path[0]! % lines.length ? JSON.stringify(spoilt(JSON.parse(line), path, odd, how)) : line))
          .join('\n')
      : isJson(text)
        ? (JSON.stringify(spoilt(JSON.parse(text), path, odd, how)) ?? '')
        : text
    return cut === null ? whole : whole.slice(0, Math.floor(whole.length * cut))
  })

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('whatever is wrong with a source, it is read, shown and written', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(spoiltText, fc.option(anyFormat, { freq: 2 }), (text, format) => {
      const options = format === null ? {} : { format }
      const { totals, problems, source } = inspect(text, options)
      expect(source.bytes).toBe(new TextEncoder().encode(text).length)
      expect(totals.paired + totals.orphanedCalls + totals.pendingCalls).toBe(totals.calls)
      for (const { span } of problems) expect(span.start >= 0 && span.end >= span.start && span.end <= source.bytes).toBe(true)
      expect(problems.filter(({ rule }) => rule === 'rule-crashed')).toEqual([])
      const bench = openWhole(judgeSource(text, options))
      for (const row of bench.rows(0, 30)) bench.detail(row.index)
      expect(typeof repair(text, { ...options, target: 'openai-chat' }).output).toBe('string')
    }),
    { numRuns: 300 },
  )
})

test('a source is of one format, whoever is asked first', () => {
  for (const [at, path] of files.entries()) {
    const { format, confidence } = inspect(texts[at]!)
    expect(`${path} ${format} ${confidence}`).toContain(path.split('/')[1])
  }
})
