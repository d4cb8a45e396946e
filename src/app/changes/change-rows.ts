import { countingSteps, textSteps, tieOf, type History } from '../state/history.ts'
import type { Tie } from '../state/take-out.ts'
import { words } from '../words.ts'

export interface ChangeRow {
  readonly key: string
  readonly title: string
  /** What kind of step it is, or that it does not count at present. */
  readonly word: string
  /** `now` is the last step that was done: the text is as it left it. */
  readonly state: 'done' | 'now' | 'undone' | 'taken-back'
  /** The step that could be taken back by itself; `null`: there is nothing to take back. */
  readonly id: number | null
  /** Why it cannot be. */
  readonly tie: Tie | null
  /** It is one of those that change text, not only how the text is read. */
  readonly changesText: boolean
}

/** The original and every step, those taken back included; row `n` is the text after `n` steps. */
export function changeRows({ done, undone }: History): ChangeRow[] {
  const counting = new Set(countingSteps(done).map(({ id }) => id))
  const original: ChangeRow = {
    key: 'original',
    title: words.history.original,
    word: '',
    state: done.length === 0 ? 'now' : 'done',
    id: null,
    tie: null,
    changesText: false,
  }
  const texts = new Set(textSteps(done).map(({ id }) => id))
  const steps = done.map(({ id, title, kind }, i): ChangeRow => {
    const tie = tieOf(done, id)
    const isGone = tie === 'gone' && kind !== 'taking-back'
    return {
      key: String(id),
      title,
      word: isGone ? words.history.isGone : words.history.kinds[kind],
      state: i === done.length - 1 ? 'now' : isGone ? 'taken-back' : 'done',
      id: counting.has(id) ? id : null,
      tie: tie === 'gone' ? null : tie,
      changesText: texts.has(id),
    }
  })
  const left = undone.toReversed().map(({ id, title }): ChangeRow => {
    return { key: String(id), title, word: words.history.undone, state: 'undone', id: null, tie: null, changesText: false }
  })
  return [original, ...steps, ...left]
}
