import { useEffect, useRef, useState } from 'react'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { words } from '../words.ts'
import style from './go-to-dialog.module.css'

/** Ctrl+G: to a message by its number in the counting of the target. */
export function GoToDialog() {
  const [value, setValue] = useState('')
  const [missing, setMissing] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const { openDialog, goToMessage } = useStore.getState()
  useEffect(() => input.current?.focus(), [])
  const go = async () => {
    const number = Number(value)
    if (value.trim() === '' || !Number.isInteger(number)) return
    if (await goToMessage(number)) openDialog(null)
    else setMissing(value)
  }
  return (
    <ModalDialog
      title={words.goTo.title}
      onClose={() => openDialog(null)}
      footer={
        <>
          <Button onClick={() => openDialog(null)}>{words.cancel}</Button>
          <Button look="primary" onClick={() => void go()}>
            {words.goTo.go}
          </Button>
        </>
      }
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <label>
          {words.goTo.number}
          <input ref={input} inputMode="numeric" value={value} onChange={(event) => setValue(event.target.value)} />
        </label>
        <p role="alert">{missing !== null && words.goTo.missing(missing)}</p>
      </form>
    </ModalDialog>
  )
}
