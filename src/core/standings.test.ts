import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeReading } from './judge-source.ts'
import { readSource } from './reading.ts'
import { toSource } from './source/source.ts'
import { standings } from './standings.ts'
import { targets } from './targets/index.ts'
import { sources } from './testing/conversations.ts'

const generated = fc
  .constantFrom('openai-chat' as const, 'anthropic-messages' as const, 'stored-records' as const)
  .chain((dialect) => sources(dialect, ['list', 'body', 'rows', 'lines'], { damages: 3 }))

const read = (source: string) => readSource(toSource(source))

/** What is said with each target alone. */
function oneByOne(source: string) {
  return targets.map(({ id }) => {
    const { problems, prediction, target } = judgeReading(read(source), id).inspection
    const count = (severity: string) => problems.filter((problem) => problem.severity === severity).length
    return { target, errors: count('error'), warnings: count('warning'), prediction }
  })
}

function all(source: string) {
  return standings(source).map(({ target, errors, warnings, prediction }) => ({ target, errors, warnings, prediction }))
}

test('all targets at once say what each says alone', () => {
  fc.assert(
    fc.property(generated, ({ source }) => {
      expect(all(source)).toEqual(oneByOne(source))
    }),
    { numRuns: 60 },
  )
})

describe('what is no conversation', () => {
  test.each(['', '   ', 'hello', '{"a":1}', '{"messages":[{"role":"user","content":"a"}'])('%s', (source) => {
    expect(all(source)).toEqual(oneByOne(source))
  })
})
