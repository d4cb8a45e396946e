import { fingerprintOf, readInput } from '../../conversation/facts.ts'
import type { Cursor } from '../../document/cursor.ts'

/** A request with all that was said before it, and what was answered. */
export interface Recorded {
  readonly at: Cursor
  readonly messages: readonly Cursor[]
  readonly answer: Cursor | null
}

/**
 * A log of requests repeats the conversation with each. Requests whose messages begin another one are left out: that one
 * says all they say. Longest first; their order in the log is kept.
 */
export function distinctHistories(requests: readonly Recorded[]): { kept: Recorded[]; repeated: Recorded[] } {
  const told = new Set<string>()
  const kept = new Set<Recorded>()
  const byLength = requests.toSorted((a, b) => b.messages.length - a.messages.length)
  for (const request of byLength) {
    const keys = prefixKeys(request.messages)
    const whole = keys.at(-1) ?? ''
    if (told.has(whole)) continue
    kept.add(request)
    for (const key of keys) told.add(key)
  }
  return { kept: requests.filter((request) => kept.has(request)), repeated: requests.filter((request) => !kept.has(request)) }
}

/** For each number of messages a key of all of them together. */
function prefixKeys(messages: readonly Cursor[]): string[] {
  let key = ''
  return messages.map((message) => {
    const says = ['content', 'tool_calls', 'tool_call_id'].map((name) => readInput(message.get(name).value).fingerprint)
    key = fingerprintOf([key, message.get('role').text ?? '', ...says].join('\n').padEnd(121))
    return key
  })
}
