import type { Steps } from '../json/path.ts'
import { parsePath } from '../json/path.ts'
import type { Problem, RuleId } from '../problem.ts'

/** What placing needs to know of an opened source, seen by the target that refused it. */
export interface PlaceView {
  readonly problems: readonly Problem[]
  /** Whether a problem of the rule would be among them. */
  readonly checks: (rule: RuleId) => boolean
  /** Every place with that call id; empty when there is none. */
  readonly pathsOfId: (id: string) => readonly string[]
  /** The `role` of every message that writes it with that word. */
  readonly pathsOfRole: (word: string) => readonly string[]
  /** Every part of that kind, by the word of the source: `video`. */
  readonly pathsOfPart: (word: string) => readonly string[]
  /** The message with that index in the conversation with most messages (the first of them). */
  readonly messagePath: (index: number) => string | null
  /** The number the API has for a message: some leave out system messages and join neighbours of one role. */
  readonly countedAs: (index: number) => number
  /** The path as the source has it; else its nearest ancestor that is at least a message; else `null`. */
  readonly exists: (path: Steps) => string | null
}

/** The number the message around a path has in its list; `null` outside messages. */
export function messageIndex(path: string, view: PlaceView): number | null {
  const base = parsePath(view.messagePath(0) ?? 'messages[0]').slice(0, -1)
  const steps = parsePath(path)
  const isInList = base.every((step, depth) => steps[depth] === step)
  const index = isInList ? steps[base.length] : steps.find((step) => typeof step === 'number')
  return typeof index === 'number' && steps[0] !== 'tools' ? index : null
}

export function messageIndexes(paths: readonly string[], view: PlaceView): number[] {
  return paths.map((path) => messageIndex(path, view)).filter((index) => index !== null)
}
