import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { EditCheck, RowEdit } from '../../core/editing/row-edit.ts'
import { useStore } from '../state/store.ts'

/** What the worker says of an edit that is being typed; `null` until it has said something of this very edit. */
export function useEditCheck(row: number, edit: RowEdit): EditCheck | null {
  const asked = JSON.stringify(edit)
  const [answer, setAnswer] = useState<{ of: string; check: EditCheck | null } | null>(null)
  useEffect(() => {
    let isOld = false
    const known = JSON.parse(asked) as RowEdit // what was written a line above
    void useStore
      .getState()
      .checkEdit(row, known)
      .then((check) => {
        if (!isOld) setAnswer({ of: asked, check })
      })
    return () => {
      isOld = true
    }
  }, [row, asked])
  return answer?.of === asked ? answer.check : null
}

/** Applies an edit, as soon as it is known whether it can be: who types fast has pressed Enter before the check is there. */
export function useApply(row: number, edit: RowEdit, isChecked: boolean, canApply: boolean): () => void {
  const written = JSON.stringify(edit)
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current !== written) wanted.current = null // typed on
    if (wanted.current === null || !isChecked) return
    wanted.current = null
    if (canApply) applyWritten(row, written)
  }, [row, written, isChecked, canApply])
  return () => {
    if (!isChecked) wanted.current = written
    else if (canApply) applyWritten(row, written)
  }
}

function applyWritten(row: number, written: string): void {
  const edit = JSON.parse(written) as RowEdit // what was written above
  void useStore.getState().applyAtOnce({ type: 'edit', row, edit })
}

/** In a field of many lines, where Enter is a line. */
export function onControlEnter(run: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    run()
  }
}
