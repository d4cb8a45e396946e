import { useStore } from '../state/store.ts'
import { selectView } from '../state/selectors.ts'
import { ModalDialog } from '../ui/dialog.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { words } from '../words.ts'
import { FixList } from './fix-list.tsx'
import style from './fix-list.module.css'

/** The fixes of one problem, reached from its row, from the source and with Ctrl+. */
export function FixesDialog() {
  const problem = useStore((store) => (store.fixesOf === null ? undefined : selectView(store)?.opened.problems[store.fixesOf]))
  const index = useStore((store) => store.fixesOf)
  const { showFixes } = useStore.getState()
  if (!problem || index === null) return null
  return (
    <ModalDialog title={words.problems.ruleTitle(problem.rule)} onClose={() => showFixes(null)}>
      <p className={style.what}>
        <MarkedText text={problem.message} />
      </p>
      <FixList problem={index} fixes={problem.fixes} isMain onChosen={() => showFixes(null)} />
    </ModalDialog>
  )
}
