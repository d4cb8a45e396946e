import type { Group } from './records/layout.ts'
import type { Scope } from './rules/rule.ts'
import type { Target } from './targets/target.ts'

/** The number of each message as the target counts: an API that takes system text elsewhere does not count it. */
export function targetNumbers(
  { conversation: { messages }, foreign, format }: Scope,
  target: Target,
  { slots }: Pick<Group, 'slots'>,
): readonly number[] {
  // A reader found them where the API has them; what stands beside the list has no number.
  if (!foreign && format.id === target.format && slots[0]?.list === -1) return slots.map(({ path }) => numberIn(path))
  if (target.roles.includes('system')) return messages.map(({ index }) => index)
  let number = -1
  let last = ''
  return messages.map(({ role }) => {
    if (role === 'system') return Math.max(0, number)
    const side = role === 'assistant' ? 'assistant' : 'user'
    if (!foreign || side !== last) number++
    last = side
    return number
  })
}

function numberIn(path: readonly (string | number)[]): number {
  const last = path.findLast((step) => typeof step === 'number')
  return typeof last === 'number' ? last : 0
}
