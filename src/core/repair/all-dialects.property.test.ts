/** What every repair promises, for every way a conversation can be written down here, and for several repairs in a row. */
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { judgeSource } from '../judge-source.ts'
import type { Repair, RepairOptions, Strategy } from '../problem.ts'
import { homeOf, sources, type Dialect, type Generated } from '../testing/conversations.ts'
import { otherDialects } from '../testing/dialects.ts'
import { expectNoneLeft, expectNothingLost, expectSettled } from '../testing/expect-repaired.ts'
import { repair } from '../repair.ts'
import { targets } from '../targets/index.ts'
import { proposeFix } from './propose.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

const RUNS = Number(process.env['RUNS'] ?? 25)
const SEED = Number(process.env['SEED'] ?? 20_261_120)

const API_DIALECTS: readonly Dialect[] = [
  'openai-chat',
  'anthropic-messages',
  'stored-records',
  'gemini',
  'bedrock-converse',
  'openai-responses',
]
const ALL: readonly Dialect[] = [...API_DIALECTS, ...otherDialects]
const TARGETS = ['openai-chat', 'openai-responses', 'anthropic', 'gemini', 'bedrock-converse', 'mistral']

/** Readers that go by another name. */
const formatOf = (dialect: Dialect): string => (dialect === 'openai-agents-js' ? 'openai-responses' : dialect)

/** Fixes of which one is offered for each of several results, and what stands between two of them. */
const REVEALING: Readonly<Record<string, string>> = {
  'result-not-adjacent': 'results of one turn are moved one by one, and stand in two places until the last has gone',
}

const options = fc.record({
  strategy: fc.constantFrom<Strategy>('complete', 'complete', 'drop', 'flatten'),
  orphanedResult: fc.constantFrom('drop' as const, 'text' as const, 'add-call' as const),
})

describe.each(otherDialects)('%s', (dialect) => {
  const format = formatOf(dialect)

  test('damaged, and repaired for its own API', () => {
    forAll(dialect, 3, options, (given, asked) => {
      const { untouched } = expectPromises(given, { target: homeOf(dialect), format, ...asked })
      expect(untouched.messages).toBeLessThanOrEqual(untouched.of)
    })
  })

  test('damaged, and repaired for another', () => {
    const away = fc.tuple(fc.constantFrom(...TARGETS), options)
    forAll(dialect, 2, away, (given, [target, asked]) => {
      const { untouched } = expectPromises(given, { target, format, ...asked })
      expect(untouched.messages).toBeLessThanOrEqual(untouched.of)
    })
  })

  test.each(['complete', 'drop'] as const)('whole, it comes back byte for byte: %s', (strategy) => {
    forAll(dialect, 0, fc.constant(null), ({ source }) => {
      const { output, changes } = repair(source, { target: homeOf(dialect), format, strategy })
      if (dialect === 'openai-agents-js') return // the API has other names for the same
      expect(changes).toEqual([])
      expect(output).toBe(source)
    })
  })
})

describe.each(ALL)('%s', (dialect) => {
  const format = formatOf(dialect)
  const target = homeOf(dialect)

  test('completed, dropped and flattened in any order, it is taken, and every word is told of', () => {
    const order = fc.shuffledSubarray<Strategy>(['complete', 'drop', 'flatten'], { minLength: 3 })
    forAll(dialect, 2, order, (given, strategies) => {
      const told: string[] = []
      let text = given.source
      let read: string = format
      for (const strategy of strategies) {
        const repaired = repair(text, { target, format: read, strategy })
        read = writtenAs(repaired, { target, format: read })
        text = repaired.output
        told.push(...repaired.changes.map(({ before }) => before ?? ''), ...repaired.losses.map(({ before }) => before))
        expectNoneLeft(repaired, { target, format: read })
      }
      const all = [text, ...told].join('\n')
      expect(
        given.marks.filter((mark) => !all.includes(mark)),
        strategies.join(),
      ).toEqual([])
    })
  })

  test('no fix that is offered adds an error', () => {
    forAll(dialect, 1, fc.constant(null), ({ source }) => {
      const judged = judgeSource(source, { target, format })
      judged.known.slice(0, 8).forEach(({ problem }, index) =>
        problem.fixes.forEach(({ title }, fix) => {
          const { added, before, after } = proposeFix(judged, index, fix)
          // Of what is left when the only call has gone nobody can tell what it is.
          const told = added.filter(({ rule }) => rule !== 'unknown-format')
          // What was out of sight behind one error may come out when that is gone, never more.
          const left = told.length > 0 && REVEALING[problem.rule] === undefined ? after.errors : 0
          expect(left, `${problem.rule}: ${title}`).toBeLessThanOrEqual(before.errors)
          expect(
            told.filter(({ rule }) => rule === 'invalid-json'),
            title,
          ).toEqual([])
        }),
      )
    })
  })
})

function expectPromises(given: Generated, asked: RepairOptions & { format: string }): Repair {
  const repaired = repair(given.source, asked)
  const told = { ...asked, format: writtenAs(repaired, asked) }
  expectNoneLeft(repaired, told)
  expectNothingLost(given, repaired)
  expectSettled(repaired, told)
  return repaired
}

/** A few words without calls could be of many formats: who asked knows which one it got. */
function writtenAs({ changes }: Repair, { target, format }: { target: string; format: string }): string {
  const isRewritten = changes.some(({ rule }) => rule === 'other-format')
  return isRewritten ? targets.find(({ id }) => id === target)!.format : format
}

function forAll<T>(dialect: Dialect, damages: number, more: fc.Arbitrary<T>, say: (given: Generated, more: T) => void): void {
  fc.assert(fc.property(sources(dialect, ['body'], { damages }), more, say), { numRuns: RUNS, seed: SEED })
}
