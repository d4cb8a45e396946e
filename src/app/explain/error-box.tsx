import { useEffect, useRef } from 'react'
import { FixList } from '../fixes/fix-list.tsx'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { words } from '../words.ts'
import { ErrorAnswer } from './error-answer.tsx'
import style from './error-box.module.css'
import { ErrorStep } from './error-step.tsx'

/** What a provider answered, taken to the place it speaks of. */
export function ErrorBox() {
  const box = useStore((store) => store.errorBox)
  const problems = useStore((store) => selectView(store)?.opened.problems)
  const { closeErrorBox, typeError, explainError } = useStore.getState()
  const area = useRef<HTMLTextAreaElement>(null)
  const step = useRef<HTMLButtonElement>(null)
  const isOpen = box !== null
  const isAnswered = box?.answer != null
  useEffect(() => {
    if (isOpen) (isAnswered ? step : area).current?.focus()
  }, [isOpen, isAnswered])

  if (!box) return null
  const { answer, text } = box
  const problem = answer?.problem == null ? undefined : problems?.[answer.problem]
  return (
    <ModalDialog
      title={words.explain.title}
      onClose={closeErrorBox}
      footer={
        <>
          <Button onClick={closeErrorBox}>{words.close}</Button>
          {answer ? (
            <ErrorStep ref={step} answer={answer} onAnother={() => area.current?.select()} />
          ) : (
            <Button look="primary" disabled={text.trim() === ''} onClick={() => void explainError()}>
              {words.explain.find}
            </Button>
          )}
        </>
      }
    >
      <div className={style.box}>
        <textarea
          ref={area}
          rows={5}
          value={text}
          aria-label={words.explain.area}
          placeholder={words.explain.placeholder}
          spellCheck={false}
          onChange={(event) => typeError(event.target.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain')
            if (text !== '' || pasted === '') return
            event.preventDefault()
            typeError(pasted)
            void explainError()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void explainError()
          }}
        />
        <div aria-live="polite">{answer && <ErrorAnswer answer={answer} />}</div>
        {answer?.problem != null && problem && problem.fixes.length > 0 && (
          <>
            <h3>{words.problems.whatToDo}</h3>
            <FixList problem={answer.problem} fixes={problem.fixes} onChosen={closeErrorBox} />
          </>
        )}
      </div>
    </ModalDialog>
  )
}
