import { useEffect, useRef } from 'react'
import { FixList } from '../fixes/fix-list.tsx'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './error-box.module.css'

/** What a provider answered, taken to the place it speaks of. */
export function ErrorBox() {
  const box = useStore((store) => store.errorBox)
  const problems = useStore((store) => selectView(store)?.opened.problems)
  const { closeErrorBox, typeError, explainError, goToExplained } = useStore.getState()
  const area = useRef<HTMLTextAreaElement>(null)
  const jump = useRef<HTMLButtonElement>(null)
  const isOpen = box !== null
  const hasPlace = box?.answer ? (box.answer.problem ?? box.answer.row) !== null : false
  useEffect(() => {
    if (isOpen && !hasPlace) area.current?.focus()
    if (isOpen && hasPlace) jump.current?.focus()
  }, [isOpen, hasPlace])

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
          {hasPlace ? (
            <Button ref={jump} look="primary" onClick={goToExplained}>
              {words.explain.goTo}
            </Button>
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
        <div aria-live="polite">
          {answer && (
            <div className={style.answer} data-answer={answer.explanation.answer}>
              <b>{words.explain.answers[answer.explanation.recognised ? answer.explanation.answer : 'unknown']}</b>
              <p>
                <MarkedText text={answer.explanation.message} />
              </p>
              {answer.explanation.paths.length > 0 && (
                <p className={style.paths}>
                  {answer.explanation.paths.slice(0, 5).map((path) => (
                    <code key={path}>{visibleText(path)}</code>
                  ))}
                </p>
              )}
            </div>
          )}
        </div>
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
