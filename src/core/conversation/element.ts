import type { Steps } from '../json/path.ts'
import type { Message, Part } from './message.ts'

/**
 * The entry of a list that a call or a result is: some APIs keep it under a key of the entry
 * (`parts[2].functionCall`), and with it goes what else stands there.
 */
export function elementSteps({ steps }: Pick<Part, 'steps'>, { base }: Pick<Message, 'base'>): Steps {
  const end = base.length + 2
  return steps.length > end && typeof steps[end - 1] === 'number' ? steps.slice(0, end) : steps
}
