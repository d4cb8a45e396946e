import type { StateCreator } from 'zustand'
import type { EditableRow, EditCheck, RowAction, RowEdit } from '../../core/editing/row-edit.ts'
import type { TimelineRow } from '../../core/timeline/row.ts'
import type { Client } from '../../worker/client.ts'
import type { Store } from './create-store.ts'
import { selectView } from './selectors.ts'
import { rowOf } from './view-slice.ts'
import { whenRead } from './when-read.ts'

/** What a dialog of its own asks for. */
export type EditQuestion = 'rename' | 'set-text' | 'insert-before' | 'insert-after'

/** A row that is edited by hand, and what can be done with it; it is closed by every new version of the source. */
export interface EditedRow {
  readonly revision: number
  readonly row: TimelineRow
  readonly editable: EditableRow
}

export interface EditSlice {
  /** The menu of a row, and where on the screen it was asked for. */
  readonly rowMenu: (EditedRow & { readonly at: { readonly x: number; readonly y: number } }) | null
  /** The dialog of an edit, open until it is answered. */
  readonly editing: (EditedRow & { readonly question: EditQuestion }) | null

  openRowMenu: (row: number, at: { x: number; y: number }) => Promise<void>
  closeRowMenu: () => void
  /** Of the selected row where none is named. */
  askEdit: (question: EditQuestion, row?: number) => Promise<void>
  closeEdit: () => void
  /** Opens the source pane at a row, wherever it was put away. */
  showInSource: (row: number) => void
  /** What can be said of an edit while it is typed; `null` when the source has moved on. */
  checkEdit: (row: number, edit: RowEdit) => Promise<EditCheck | null>
}

export function createEditSlice(client: Client): StateCreator<Store, [], [], EditSlice> {
  return (set, get, store) => {
    /** Of the newest text: a row that is asked of while another version is read has become the selected row of that one. */
    async function ask(index: number | null): Promise<EditedRow | null> {
      get().flushTyping()
      const isMoving = get().reading !== null
      await whenRead(store)
      const view = selectView(get())
      const row = view && rowOf(view, (isMoving ? null : index) ?? view.row ?? -1)
      if (!row) return null
      const { revision } = view
      const answer = await client.ask({ type: 'editable', revision, row: row.index })
      if (get().reading) return ask(null)
      if (answer.type !== 'editable' || selectView(get())?.revision !== revision) return null
      return { revision, row, editable: answer.editable }
    }

    return {
      rowMenu: null,
      editing: null,

      openRowMenu: async (row, at) => {
        get().selectRow(row, 'timeline')
        const edited = await ask(row)
        if (!edited) return
        get().needDetail(edited.row.index) // what is copied, also where no inspector has asked for it
        set({ rowMenu: { ...edited, at } })
      },
      closeRowMenu: () => set({ rowMenu: null }),
      askEdit: async (question, row) => {
        const edited = await ask(row ?? null)
        if (edited) set({ editing: { ...edited, question } })
      },
      closeEdit: () => set({ editing: null }),
      showInSource: (row) => {
        const { settings, setSettings, showRegion, selectRow } = get()
        if (settings.hidden.includes('source')) setSettings({ hidden: settings.hidden.filter((panel) => panel !== 'source') })
        showRegion('source')
        selectRow(row, 'jump')
      },
      checkEdit: async (row, edit) => {
        const view = selectView(get())
        if (!view) return null
        const answer = await client.ask({ type: 'check-edit', revision: view.revision, row, edit })
        return answer.type === 'check-edit' ? answer.check : null
      },
    }
  }
}

/** What has to be allowed for a question to make sense. */
export const ACTION_OF: Readonly<Record<EditQuestion, RowAction>> = {
  rename: 'rename',
  'set-text': 'set-text',
  'insert-before': 'insert',
  'insert-after': 'insert',
}
