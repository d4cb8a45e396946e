import { useEffect, useId, useRef, useState } from 'react'
import type { EditCheck, EditedId, Half, RowEdit } from '../../core/editing/row-edit.ts'
import type { TimelineRow } from '../../core/timeline/row.ts'
import { selectView, targetTitle } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { ModalDialog } from '../ui/dialog.tsx'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { EditFooter } from './edit-footer.tsx'
import { editWords } from './edit-words.ts'
import { useApply, useEditCheck } from './use-edit-check.ts'
import style from './editing.module.css'

interface Props {
  readonly row: TimelineRow
  readonly known: EditedId
  readonly onClose: () => void
}

/** F2: a new id for a call and all its results, both of which are shown. */
export function RenameDialog({ row, known, onClose }: Props) {
  const [id, setId] = useState(known.id ?? '')
  const input = useRef<HTMLInputElement>(null)
  const said = useId()
  useEffect(() => input.current?.select(), [])
  const target = useStore((store) => {
    const view = selectView(store)
    return view ? targetTitle(view) : ''
  })
  const edit: RowEdit = { type: 'rename-id', id }
  const check = useEditCheck(row.index, edit)
  const canApply = check !== null && !check.isUnchanged && check.idFault?.type !== 'empty'
  const apply = useApply(row.index, edit, check !== null, canApply)
  return (
    <ModalDialog
      title={editWords.rename.title}
      onClose={onClose}
      isDirty={id !== (known.id ?? '')}
      footer={(close) => <EditFooter row={row.index} edit={edit} canApply={canApply} names={editWords.rename} onClose={close} />}
    >
      <Halves known={known} />
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <label>
          {editWords.rename.label}
          <input
            ref={input}
            value={id}
            spellCheck={false}
            autoComplete="off"
            aria-describedby={said}
            onChange={(event) => setId(event.target.value)}
          />
        </label>
        <output id={said} className={style.said}>
          {check && <Said check={check} target={target} />}
        </output>
      </form>
      <Candidates known={known} onChoose={setId} />
    </ModalDialog>
  )
}

function Halves({ known: { id, halves, others } }: { known: EditedId }) {
  const [first] = halves
  const missing = halves.every(({ type }) => type === first?.type) ? (first?.type === 'call' ? 'result' : 'call') : null
  return (
    <>
      <ul className={style.halves}>
        {halves.map((half) => (
          <HalfItem key={half.row} half={half} hasOtherId={half.id !== id} />
        ))}
        {missing && <li data-missing>{editWords.rename.missing[missing]}</li>}
      </ul>
      {others > 0 && <p className={style.note}>{editWords.rename.others(others)}</p>}
    </>
  )
}

function HalfItem({ half, hasOtherId }: { half: Half; hasOtherId: boolean }) {
  return (
    <li>
      <b>{visibleText(editWords.rename.half(half))}</b> <code className={style.path}>{visibleText(half.path)}</code>
      {hasOtherId && <span>{visibleText(editWords.rename.otherId(half.id))}</span>}
      {half.summary !== '' && <code className={style.line}>{visibleText(half.summary)}</code>}
    </li>
  )
}

function Said({ check: { isUnchanged, idFault, takenBy }, target }: { check: EditCheck; target: string }) {
  if (isUnchanged) return <span>{editWords.rename.unchanged}</span>
  const isGrave = idFault !== null && (idFault.type !== 'too-long' || idFault.refused)
  return (
    <>
      {idFault && (
        <span data-severity={isGrave ? 'error' : 'warning'}>
          <SeverityGlyph severity={isGrave ? 'error' : 'warning'} size={14} /> {editWords.rename.fault(idFault, target)}
        </span>
      )}
      {takenBy ? (
        <span data-severity={takenBy.ties ? undefined : 'warning'}>
          {!takenBy.ties && <SeverityGlyph severity="warning" size={14} />}{' '}
          {visibleText(takenBy.ties ? editWords.rename.ties(takenBy) : editWords.rename.taken(takenBy))}
        </span>
      ) : (
        !idFault && <span>{editWords.rename.free}</span>
      )}
    </>
  )
}

/** Ids that would make a pair of this half and another one. */
function Candidates({ known: { halves, candidates }, onChoose }: { known: EditedId; onChoose: (id: string) => void }) {
  if (candidates.length === 0) return null
  const title = editWords.rename.candidates[halves[0]?.type ?? 'result']
  return (
    <fieldset className={style.candidates}>
      <legend>{title}</legend>
      {candidates.map((half) => (
        <button key={half.row} type="button" onClick={() => onChoose(half.id)}>
          {visibleText(editWords.rename.candidate(half.id, half))}
        </button>
      ))}
    </fieldset>
  )
}
