import type { Cursor } from '../../document/cursor.ts'
import type { TranscriptFormat } from '../format.ts'
import { assemble } from './assemble.ts'
import type { Span } from './span.ts'

/** Platforms whose exports are rows of spans differ in the names of the columns only. */
export function readsRows(
  isRow: (at: Cursor) => boolean,
  columns: string,
  spanOf: (at: Cursor) => Span,
): Pick<TranscriptFormat, 'detect' | 'read'> {
  return {
    detect: ({ sample }) => {
      const rows = sample.slice(0, 30).flatMap(rowsIn).slice(0, 200)
      const own = rows.filter(isRow)
      return own.length > 0
        ? { confidence: 'certain', because: `${own.length} of ${rows.length} rows have ${columns}` }
        : undefined
    },
    read: ({ roots }, transcript) => {
      const [first] = roots
      if (first)
        assemble(
          roots
            .flatMap(rowsIn)
            .filter(({ isObject }) => isObject)
            .map(spanOf),
          transcript,
          first,
        )
    },
  }
}

/** A list of rows, an export that wraps them, or one row. */
export function rowsIn(root: Cursor): Cursor[] {
  if (root.isList) return root.items()
  const wrapped = ['events', 'rows', 'spans', 'calls', 'data', 'content'].map((key) => root.get(key)).find(({ isList }) => isList)
  return wrapped ? wrapped.items() : [root]
}
