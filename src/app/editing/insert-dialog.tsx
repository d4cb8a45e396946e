import { useEffect, useRef, useState } from 'react'
import type { InsertRole, RowEdit } from '../../core/editing/row-edit.ts'
import type { TimelineRow } from '../../core/timeline/row.ts'
import { ModalDialog } from '../ui/dialog.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { EditFooter } from './edit-footer.tsx'
import { editWords } from './edit-words.ts'
import { onControlEnter, useApply } from './use-edit-check.ts'
import style from './editing.module.css'

interface Props {
  readonly row: TimelineRow
  readonly roles: readonly InsertRole[]
  readonly isBefore: boolean
  readonly onClose: () => void
}

/** A new message beside the one a row belongs to, in the words of its format. */
export function InsertDialog({ row, roles, isBefore, onClose }: Props) {
  const [role, setRole] = useState<InsertRole>(roles[0] ?? 'user')
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  const edit: RowEdit = { type: 'insert', before: isBefore, role, text }
  const canApply = text.trim() !== ''
  const apply = useApply(row.index, edit, true, canApply)
  return (
    <ModalDialog
      title={visibleText(
        `${editWords.insert.titles[isBefore ? 'insert-before' : 'insert-after']} ${editWords.insert.place(row)}`,
      )}
      onClose={onClose}
      isDirty={text !== ''}
      footer={(close) => <EditFooter row={row.index} edit={edit} canApply={canApply} names={editWords.insert} onClose={close} />}
    >
      <div className={style.form}>
        <label>
          {editWords.insert.role}
          <select value={role} onChange={(event) => setRole(roles.find((known) => known === event.target.value) ?? role)}>
            {roles.map((known) => (
              <option key={known}>{known}</option>
            ))}
          </select>
        </label>
        <label>
          {editWords.insert.text}
          <textarea
            ref={area}
            rows={5}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onControlEnter(apply)}
          />
        </label>
      </div>
    </ModalDialog>
  )
}
