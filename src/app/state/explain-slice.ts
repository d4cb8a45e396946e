import type { StateCreator } from 'zustand'
import type { Explanation } from '../../core/problem.ts'
import type { Client } from '../../worker/client.ts'
import type { Store } from './create-store.ts'

export interface ExplainAnswer {
  readonly explanation: Explanation
  readonly row: number | null
  readonly problem: number | null
}

export interface ExplainSlice {
  /** The box for the error text of a provider; `answer` is `null` until the worker answered the text as it is. */
  readonly errorBox: { readonly text: string; readonly answer: ExplainAnswer | null } | null

  openErrorBox: (text?: string) => void
  closeErrorBox: () => void
  typeError: (text: string) => void
  explainError: () => Promise<void>
  /** Pasted text, taken for what it is: a provider's error or a conversation. */
  receiveText: (text: string) => Promise<void>
  goToExplained: () => void
}

export function createExplainSlice(client: Client): StateCreator<Store, [], [], ExplainSlice> {
  return (set, get) => ({
    errorBox: null,

    openErrorBox: (text = '') => {
      set({ errorBox: { text, answer: null } })
      if (text !== '') void get().explainError()
    },
    closeErrorBox: () => set({ errorBox: null }),
    typeError: (text) => set({ errorBox: { text, answer: null } }),
    explainError: async () => {
      const { errorBox, activeId, views } = get()
      if (!errorBox || errorBox.text.trim() === '') return
      const view = activeId === null ? undefined : views[activeId]
      const outcome = await client.ask({ type: 'explain', revision: view?.revision ?? null, error: errorBox.text })
      if (get().errorBox !== errorBox || outcome.type !== 'explain') return
      const { explanation, row, problem } = outcome
      set({ errorBox: { text: errorBox.text, answer: { explanation, row, problem } } })
      get().say(explanation.message)
      if (problem !== null) get().selectProblem(problem, 'jump')
      else if (row !== null) get().selectRow(row, 'jump')
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
  })
}
