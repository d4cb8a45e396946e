import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Change, RepairOptions } from '../problem.ts'
import { repair } from '../repair.ts'
import { assistant, body, call, result, user } from '../testing/builders.ts'
import { homeOf, sources, type Dialect } from '../testing/conversations.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

const options: RepairOptions = { target: 'openai-chat' }
const named = (changes: readonly Change[], rule: string) => changes.filter((change) => change.rule === rule)

describe('a change that is not wanted', () => {
  const source = JSON.stringify(
    body([
      user(),
      call('c1'),
      user('well?'),
      call('c2'),
      user('and?'),
      result('c9'),
      assistant('', { id: 'c3', type: 'function', function: { name: 'x', arguments: { a: 1 } } }),
    ]),
  )

  test('is left out, and the others are made', () => {
    const { changes } = repair(source, options)
    const [first, second] = named(changes, 'orphaned-call')
    const { output, changes: made } = repair(source, { ...options, skip: [first!] })
    expect(named(made, 'orphaned-call').map(({ path }) => path)).toEqual([second!.path])
    expect(output).not.toContain('"tool_call_id":"c1"')
    expect(output).toContain('"tool_call_id":"c2"')
    expect(output).not.toContain('c9')
  })

  test('of an earlier phase does not keep back those of later ones', () => {
    const { changes } = repair(source, options)
    const early = changes.filter(({ rule }) => rule !== 'orphaned-result')
    const { output, changes: made } = repair(source, { ...options, skip: early })
    expect(made.map(({ rule }) => rule)).toContain('orphaned-result')
    expect(output).not.toContain('c9')
    expect(output).toContain('"arguments":{"a":1}')
  })

  test('leaves out content only where it was asked to', () => {
    const dropped = repair(source, { ...options, strategy: 'drop' })
    const kept = dropped.changes.filter(({ safety }) => safety === 'destructive')
    const { output } = repair(source, { ...options, strategy: 'drop', skip: kept })
    for (const id of ['c1', 'c2', 'c9', 'c3']) expect(output).toContain(`"${id}"`)
  })

  const DIALECTS: readonly Dialect[] = ['openai-chat', 'anthropic-messages', 'gemini', 'bedrock-converse', 'openai-responses']
  test.each(DIALECTS)('without all of them %s stays byte for byte', (dialect) => {
    fc.assert(
      fc.property(sources(dialect, ['body'], { damages: 3 }), ({ source: given }) => {
        const skip: Pick<Change, 'rule' | 'path'>[] = []
        const turn = () => repair(given, { target: homeOf(dialect), format: dialect, skip })
        let { output, changes } = turn()
        // What is left alone may bring up something else.
        for (let i = 0; i < 20 && changes.length > 0; i++) {
          skip.push(...changes)
          ;({ output, changes } = turn())
        }
        expect(changes).toEqual([])
        expect(output).toBe(given)
      }),
      { numRuns: 60 },
    )
  })
})
