import { DiffTabs } from '../preview/diff-tabs.tsx'
import { selectSource } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { number } from '../ui/numbers.ts'
import { visibleText } from '../ui/visible-text.ts'
import type { Comparison } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import style from './changes-dialog.module.css'

/** What all steps come to, or one of them did, seen as a preview shows it; there is nothing to apply. */
export function CompareDialog() {
  const source = useStore(selectSource)
  const comparison = useStore((store) => store.comparison)
  const step = useStore((store) => store.comparedStep)
  const { openDialog } = useStore.getState()
  if (!source) return null
  return (
    <ModalDialog
      width="large"
      title={step ? <MarkedText text={step.title} /> : words.compare.title(visibleText(source.title))}
      onClose={() => openDialog(null)}
      footer={
        <>
          <span className={style.summary}>{comparison && summaryOf(comparison)}</span>
          <Button onClick={() => openDialog('changes')}>{words.compare.back}</Button>
          <Button onClick={() => openDialog(null)}>{words.close}</Button>
        </>
      }
    >
      {!comparison && <p aria-live="polite">{words.preview.asking(null)}</p>}
      {comparison?.edits === 0 && <p>{words.compare.same}</p>}
      {comparison !== null && comparison.edits > 0 && (
        <DiffTabs title={step ? words.compare.whatStep : words.compare.what} shown={comparison} />
      )}
    </ModalDialog>
  )
}

function summaryOf({ edits, bytesIn, bytesOut, problems }: Comparison): string {
  if (edits === 0) return ''
  const summary = words.compare.summary(edits, bytesOut, bytesIn)
  if (!problems) return summary
  const { before, after } = problems
  return `${summary} ${words.compare.problems(number(before.errors + before.warnings), number(after.errors + after.warnings))}`
}
