import type { Loss } from '../../problem.ts'
import type { PlainMessage } from '../format.ts'

/** Calls that somebody else than the assistant made: no API has a place for them. */
export function strayCalls(messages: readonly PlainMessage[]): Loss[] {
  return messages.flatMap(({ role, parts }, index) =>
    parts.flatMap((part): Loss[] =>
      part.type === 'tool-call' && role !== 'assistant'
        ? [{ path: `[${index}]`, what: `the call to ${part.name}, made by the ${role}`, before: part.input }]
        : [],
    ),
  )
}
