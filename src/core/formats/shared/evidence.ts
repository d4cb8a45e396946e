import type { Cursor } from '../../document/cursor.ts'
import { get } from '../../json/value.ts'
import type { Confidence } from '../../problem.ts'
import type { Detection } from '../format.ts'

/** Says how many of the sampled records have what tells a format; nothing when none has. */
export function evidence(
  records: readonly Cursor[],
  isTelling: (record: Cursor) => boolean,
  words: string,
  confidence: Confidence = 'certain',
): Detection | undefined {
  const count = records.filter(isTelling).length
  return count === 0 ? undefined : { confidence, because: `${count} of ${records.length} sampled records ${words}` }
}

/** Any of these members is there, were it null. */
export function hasAny(record: Cursor, ...keys: readonly string[]): boolean {
  return keys.some((key) => get(record.value, key) !== undefined)
}
