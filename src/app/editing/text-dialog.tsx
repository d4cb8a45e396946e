import { useEffect, useId, useRef, useState } from 'react'
import type { EditedTexts, RowEdit } from '../../core/editing/row-edit.ts'
import type { TimelineRow } from '../../core/timeline/row.ts'
import { ModalDialog } from '../ui/dialog.tsx'
import { EditFooter } from './edit-footer.tsx'
import { editWords } from './edit-words.ts'
import { onControlEnter, useApply, useEditCheck } from './use-edit-check.ts'
import style from './editing.module.css'

interface Props {
  readonly row: TimelineRow
  readonly known: EditedTexts
  readonly onClose: () => void
}

/** The texts of a message, the arguments of a call, the output of a result. What has to be JSON says where it is none. */
export function TextDialog({ row, known: { of, fields }, onClose }: Props) {
  const [texts, setTexts] = useState(() => fields.map(({ value }) => value))
  const first = useRef<HTMLTextAreaElement>(null)
  const said = useId()
  useEffect(() => first.current?.focus(), [])
  const edit: RowEdit = { type: 'set-text', texts }
  const check = useEditCheck(row.index, edit)
  const fault = check?.jsonFault ?? null
  const canApply = check !== null && !check.isUnchanged && fault === null
  const apply = useApply(row.index, edit, check !== null, canApply)
  return (
    <ModalDialog
      title={editWords.text.titles[of]}
      width={fields.some(({ value }) => value.length > 400) ? 'large' : 'small'}
      onClose={onClose}
      isDirty={texts.some((text, i) => text !== fields[i]?.value)}
      footer={(close) => <EditFooter row={row.index} edit={edit} canApply={canApply} names={editWords.text} onClose={close} />}
    >
      <div className={style.form}>
        {fields.map(({ value, isJson }, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- fields have no name but their place
          <label key={i}>
            {editWords.text.label(of, i, fields.length)}
            <textarea
              ref={i === 0 ? first : null}
              rows={Math.min(16, Math.max(4, value.split('\n').length + 1))}
              value={texts[i]}
              data-json={isJson || undefined}
              spellCheck={!isJson}
              aria-invalid={fault?.field === i || undefined}
              aria-describedby={fault?.field === i ? said : undefined}
              onChange={(event) => setTexts(texts.with(i, event.target.value))}
              onKeyDown={onControlEnter(apply)}
            />
          </label>
        ))}
        <output id={said} className={style.said}>
          {fault && <span data-severity="error">{editWords.text.fault(fault)}</span>}
        </output>
      </div>
    </ModalDialog>
  )
}
