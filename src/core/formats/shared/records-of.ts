import type { Cursor } from '../../document/cursor.ts'
import type { Document } from '../../document/document.ts'

const LOOKED_AT = 60

/** The records of a log, however it was kept: one a line, in one list, or a single one. Lines that are no JSON are not among them. */
export function recordsOf({ roots }: Pick<Document, 'roots'>): Cursor[] {
  return roots.flatMap((root) => (root.isList ? root.items() : root.value === undefined ? [] : [root]))
}

/** Those among the first that are objects: what `detect` looks at. */
export function firstRecords({ sample }: Document): Cursor[] {
  const [only] = sample
  if (sample.length === 1 && only?.isList) {
    const list = only.value as readonly unknown[]
    return list.slice(0, LOOKED_AT).flatMap((value, i) => (isPlainObject(value) ? [only.get(i)] : []))
  }
  return sample.flatMap((root) => (root.isList ? root.items().slice(0, LOOKED_AT) : [root])).filter(({ isObject }) => isObject)
}

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The one object a document is, for formats that are one: `null` when it is a log or a list. */
export function soleObject({ roots }: Pick<Document, 'roots'>): Cursor | null {
  const [root] = roots
  return roots.length === 1 && root?.isObject ? root : null
}
