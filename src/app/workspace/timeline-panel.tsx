import { FieldMapper } from '../fields/field-mapper.tsx'
import { selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { brokenPlace, shownRows } from '../state/view-slice.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { Button } from '../ui/button.tsx'
import { number } from '../ui/numbers.ts'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { SourceState } from './source-state.tsx'
import style from './workspace.module.css'

/** The timeline with what has to be said above it. */
export function TimelinePanel({ hasLines }: { hasLines: boolean }) {
  const view = useStore(selectView)
  const source = useStore(selectSource)
  const { selectProblem } = useStore.getState()
  if (!source) return null
  const broken = view && brokenPlace(view)
  const hasRows = (shownRows(view)?.opened.rows ?? 0) > 0
  return (
    <section className={style.timeline} aria-label={words.timeline.region} data-region="timeline" tabIndex={-1}>
      <h2 className="visually-hidden">{words.timeline.region}</h2>
      {source.lesson !== null && (
        <p className={style.lesson}>
          <b>{words.open.sample}</b> {source.lesson}
        </p>
      )}
      {view && hasRows && broken && (
        <output className={style.broken}>
          <span>{words.timeline.stopsParsing(number(broken.line), view.lastGood !== null)}</span>
          <Button look="quiet" onClick={() => selectProblem(view.opened.problems.indexOf(broken), 'jump')}>
            {words.timeline.goToSpot}
          </Button>
        </output>
      )}
      <FieldMapper />
      <div className={style.rows}>
        {hasRows ? <Timeline key={source.id} hasLines={hasLines} /> : <SourceState title={visibleText(source.title)} />}
      </div>
    </section>
  )
}
