import type { PlainMessage } from '../format.ts'

/** Names of the tools that were called, by the id of the call: some formats want them beside the result too. */
export function callNames(messages: readonly PlainMessage[]): ReadonlyMap<string, string> {
  return new Map(
    messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'tool-call' ? [[part.callId, part.name] as const] : [])),
    ),
  )
}
