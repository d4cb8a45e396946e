import { useStore } from '../state/store.ts'
import { ACTION_OF } from '../state/edit-slice.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { words } from '../words.ts'
import { editWords } from './edit-words.ts'
import { InsertDialog } from './insert-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { RowMenu } from './row-menu.tsx'
import { TextDialog } from './text-dialog.tsx'

/** What is open while a row is edited by hand. */
export function EditDialogs() {
  const editing = useStore((store) => store.editing)
  return (
    <>
      <RowMenu />
      {editing && <EditDialog key={`${editing.revision}:${editing.row.index}:${editing.question}`} editing={editing} />}
    </>
  )
}

function EditDialog({ editing }: { editing: NonNullable<ReturnType<typeof useStore.getState>['editing']> }) {
  const { question, row, editable } = editing
  const { closeEdit } = useStore.getState()
  const action = ACTION_OF[question]
  const refusal = editable.refusals[action]
  if (refusal) {
    return (
      <ModalDialog title={editWords.refusedTitle} onClose={closeEdit} footer={<Button onClick={closeEdit}>{words.close}</Button>}>
        <p>{editWords.why(refusal, action)}</p>
      </ModalDialog>
    )
  }
  switch (question) {
    case 'rename':
      return editable.id && <RenameDialog row={row} known={editable.id} onClose={closeEdit} />
    case 'set-text':
      return editable.texts && <TextDialog row={row} known={editable.texts} onClose={closeEdit} />
    default:
      return <InsertDialog row={row} roles={editable.roles} isBefore={question === 'insert-before'} onClose={closeEdit} />
  }
}
