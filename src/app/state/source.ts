import type { TargetId } from '../../core/problem.ts'
import { emptyHistory, type History } from './history.ts'

/** One opened source: its content as it came, and what the user did to it. */
export interface OpenedSource {
  readonly id: string
  /** File name; `null` for pasted text. */
  readonly name: string | null
  /** What its tab says. */
  readonly title: string
  /** The original, never changed. For a file it is a reference to the disk, not the text. */
  readonly content: Blob
  readonly history: History
  /** Chosen target; `null` is the one of its format. */
  readonly target: TargetId | null
  /** Keys of problems the user set aside (`problem-key.ts`). */
  readonly ignored: ReadonlySet<string>
  /** Keys of rows that are not folded the way they come. */
  readonly toggled: ReadonlySet<string>
  /** Last step that was part of a download; closing asks when there are later ones. */
  readonly takenAway: number | null
  /** What the sample demonstrates; `null` for what the user brought. */
  readonly lesson: string | null
}

let opened = 0

export function openedSource(content: Blob, name: string | null, title: string, lesson: string | null = null): OpenedSource {
  opened += 1
  return {
    id: `source-${opened}`,
    name,
    title,
    content,
    history: emptyHistory,
    target: null,
    ignored: new Set(),
    toggled: new Set(),
    takenAway: null,
    lesson,
  }
}

export function hasUntakenChanges({ history, takenAway }: OpenedSource): boolean {
  const last = history.done.at(-1)
  return last !== undefined && last.id !== takenAway
}
