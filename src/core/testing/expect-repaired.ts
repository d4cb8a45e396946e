/** What holds of every repair, whatever was given. */
import { expect } from 'vitest'
import { inspect } from '../inspect.ts'
import type { Repair, RepairOptions } from '../problem.ts'
import { repair } from '../repair.ts'
import type { Generated } from './conversations.ts'

/** No rule of the target is left broken, as long as something is left. */
export function expectNoneLeft({ output }: Repair, { target, format }: RepairOptions): void {
  const { problems } = inspect(output, { target, ...(format === undefined ? {} : { format }) })
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ rule, path }) => `${rule} ${path}`)
  expect(
    errors.filter((told) => !/^(?:empty-messages|unknown-format|empty-message-content contents$)/.test(told)),
    'accepted',
  ).toEqual([])
}

/** Repairing the output again changes nothing. */
export function expectSettled({ output }: Repair, options: RepairOptions): void {
  const again = repair(output, options)
  expect(again.output, 'again').toBe(output)
  expect(again.changes, 'again').toEqual([])
}

/** No text, argument, result or number is missing unless a change or a loss says so. */
export function expectNothingLost({ marks }: Generated, { output, changes, losses }: Repair): void {
  const text = [output, ...changes.map(({ before }) => before ?? ''), ...losses.map(({ before }) => before)].join('\n')
  expect(
    marks.filter((mark) => !text.includes(mark)),
    'nothing lost',
  ).toEqual([])
}
