import type { RowEdit } from '../../core/editing/row-edit.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'

interface Props {
  readonly row: number
  readonly edit: RowEdit
  readonly canApply: boolean
  readonly names: { readonly apply: string; readonly preview: string }
  readonly onClose: () => void
}

/** The way on from a dialog: at once where that adds no error, else by the preview, which says what it adds. */
export function EditFooter({ row, edit, canApply, names, onClose }: Props) {
  const { applyAtOnce, previewOf } = useStore.getState()
  return (
    <>
      <Button onClick={onClose}>{words.cancel}</Button>
      <Button disabled={!canApply} onClick={() => void previewOf({ type: 'edit', row, edit })}>
        {names.preview}
      </Button>
      <Button look="primary" disabled={!canApply} onClick={() => void applyAtOnce({ type: 'edit', row, edit })}>
        {names.apply}
      </Button>
    </>
  )
}
