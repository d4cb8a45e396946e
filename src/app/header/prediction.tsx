import { selectView, targetTitle } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { number } from '../ui/numbers.ts'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './header.module.css'

/** What the target would answer now: its first complaint in its own words, or nothing to complain about. */
export function Prediction() {
  const view = useStore(selectView)
  const { selectProblem } = useStore.getState()
  if (!view) return null
  const { prediction, problems, counts, read, rulesChecked, format, rewrittenAs } = view.opened
  const target = targetTitle(view)
  if (!prediction) {
    if (format === 'unknown') return null
    if (problems.some(({ rule }) => rule === 'invalid-json')) {
      return (
        <p className={style.prediction} data-state="refused">
          <SeverityGlyph severity="error" />
          <span>{words.targets.notJson(target)}</span>
        </p>
      )
    }
    if (counts.errors > 0) return null
    if (read.state !== 'done') return <p className={style.prediction}>{words.targets.nothingYet(target)}</p>
    const left = counts.warnings + counts.infos
    return (
      <p className={style.prediction} data-state="accepted">
        <SeverityGlyph severity="fixed" />
        <span>
          {rewrittenAs !== null
            ? words.targets.onceRewritten(target, rewrittenAs)
            : left === 0
              ? words.targets.noProblems(target, number(rulesChecked))
              : words.targets.wouldAccept(target, left, number(rulesChecked))}
        </span>
      </p>
    )
  }
  const problem = problems.findIndex(({ providerError }) => providerError === prediction.error)
  return (
    <div className={style.prediction} data-state={prediction.depends ? 'depends' : 'refused'}>
      <SeverityGlyph severity={prediction.depends ? 'warning' : 'error'} />
      <p>
        <span>{prediction.depends ? words.targets.mayAnswer(target) : words.targets.wouldAnswer(target)}</span>{' '}
        <b>{prediction.status}</b> <q>{visibleText(prediction.error)}</q>
      </p>
      {problem !== -1 && (
        <Button look="quiet" onClick={() => selectProblem(problem, 'jump', true)}>
          {words.targets.showPlace}
        </Button>
      )}
    </div>
  )
}
