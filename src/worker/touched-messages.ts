import type { Change } from '../core/problem.ts'

/** How many messages the changes name: `messages[3].tool_calls[0]` and `messages[3].content` are one. */
export function touchedMessages(changes: readonly Change[]): number {
  return new Set(changes.map(({ path }) => messageOf(path))).size
}

function messageOf(path: string): string {
  const inList = /^(.*?\b(?:messages|input|contents)\[\d+\])/.exec(path) ?? /^(\[\d+\])/.exec(path)
  return inList?.[1] ?? path
}
