import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { inspect } from '../inspect.ts'
import type { Problem, Repair, RepairOptions, Safety, Strategy } from '../problem.ts'
import { encode } from '../source/source.ts'
import { homeOf, sources, type Dialect, type Generated } from '../testing/conversations.ts'
import { expectPlaces } from '../testing/expect-places.ts'
import { expectNoneLeft, expectNothingLost, expectSettled } from '../testing/expect-repaired.ts'
import { repair } from '../repair.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

/** The paragraph "Always" of the contract, for conversations with random damage. More runs: `RUNS=5000 npx vitest run …`. */
const RUNS = Number(process.env['RUNS'] ?? 50)
const SEED = Number(process.env['SEED'] ?? 20_260_920)

const DIALECTS: readonly Dialect[] = ['openai-chat', 'anthropic-messages', 'stored-records']
/** Requests of these are read as documents, and edited where they stand. */
const DOCUMENTS: readonly Dialect[] = ['gemini', 'bedrock-converse', 'openai-responses']
const SHAPES = ['list', 'body', 'rows', 'lines'] as const

type Asked = Omit<RepairOptions, 'target'>

const asked: fc.Arbitrary<Asked> = fc.record({
  strategy: fc.constantFrom<Strategy>('complete', 'complete', 'drop', 'flatten'),
  orphanedResult: fc.constantFrom('drop' as const, 'text' as const, 'add-call' as const),
})

describe.each(DIALECTS)('%s', (dialect) => {
  const home = homeOf(dialect)
  const away = home === 'anthropic' ? 'openai-chat' : 'anthropic'

  test.each([home, away])('damaged, and repaired for %s', (target) => {
    forAll(sources(dialect, SHAPES, { damages: 4 }), (given, options) => {
      const repaired = repair(given.source, { target, ...options })
      expect(repaired.untouched.of).toBe(inspect(given.source).totals.messages)
      expectSettled(repaired, { target, ...options })
      expectAccepted(repaired, target)
      expectNothingLost(given, repaired)
      expectSameAgain(given, repaired, { target, ...options })
      expectPlaces(given.source, inspect(given.source, { target }).problems)
      expectPlaces(given.source, repaired.changes)
      expectUntouched(given, repaired)
    })
  })

  test.each([home, away])('damaged, and repaired for %s only as far as allowed', (target) => {
    forAll(sources(dialect, SHAPES, { damages: 4 }), (given, options) => {
      for (const only of ['safe', 'review'] as const) {
        const repaired = repair(given.source, { target, ...options, only })
        const levels: readonly Safety[] = only === 'safe' ? ['safe'] : ['safe', 'review']
        expect(
          repaired.changes.filter(({ safety }) => !levels.includes(safety)),
          'nothing beyond the limit',
        ).toEqual([])
        expectSettled(repaired, { target, ...options, only })
        expectNothingLost(given, repaired)
      }
    })
  })

  test.each([home, away])('whole, and written for %s', (target) => {
    forAll(sources(dialect, SHAPES, { damages: 0 }), (given, options) => {
      const repaired = repair(given.source, { target, ...options })
      expectAccepted(repaired, target)
      expectNothingLost(given, repaired)
      expect(repaired.output === given.source || repaired.changes.length > 0, 'a change is listed').toBe(true)
    })
  })
})

describe.each(['openai-chat', 'anthropic-messages'] as const)('%s', (dialect) => {
  test.each(['complete', 'drop'] as const)('a payload without problems comes back byte for byte: %s', (strategy) => {
    forAll(sources(dialect, SHAPES, { damages: 0 }), ({ source }, { orphanedResult = 'drop' }) => {
      const { output, changes, remaining, untouched } = repair(source, { target: homeOf(dialect), orphanedResult, strategy })
      expect(output).toBe(source)
      expect(changes).toEqual([])
      expect(remaining.filter(({ severity }) => severity !== 'info')).toEqual([])
      expect(untouched.messages).toBe(untouched.of)
    })
  })
})

describe.each(DIALECTS)('%s', (dialect) => {
  const target = homeOf(dialect)

  test('each line of a file is repaired as if it stood alone', () => {
    forAll(sources(dialect, ['lines'], { damages: 3 }), ({ source }, options) => {
      const asked = { target, format: dialect, ...options }
      const lines = source.replace('\ufeff', '').split(/\r?\n/).slice(0, -1)
      const apart = lines.map((line) => repair(line, asked).output.trimEnd())
      const together = repair(source, asked).output.replace('\ufeff', '').split(/\r?\n/).slice(0, -1)
      expect(together).toEqual(apart)
    })
  })

  test('each session of a log is repaired as if it stood alone', () => {
    forAll(sources(dialect, ['rows'], { damages: 3 }), ({ source }, options) => {
      const asked = { target, format: dialect, ...options }
      const together = repair(source, asked).output
      for (const session of ['s0', 's1', 's2']) {
        const own = rowsOf(source, session)
        expect(rowsOf(together, session)).toEqual(
          own.length < 2 ? rowsOf(together, session) : rowsOf(repair(`${own.join('\n')}\n`, asked).output, session),
        )
      }
    })
  })
})

