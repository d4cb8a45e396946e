import { describe, expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import { judgeSource } from '../judge-source.ts'
import { locate } from '../place-problems.ts'
import type { Counts, Inspection } from '../problem.ts'
import { repair } from '../repair.ts'
import { decode, encode } from '../source/source.ts'
import { fixture, fixtureBytes, fixturesIn } from '../testing/fixtures.ts'
import { expectPlaces } from '../testing/expect-places.ts'
import { valueAt } from '../conversation/value-at.ts'
import { familyOf } from './families.ts'
import { formats } from './index.ts'

/** A file in `fixtures/formats/<id>` is a test by being there; its name is its story, and `ok-` says that nothing is wrong. */
const files = formats
  .filter(({ reads }) => reads === 'records')
  .flatMap(({ id, target }) => {
    const names = storiesIn(id).filter((name) => !Object.hasOwn(expectedOf(id), name))
    return names.map((name) => ({ id, target, name, source: fixture(`formats/${id}/${name}`) }))
  })

/** Formats of records have other shapes too: their stories are those whose counts are written down. */
const documents = formats.flatMap(({ id, reads }) => {
  const names = reads === 'document' ? storiesIn(id) : Object.keys(expectedOf(id))
  return names.map((name) => ({ id, name }))
})

/** What a story holds, written down by who wrote it. */
interface Expected extends Partial<Counts> {
  readonly conversations?: number
}

describe.each(documents.map((file) => [`${file.id}/${file.name}`, file] as const))('%s', (_, { id, name }) => {
  const bytes = fixtureBytes(`formats/${id}/${name}`)
  const inspection = inspect(bytes)

  test('is detected by its content', () => {
    expect(inspection.format, inspection.because.join('\n')).toBe(id)
    expect(inspection.because[0]).toMatch(/\w/)
  })

  test('holds what its author says', () => {
    const expected = expectedOf(id)[name] ?? {}
    const { conversations, ...counts } = expected
    expect(inspection.totals).toMatchObject(counts)
    expect(inspection.totals.calls + inspection.totals.results + inspection.totals.messages).toBeGreaterThan(0)
    expect(inspection.conversations).toHaveLength(conversations ?? inspection.conversations.length)
  })

  test('every place is in the source, and ids stand where they are said to be', () => {
    expectPlaces(decode(bytes), inspection.problems)
    const { reading, verdicts } = judgeSource(bytes)
    const spans = verdicts.flatMap(({ pairing }, at) =>
      pairing.calls.map(({ message, call }) => {
        const { span } = locate(reading, reading.conversations[at]!, { message, steps: call.idSteps })
        return { id: call.callId, cut: decode(bytes, span.start, span.end) }
      }),
    )
    const isWrapped = reading.unwrapped.containers.length > 0
    expect(spans.filter(({ id: own, cut }) => own !== null && !isWrapped && !cut.includes(own))).toEqual([])
  })

  test.each(['openai-chat', 'anthropic'])('is written for %s, which takes it', (target) => {
    const { output, remaining } = repair(bytes, { target })
    expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(repair(output, { target }).output).toBe(output)
  })

  test.each(['gemini', 'bedrock-converse', 'openai-responses', 'vercel-ai-sdk'])(
    'written for %s, it is read as that',
    (target) => {
      for (const strategy of ['complete', 'drop', 'flatten'] as const) {
        const { output } = repair(bytes, { target, strategy })
        expect(repair(output, { target, strategy }).output, strategy).toBe(output)
      }
    },
  )
})

test.each(formats.map(({ id, notes }) => [id, notes.example] as const))('the example of %s is one of it', (id, example) => {
  const { format, because, totals } = inspect(example)
  expect(format, because.join('\n')).toBe(id)
  expect(totals.messages).toBeGreaterThan(0)
})

test('every format is listed under its family, and nothing else is', () => {
  expect(formats.filter(({ id }) => familyOf(id) === 'Others').map(({ id }) => id)).toEqual([])
})

test('every format has fixtures', () => {
  expect(
    formats
      .filter(({ reads }) => reads === 'records')
      .filter(({ id, reads }) => storiesIn(id).length < (reads === 'records' ? 4 : 1))
      .map(({ id }) => id),
  ).toEqual([])
})

describe.each(files.map((file) => [`${file.id}/${file.name}`, file] as const))('%s', (_, { id, target, name, source }) => {
  const isOk = name.startsWith('ok-')

  test('is detected by its content', () => {
    const { format, confidence, because } = inspect(source)
    expect({ format, confidence }).toEqual({ format: id, confidence: 'certain' })
    expect(because[0]).toMatch(/\w/)
    expect(inspect(source, { name: 'notes.txt' }).format).toBe(id)
  })

  test('every part cuts out what the model says', () => {
    const { reading, verdicts } = judgeSource(source)
    const bytes = encode(source)
    for (const { scope, pairing } of verdicts)
      expect(scope.conversation.messages.length + pairing.calls.length).toBeGreaterThan(0)
    for (const read of reading.conversations) {
      for (const message of read.conversation.messages) {
        const whole = locate(reading, read, { message: message.index, steps: [] }).span
        const value: unknown = JSON.parse(decode(bytes, whole.start, whole.end))
        for (const part of message.parts) {
          const { span } = locate(reading, read, { message: message.index, steps: part.steps })
          const held = valueAt(value, part.steps)
          // A column of JSON text is read as what it holds, at the place of the text.
          const isText = typeof valueAt(value, [...message.base, 'tool_calls']) === 'string' && part.steps.includes('tool_calls')
          const cut: unknown = JSON.parse(decode(bytes, span.start, span.end))
          expect(cut).toEqual(isText ? valueAt(value, [...message.base, 'tool_calls']) : held)
        }
      }
    }
  })

  test('every place is in the source', () => {
    const { problems, source: about } = inspect(source)
    expect(about.bytes).toBe(encode(source).length)
    expectPlaces(source, problems)
    expectPlaces(source, repair(source, { target }).changes)
  })

  test('a byte order mark and line breaks of Windows change nothing', () => {
    const plain = summary(inspect(source))
    expect(summary(inspect(`\ufeff${source}`))).toEqual(plain)
    expect(summary(inspect(source.replaceAll('\n', '\r\n')))).toEqual(plain)
    expect(summary(inspect(encode(source)))).toEqual(plain)
  })

  test('is right if its name says so, and is put right if not', () => {
    const found = inspect(source).problems.filter(({ severity }) => severity !== 'info')
    const { output, changes, remaining } = repair(source, { target })
    expect(found.length > 0, found.map(({ message }) => message).join('\n')).toBe(!isOk)
    expect(output === source).toBe(isOk)
    expect(changes.length === 0).toBe(isOk)
    expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(repair(output, { target })).toMatchObject({ output, changes: [] })
  })

  test.each(['complete', 'drop', 'flatten'] as const)('is taken by each target, as %s has it', (strategy) => {
    for (const to of ['openai-chat', 'anthropic']) {
      const { output, remaining } = repair(source, { target: to, strategy })
      // Of a response that is nothing but calls nothing is left when they are dropped.
      expect(remaining.filter(({ severity }) => severity === 'error' && output !== '[]')).toEqual([])
      expect(repair(output, { target: to, strategy }).output).toBe(output)
    }
  })
})

/** What is found, without the places, which a byte order mark moves. */
function summary({ format, conversations, totals, problems, prediction }: Inspection): unknown {
  const told = problems.map(({ span: _span, line: _line, column: _column, related: _related, ...rest }) => rest)
  return { format, conversations, totals, prediction, problems: told }
}

function storiesIn(id: string): string[] {
  return fixturesIn(`formats/${id}`).filter((name) => name !== 'expected.json')
}

function expectedOf(id: string): Record<string, Expected> {
  const isTold = fixturesIn(`formats/${id}`).includes('expected.json')
  return isTold ? (JSON.parse(fixture(`formats/${id}/expected.json`)) as Record<string, Expected>) : {}
}
