import type { Cursor } from '../../document/cursor.ts'

export interface SearchLimits {
  /** Levels below the root. */
  readonly depth?: number
  /** Values looked at. */
  readonly values?: number
}

/**
 * The values below a root that fit, in the order of the source, whatever they are wrapped in; what fits is not searched
 * itself. Strings that hold JSON are searched too.
 */
export function findAll(
  root: Cursor,
  fits: (cursor: Cursor) => boolean,
  { depth = 8, values = 200_000 }: SearchLimits = {},
): Cursor[] {
  const found: Cursor[] = []
  let left = values
  const search = (cursor: Cursor, levels: number): void => {
    if (left-- <= 0) return
    if (fits(cursor)) {
      found.push(cursor)
      return
    }
    if (levels === 0) return
    if (cursor.isList) for (const item of cursor.items()) search(item, levels - 1)
    else if (cursor.isObject) for (const [, member] of cursor.entries()) search(member, levels - 1)
    else if (cursor.string !== null && /^\s*[[{]/.test(cursor.string)) {
      const inner = cursor.json()
      if (inner.value !== undefined) search(inner, levels - 1)
    }
  }
  search(root, depth)
  return found
}
