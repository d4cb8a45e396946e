import { useEffect, useState } from 'react'
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
