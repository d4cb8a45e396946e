import { selectSource } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './changes-dialog.module.css'

/** Everything that was done to the source, from the original on; any step can be gone to, and back again. */
export function ChangesDialog() {
  const source = useStore(selectSource)
  const { openDialog, goToStep } = useStore.getState()
  if (!source) return null
  const { done, undone } = source.history
  const steps = [...done, ...undone.toReversed()]
  const rows = [
    { title: words.history.original, kind: '' },
    ...steps.map(({ title, kind }) => ({ title, kind: words.history.kinds[kind] })),
  ]
  return (
    <ModalDialog
      title={words.history.title(visibleText(source.title))}
      onClose={() => openDialog(null)}
      footer={<Button onClick={() => openDialog(null)}>{words.close}</Button>}
    >
      <ol className={style.steps}>
        {rows.map(({ title, kind }, index) => (
          <li
            key={index === 0 ? 'original' : steps[index - 1]?.id}
            data-state={index === done.length ? 'now' : index > done.length ? 'undone' : 'done'}
          >
            <button type="button" aria-current={index === done.length ? 'step' : undefined} onClick={() => goToStep(index)}>
              <span className={style.title}>
                <MarkedText text={title} />
              </span>
              <span className={style.kind}>{index > done.length ? words.history.undone : kind}</span>
            </button>
          </li>
        ))}
      </ol>
    </ModalDialog>
  )
}
