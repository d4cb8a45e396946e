import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { inspect } from '../inspect.ts'
import { judgeSource } from '../judge-source.ts'
import { repair } from '../repair.ts'
import { homeOf, sources, type Dialect } from '../testing/conversations.ts'
import { write } from '../write.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

/** What a repair in place leaves alone. More runs: `RUNS=2000 npx vitest run …`. */
const RUNS = Number(process.env['RUNS'] ?? 10)
const SEED = Number(process.env['SEED'] ?? 20_261_120)

const DIALECTS: readonly Dialect[] = ['openai-chat', 'gemini', 'bedrock-converse', 'openai-responses']
const ANSWERS: Readonly<Record<string, unknown>> = {
  'openai-chat': { id: 'r', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'so' } }] },
  gemini: { candidates: [{ finishReason: 'STOP', content: { role: 'model', parts: [{ text: 'so' }] } }] },
  'bedrock-converse': { output: { message: { role: 'assistant', content: [{ text: 'so' }] } }, stopReason: 'end_turn' },
  'openai-responses': { id: 'r', object: 'response', output: [{ type: 'message', role: 'assistant', content: [] }] },
}

interface Wrapping {
  /** Some requests in it. */
  readonly wrap: (bodies: readonly string[], dialect: Dialect) => string
  /** A container that is taken off, whatever stands in it: what is written where requests became these. */
  readonly taken?: (bodies: readonly string[], dialect: Dialect) => string
  readonly holdsOne?: true
  /** What was answered says that it was sent as it is: some rules are silent then. */
  readonly isAnswered?: true
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')
const list = (texts: readonly string[]): string => `[\n  ${texts.join(',\n  ')}\n]\n`
const batch = (texts: readonly string[]): string => lines(texts.map((text, i) => `{"n": ${i}, "body": ${text}}`))
const exchanges = (texts: readonly string[], dialect: Dialect): string =>
  lines(texts.map((text) => `{"at": 1.50, "request": ${text}, "response":${JSON.stringify(ANSWERS[dialect])}}`))

/** A container is taken off and its contents are copied; what is no container stays where it is. */
const WRAPPINGS: Readonly<Record<string, Wrapping>> = {
  'one a line': { wrap: lines },
  'a list': { wrap: list },
  'in a wrapper, one a line': { wrap: batch },
  'beside what was answered': { wrap: exchanges, isAnswered: true },
  'behind the prefix of a log': {
    wrap: (texts) => lines(texts.map((text, i) => `2026-01-01 12:00:0${i} INFO [api] request ${text}`)),
    taken: (texts) => texts.join('\n'),
  },
  'a string': { wrap: ([text]) => JSON.stringify(text), taken: ([text]) => text!, holdsOne: true },
  'a recording': {
    wrap: ([text], dialect) =>
      JSON.stringify({
        log: {
          entries: [
            {
              request: { method: 'POST', url: 'https://api.example.com', postData: { text } },
              response: { status: 200, content: { text: JSON.stringify(ANSWERS[dialect]) } },
            },
          ],
        },
      }),
    taken: ([text], dialect) => `${text}\n${JSON.stringify(ANSWERS[dialect])}`,
    holdsOne: true,
    isAnswered: true,
  },
}

describe.each(DIALECTS)('%s', (dialect) => {
  const target = homeOf(dialect)
  const asked = { target, format: dialect }

  describe.each(Object.entries(WRAPPINGS))('requests in %s', (_, { wrap, taken = wrap, holdsOne, isAnswered }) => {
    test('are repaired as if each stood alone, and all around them is copied', () => {
      forAll(sources(dialect, ['lines'], { damages: 2 }), ({ source }) => {
        const bodies = bodiesOf(source, holdsOne)
        const alone = bodies.map((body) => repair(body, asked).output.trimEnd())
        if (!bodies.every((body) => inspect(body).format === dialect)) return
        const { output, changes } = repair(wrap(bodies, dialect), asked)
        const isSame = output === (changes.length > 0 ? taken(alone, dialect) : wrap(alone, dialect))
        expect(isAnswered ? standsAround(wrap, taken, output, bodies.length, dialect) : isSame).toBe(true)
        expect(repair(output, asked).output, 'again').toBe(output)
      })
    })

    test('come back as they are where nothing is wrong', () => {
      forAll(sources(dialect, ['lines'], { damages: 0 }), ({ source }) => {
        const bodies = bodiesOf(source, holdsOne)
        const { output, changes } = repair(wrap(bodies, dialect), asked)
        expect([wrap, taken].map((written) => written(bodies, dialect))).toContain(output)
        expect(changes.filter(({ rule }) => rule !== 'invalid-json')).toEqual([])
      })
    })
  })

  test('records that are called untouched stand as they stood', () => {
    forAll(sources(dialect, ['body', 'list', 'lines'], { damages: 3 }), ({ source }) => {
      expect(leftAlone(source, asked)).toBe(true)
    })
  })
})

/** Messages of libraries: written by us, and damaged by taking, doubling and moving some. */
describe.each(['vercel-ai-sdk', 'langchain', 'google-adk'])('%s', (format) => {
  const asked = { target: format === 'langchain' ? 'langgraph' : format, format }
  const damage = fc.array(fc.tuple(fc.nat(2), fc.nat(40), fc.nat(40)), { maxLength: 3 })

  test('is repaired in place, and settles', () => {
    const given = fc.tuple(sources('openai-chat', ['list'], { damages: 0 }), damage, fc.constantFrom(null, 1, '\t'))
    fc.assert(
      fc.property(given, ([{ source }, damages, indent]) => {
        const whole = JSON.parse(write(source, { format }).output) as unknown
        const key = Array.isArray(whole)
          ? null
          : Object.keys(whole as object).find((name) => name === 'messages' || name === 'events')
        const all = (key ? (whole as Record<string, unknown>)[key] : whole) as unknown[]
        const hurt = damages.reduce<unknown[]>((messages, [kind, from, to]) => damaged(messages, kind, from, to), all)
        const text = JSON.stringify(key ? { ...(whole as object), [key]: hurt } : hurt, null, indent ?? undefined)
        expect(hurt.length === 0 || leftAlone(text, asked)).toBe(true)
        const flat = repair(text, { ...asked, strategy: 'flatten' }).output
        expect(repair(flat, { ...asked, strategy: 'flatten' }).output, 'flattened').toBe(flat)
        expect(damages.length > 0 || repair(text, asked).output === text).toBe(true)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})

/** What stands around the requests is what was there before. */
function standsAround(wrap: Wrapping['wrap'], taken: Wrapping['wrap'], output: string, count: number, dialect: Dialect): boolean {
  const mark = '\u0000'
  return [wrap, taken].some((written) => {
    const pieces = written(Array<string>(count).fill(mark), dialect).split(mark)
    let at = 0
    const isThere = pieces.every((piece) => {
      const found = output.indexOf(piece, at)
      at = found + piece.length
      return found >= 0
    })
    return isThere && output.startsWith(pieces[0]!) && output.endsWith(pieces.at(-1)!)
  })
}

/** As many records as are called untouched are copied, nothing is written anew, and repairing again changes nothing. */
function leftAlone(source: string, asked: { target: string; format: string }): boolean {
  const { output, untouched, changes } = repair(source, asked)
  const left = recordsIn(output, asked)
  const copied = recordsIn(source, asked).filter((record) => {
    const at = left.indexOf(record)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  const isAnew = changes.some(({ rule }) => rule === 'other-format')
  return !isAnew && copied.length >= untouched.messages && repair(output, asked).output === output
}

function recordsIn(source: string, asked: { target: string; format: string }): string[] {
  const { reading } = judgeSource(source, asked)
  return reading.conversations.flatMap(({ records }) => Array.from({ length: records.count }, (_, i) => records.text(i)))
}

function bodiesOf(source: string, holdsOne = false): string[] {
  const bodies = source
    .replace('\ufeff', '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  return holdsOne ? bodies.slice(0, 1) : bodies
}

function damaged(messages: readonly unknown[], kind: number, from: number, to: number): unknown[] {
  const at = from % (messages.length || 1)
  if (kind === 0) return messages.filter((_, i) => i !== at)
  if (kind === 1) return messages.flatMap((message, i) => (i === at ? [message, message] : [message]))
  const rest = messages.filter((_, i) => i !== at)
  const place = to % (rest.length + 1)
  return [...rest.slice(0, place), ...messages.slice(at, at + 1), ...rest.slice(place)]
}

function forAll<T>(given: fc.Arbitrary<T>, say: (given: T) => void): void {
  fc.assert(fc.property(given, say), { numRuns: RUNS, seed: SEED })
}
