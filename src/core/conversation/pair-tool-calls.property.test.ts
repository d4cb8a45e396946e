import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { judgeSource } from '../judge-source.ts'
import { sources, type Dialect } from '../testing/conversations.ts'
import { countPairing, type Pairing } from './pairing.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

const RUNS = Number(process.env['RUNS'] ?? 100)
const SEED = Number(process.env['SEED'] ?? 20_260_920)
const DIALECTS: readonly Dialect[] = ['openai-chat', 'anthropic-messages', 'stored-records']

const pairings = fc
  .oneof(...DIALECTS.map((dialect) => sources(dialect, ['list', 'body', 'rows', 'lines'], { damages: 5 })))
  .map(({ source }) => judgeSource(source).verdicts.map(({ pairing }) => pairing))

function forAll(say: (pairing: Pairing) => void): void {
  fc.assert(
    fc.property(pairings, (all) => all.forEach(say)),
    { numRuns: RUNS, seed: SEED },
  )
}

test('each result answers one call at most, and both know it', () => {
  forAll(({ calls, results }) => {
    results.forEach(({ call }, index) => {
      const owners = calls.flatMap((other, i) => (other.results.includes(index) ? [i] : []))
      expect(owners).toEqual(call === null ? [] : [call])
    })
    calls.forEach(({ results: own }, index) => {
      expect(new Set(own).size).toBe(own.length)
      for (const result of own) expect(results[result]?.call).toBe(index)
    })
  })
})

test('the first result of a call counts, the others are duplicates', () => {
  forAll(({ calls, results }) => {
    for (const { results: own } of calls) expect(own.map((index) => results[index]?.duplicate)).toEqual(own.map((_, i) => i > 0))
    for (const { call, duplicate } of results) expect(call === null && duplicate).toBe(false)
  })
})

test('a tie by id has one id on both sides', () => {
  forAll(({ calls, results }) => {
    for (const { call, result, tie } of results) {
      const other = call === null ? undefined : calls[call]!.call.callId?.trim()
      expect(tie !== 'id' || other === result.callId?.trim()).toBe(true)
      expect(tie === null).toBe(call === null)
    }
  })
})

test('a call is paired, or nobody answered it', () => {
  forAll(({ calls }) => {
    for (const { state, results, tie } of calls) {
      expect(state === 'paired').toBe(results.length > 0)
      expect(tie === null).toBe(results.length === 0)
    }
  })
})

test('the counts add up', () => {
  forAll((pairing) => {
    const { calls, results, paired, orphanedCalls, pendingCalls, orphanedResults, duplicateResults } = countPairing(pairing, 0)
    expect(paired + orphanedCalls + pendingCalls).toBe(calls)
    expect(paired + orphanedResults + duplicateResults).toBe(results)
  })
})
