import type { Damage } from '../../json/recover.ts'
import type { OffsetMap } from '../../source/offset-map.ts'
import { encode } from '../../source/source.ts'
import type { SourceProblem } from './unwrapped.ts'

const MOST_PROBLEMS = 20

/** What kept a text from being JSON, at its place in the source. `map` leads from the bytes of the text to the source. */
export function damageProblems(damage: readonly Damage[], text: string, map: OffsetMap): SourceProblem[] {
  let byte = 0
  let unit = 0
  return [...damage]
    .sort((a, b) => a.offset - b.offset)
    .filter((_, i, all) => i < MOST_PROBLEMS || i === all.length - 1)
    .map(({ offset, what }) => {
      byte += encode(text.slice(unit, offset)).length
      unit = offset
      const start = map.toSource(byte)
      return {
        rule: 'invalid-json' as const,
        start,
        end: Math.max(start, map.toSource(byte + (unit < text.length ? 1 : 0))),
        message: `The source is not JSON here: ${what}.`,
      }
    })
}
