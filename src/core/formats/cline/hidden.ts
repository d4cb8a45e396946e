import type { Cursor } from '../../document/cursor.ts'

/**
 * Roo Code keeps messages that a summary or a truncation has replaced, with the id of what replaced them. They are hidden
 * as long as that is there.
 */
export function withoutHidden(messages: readonly Cursor[]): Cursor[] {
  const condensed = idsOf(messages, 'isSummary', 'condenseId')
  const truncated = idsOf(messages, 'isTruncationMarker', 'truncationId')
  if (condensed.size === 0 && truncated.size === 0) return [...messages]
  return messages.filter(
    (message) =>
      !condensed.has(message.get('condenseParent').text ?? '') && !truncated.has(message.get('truncationParent').text ?? ''),
  )
}

function idsOf(messages: readonly Cursor[], mark: string, key: string): Set<string> {
  return new Set(messages.flatMap((message) => (message.get(mark).value === true ? (message.get(key).text ?? []) : [])))
}
