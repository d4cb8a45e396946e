import type { OffsetMap } from '../../source/offset-map.ts'

/** Something about the source as a whole: offsets in bytes of the source. */
export interface SourceProblem {
  readonly rule: 'empty-source' | 'not-text' | 'invalid-json' | 'unknown-format'
  readonly start: number
  readonly end: number
  readonly message: string
}

/** A source with its containers taken off. */
export interface Unwrapped {
  /** What is left: JSON, or JSON Lines. */
  readonly bytes: Uint8Array
  /** Containers that were taken off, outermost first; without the innermost, which the layout names. */
  readonly containers: readonly string[]
  readonly map: OffsetMap
  readonly problems: readonly SourceProblem[]
  /** The bytes are no stretch of the source: a repair has to write them anew. */
  readonly rewritten: boolean
  /** What was done to read it, as changes a repair must list. */
  readonly mended: readonly string[]
  /**
   * What stood before each line of the JSON Lines in `bytes`: one for each line, `null` where nothing did. The name of a
   * stream's event, the prefix of a log line (`STDIN:`, `>>`, a time with `[server] [info]`), the last words before a value
   * in a text, or a file's name in an archive. They tell direction, server and time, which the JSON itself does not.
   * Absent: no container had anything to say.
   */
  readonly labels?: readonly (string | null)[]
  /** The bytes are JSON or JSON Lines as a container wrote them: nothing to take off any more, and nothing to mend. */
  readonly settled?: boolean
}

/** The same source with other labels, or without any where nothing stood before any line. */
export function relabelled(state: Unwrapped, labels: readonly (string | null)[]): Unwrapped {
  const { labels: _, ...rest } = state
  return labels.some((label) => label !== null) ? { ...rest, labels } : rest
}
