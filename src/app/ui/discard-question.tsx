import { useEffect, useRef, type KeyboardEvent } from 'react'
import { words } from '../words.ts'
import { Button } from './button.tsx'
import style from './dialog.module.css'

interface Props {
  /** How often it was asked; 0: it is not, and only the place stands ready from which it will be read out. */
  readonly asked: number
  readonly onDiscard: () => void
  readonly onGoOn: () => void
}

/** Stands in the foot of a dialog, in the place of its buttons, before what was typed there is thrown away. */
export function DiscardQuestion({ asked, onDiscard, onGoOn }: Props) {
  const goOn = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (asked > 0) goOn.current?.focus()
  }, [asked])
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation() // the dialog would ask again
    onGoOn()
  }
  return (
    <>
      <output className={style.question}>{asked > 0 && words.discard.question}</output>
      {asked > 0 && (
        <fieldset aria-label={words.discard.question} className={style.answers}>
          <Button look="danger" onClick={onDiscard} onKeyDown={onEscape}>
            {words.discard.discard}
          </Button>
          <Button ref={goOn} onClick={onGoOn} onKeyDown={onEscape}>
            {words.discard.goOn}
          </Button>
        </fieldset>
      )}
    </>
  )
}
