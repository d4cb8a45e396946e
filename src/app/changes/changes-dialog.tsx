import { selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { changeRows } from './change-rows.ts'
import style from './changes-dialog.module.css'

/** Everything that was done to the source, from the original on; any step can be gone to, and back again. */
export function ChangesDialog() {
  const source = useStore(selectSource)
  const isOneDocument = useStore((store) => holdsOneDocument(selectView(store)?.opened.source.container ?? []))
  const { openDialog, goToStep, takeBack, compare, downloadPatch } = useStore.getState()
  if (!source) return null
  const rows = changeRows(source.history)
  return (
    <ModalDialog
      title={words.history.title(visibleText(source.title))}
      onClose={() => openDialog(null)}
      footer={
        <>
          {isOneDocument && <Button onClick={() => void downloadPatch()}>{words.takeAway.patch}</Button>}
          <Button onClick={() => void compare(null)}>{words.compare.open}</Button>
          <Button onClick={() => openDialog(null)}>{words.close}</Button>
        </>
      }
    >
      <ol className={style.steps}>
        {rows.map(({ key, title, word, state, id, tie, changesText }, index) => (
          <li key={key} data-state={state}>
            <button
              type="button"
              className={style.step}
              aria-current={state === 'now' ? 'step' : undefined}
              onClick={() => goToStep(index)}
            >
              <span className={style.title}>
                <MarkedText text={title} />
              </span>
              <span className={style.kind}>{word}</span>
            </button>
            {id !== null && (
              <div className={style.back}>
                {changesText && (
                  <Button look="quiet" onClick={() => void compare({ id, title })}>
                    {words.compare.openStep}
                  </Button>
                )}
                <Button
                  look="quiet"
                  disabled={tie !== null}
                  aria-describedby={tie ? `tie-${key}` : undefined}
                  onClick={() => takeBack(id)}
                >
                  {words.history.takeBack}
                </Button>
                {tie && <span id={`tie-${key}`}>{words.history.ties[tie]}</span>}
              </div>
            )}
          </li>
        ))}
      </ol>
    </ModalDialog>
  )
}

/** Lines, logs and pages have no tree a pointer could point into; a recording of a browser has. */
function holdsOneDocument(container: readonly string[]): boolean {
  const outermost = container.find((name) => name !== 'gzip')
  return outermost === 'json' || outermost === 'har'
}
