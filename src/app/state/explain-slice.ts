import type { StateCreator } from 'zustand'
import type { TargetId } from '../../core/problem.ts'
import type { Client } from '../../worker/client.ts'
import type { ExplainAnswer } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import type { Store } from './create-store.ts'
import { selectView } from './selectors.ts'

/** Something an error names that may stand in the source. */
export type Clue = { readonly type: 'id'; readonly id: string } | { readonly type: 'message'; readonly number: number }

export interface ExplainSlice {
  /**
   * The box for the error text of a provider; `answer` is `null` until the worker answered the text as it is. `absent` are
   * the clues that were looked for in vain.
   */
  readonly errorBox: {
    readonly text: string
    readonly answer: ExplainAnswer | null
    readonly absent: readonly Clue[]
  } | null

  openErrorBox: (text?: string) => void
  closeErrorBox: () => void
  typeError: (text: string) => void
  explainError: () => Promise<void>
  /** Checks the source against the API that spoke, and asks again where the error points. */
  explainAgainst: (target: TargetId) => Promise<void>
  /** Pasted text, taken for what it is: a provider's error or a conversation. */
  receiveText: (text: string) => Promise<void>
  goToExplained: () => void
  /** Shows the first place that holds it; the box closes when there is one. */
  searchClue: (clue: Clue) => Promise<void>
}

export function createExplainSlice(client: Client): StateCreator<Store, [], [], ExplainSlice> {
  return (set, get, store) => {
    /** A version for another target is being read: what it says of the error, only it can tell. */
    function read(): Promise<void> {
      return new Promise((resolve) => {
        if (!get().reading) return resolve()
        const leave = store.subscribe(({ reading }) => {
          if (reading) return
          leave()
          resolve()
        })
      })
    }

    return {
      errorBox: null,

      openErrorBox: (text = '') => {
        set({ errorBox: { text, answer: null, absent: [] } })
        if (text !== '') void get().explainError()
      },
      closeErrorBox: () => set({ errorBox: null }),
      typeError: (text) => set({ errorBox: { text, answer: null, absent: [] } }),
      explainError: async () => {
        const { errorBox } = get()
        if (!errorBox || errorBox.text.trim() === '') return
        const answer = await client.ask({
          type: 'explain',
          revision: selectView(get())?.revision ?? null,
          error: errorBox.text,
        })
        if (get().errorBox !== errorBox || answer.type !== 'explain') return
        set({ errorBox: { text: errorBox.text, answer, absent: [] } })
        const { explanation, row, problem } = answer
        get().say(explanation.message)
        if (problem !== null) get().selectProblem(problem, 'jump')
        else if (row !== null) get().selectRow(row, 'jump')
      },
      explainAgainst: async (target) => {
        const { errorBox } = get()
        get().chooseTarget(target)
        await read()
        if (get().errorBox === errorBox) await get().explainError()
      },
      receiveText: async (text) => {
        const outcome = await client.ask({ type: 'interpret', text })
        if (outcome.type === 'interpret' && outcome.kind === 'error') get().openErrorBox(text)
        else get().openText(text)
      },
      goToExplained: () => {
        const answer = get().errorBox?.answer
        set({ errorBox: null })
        if (answer?.problem != null) {
          get().chooseFix(answer.problem, 0)
          get().selectProblem(answer.problem, 'jump', true)
        } else if (answer?.row != null) {
          get().selectRow(answer.row, 'jump', true)
        }
      },
      searchClue: async (clue) => {
        const revision = selectView(get())?.revision
        if (revision === undefined) return
        const answer = await client.ask(
          clue.type === 'id'
            ? { type: 'row-of-text', revision, text: clue.id }
            : { type: 'row-of-message', revision, number: clue.number },
        )
        if (answer.type !== 'row-of-text' && answer.type !== 'row-of-message') return
        if (answer.row === null) {
          const { errorBox } = get()
          if (errorBox) set({ errorBox: { ...errorBox, absent: [...errorBox.absent, clue] } })
          return get().say(clue.type === 'id' ? words.explain.noSuchText(clue.id) : words.goTo.missing(String(clue.number)))
        }
        set({ errorBox: null })
        get().selectRow(answer.row, 'jump', true)
      },
    }
  }
}