describe.each(DOCUMENTS)('%s', (dialect) => {
  const target = homeOf(dialect)

  test('damaged, and repaired', () => {
    forAll(sources(dialect, ['body', 'list', 'lines'], { damages: 3 }), (given, options) => {
      const asked = { target, format: dialect, ...options }
      const repaired = repair(given.source, asked)
      expect(repaired.untouched.of).toBeGreaterThanOrEqual(repaired.untouched.messages)
      expectSettled(repaired, asked)
      expectNoneLeft(repaired, asked)
      expectNothingLost(given, repaired)
      expectSameAgain(given, repaired, asked)
      expectPlaces(given.source, repaired.changes)
    })
  })

  test.each(['complete', 'drop'] as const)('a request without problems comes back byte for byte: %s', (strategy) => {
    forAll(sources(dialect, ['body', 'list', 'lines'], { damages: 0 }), ({ source }, { orphanedResult = 'drop' }) => {
      const { output, changes, remaining, untouched } = repair(source, { target, orphanedResult, strategy })
      expect(output).toBe(source)
      expect(changes).toEqual([])
      // A generated conversation ends with the assistant, which some models take.
      expect(remaining.filter(({ severity, rule }) => severity !== 'info' && rule !== 'trailing-assistant')).toEqual([])
      expect(untouched.messages).toBe(untouched.of)
    })
  })

  test('each line of a file is repaired as if it stood alone', () => {
    forAll(sources(dialect, ['lines'], { damages: 3 }), ({ source }, options) => {
      const asked = { target, format: dialect, ...options }
      const lines = source.replace('\ufeff', '').split(/\r?\n/).slice(0, -1)
      const apart = lines.map((line) => repair(line, asked).output.trimEnd())
      const together = repair(source, asked).output.replace('\ufeff', '').split(/\r?\n/).slice(0, -1)
      expect(together).toEqual(apart)
    })
  })

  test('whole, and flattened', () => {
    forAll(sources(dialect, ['body', 'list', 'lines'], { damages: 0 }), (given) => {
      const asked = { target, format: dialect, strategy: 'flatten' as const }
      const repaired = repair(given.source, asked)
      expect(repaired.untouched.of).toBeGreaterThanOrEqual(repaired.untouched.messages)
      expectSettled(repaired, asked)
      expectNoneLeft(repaired, asked)
      expectNothingLost(given, repaired)
    })
  })
})

/** The lines of one session. */
function rowsOf(source: string, session: string): string[] {
  return source
    .replace('\ufeff', '')
    .split(/\r?\n/)
    .filter((line) => new RegExp(`"session_id"\\s*:\\s*"${session}"`).test(line))
}

function forAll(given: fc.Arbitrary<Generated>, say: (given: Generated, options: Asked) => void): void {
  fc.assert(fc.property(given, asked, say), { numRuns: RUNS, seed: SEED })
}

/** No rule of the target is left broken. A source of which nothing is left cannot be sent, and says so. */
function expectAccepted({ output, remaining }: Repair, target: string): void {
  const { problems, prediction, format } = inspect(output, { target })
  const isEmpty = format === 'unknown' || prediction?.rule === 'empty-messages'
  const errors = (told: readonly Problem[]): Problem[] =>
    told.filter(({ severity, rule }) => severity === 'error' && rule !== 'empty-messages' && rule !== 'unknown-format')
  expect(errors(problems), 'accepted').toEqual([])
  expect(errors(remaining), 'remaining').toEqual([])
  expect(isEmpty ? null : prediction, 'accepted').toBe(null)
}

/** Text and bytes, once and twice; and nothing that was handed in is changed. */
function expectSameAgain({ source }: Generated, repaired: Repair, options: RepairOptions): void {
  const bytes = encode(source)
  const copy = bytes.slice()
  expect(repair(bytes, Object.freeze(options)), 'from bytes').toEqual(repaired)
  expect(bytes, 'input kept').toEqual(copy)
}

/** As many messages as are called untouched stand in the output as they stood in the source. */
function expectUntouched({ source, shape }: Generated, { output, untouched }: Repair): void {
  expect(untouched.messages).toBeLessThanOrEqual(untouched.of)
  if (shape !== 'rows') return
  const lines = output.replace('\ufeff', '').split(/\r?\n/)
  const copied = source
    .replace('\ufeff', '')
    .split(/\r?\n/)
    .filter((line) => {
      const at = line === '' ? -1 : lines.indexOf(line)
      if (at >= 0) lines.splice(at, 1)
      return at >= 0
    })
  expect(copied.length, 'untouched').toBeGreaterThanOrEqual(untouched.messages)
}
