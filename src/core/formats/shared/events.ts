import type { Cursor } from '../../document/cursor.ts'

/** Events of a stream that was saved: one a line, as texts of JSON, or as a list. A line that is no JSON is left out. */
export function eventsOf(roots: readonly Cursor[]): Cursor[] {
  return roots.flatMap((root) => {
    const inner = opened(root)
    if (inner.isList) return inner.items().map(opened)
    return inner.value === undefined ? [] : [inner]
  })
}

/** The same for detection: of a long list the beginning is enough. */
export function firstEvents(sample: readonly Cursor[]): Cursor[] {
  return sample.flatMap((root) => {
    const inner = opened(root)
    if (!Array.isArray(inner.value)) return [inner]
    return Array.from({ length: Math.min(inner.value.length, 60) }, (_, i) => opened(inner.get(i)))
  })
}

function opened(root: Cursor): Cursor {
  const text = root.string
  if (text !== null) return /^\s*[[{]/.test(text) ? root.json() : root
  const data = root.get('data')
  // Loggers keep an event as `{ event, data: "<json>" }`.
  return data.string !== null && /^\s*[[{]/.test(data.string) && !root.get('type').isThere ? data.json() : root
}
