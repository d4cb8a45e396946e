import type { Cursor } from '../../document/cursor.ts'
import type { Transcript } from '../transcript.ts'

export interface SearchLimits {
  /** Levels below the root. */
  readonly depth?: number
  /** Values looked at. */
  readonly values?: number
  /** Members that hold something else: tool definitions, settings. */
  readonly skip?: ReadonlySet<string>
}

/**
 * The values below a root that fit, in the order of the source, whatever they are wrapped in; what fits is not searched
 * itself. Strings that hold JSON are searched too.
 */
export function findAll(
  root: Cursor,
  fits: (cursor: Cursor) => boolean,
  { depth = 8, values = 200_000, skip }: SearchLimits = {},
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
    for (const [key, inner] of within(cursor)) if (!skip?.has(key)) search(inner, levels - 1)
  }
  search(root, depth)
  return found
}

/** The same below each root of a document; roots in which nothing fits are counted, so that none goes in silence. */
export function findInEach(
  roots: readonly Cursor[],
  fits: (cursor: Cursor) => boolean,
  transcript: Transcript,
  limits?: SearchLimits,
): Cursor[] {
  return roots.flatMap((root) => {
    const found = findAll(root, fits, limits)
    if (found.length === 0 && root.value !== undefined) transcript.leaveOut('entries without messages')
    return found
  })
}

function within(cursor: Cursor): (readonly [string, Cursor])[] {
  if (cursor.isList) return cursor.items().map((item) => ['', item] as const)
  if (cursor.isObject) return cursor.entries()
  const inner = /^\s*[[{]/.test(cursor.string ?? '') ? cursor.json() : null
  return inner && inner.value !== undefined ? [['', inner]] : []
}
