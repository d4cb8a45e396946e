import { ChevronLeft, ChevronRight } from 'lucide-react'
import { SourcePane } from '../editor/source-pane.tsx'
import { Detection } from '../header/detection.tsx'
import { Prediction } from '../header/prediction.tsx'
import { Targets } from '../header/targets.tsx'
import { Toolbar } from '../header/toolbar.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import { steppedProblems } from '../state/selection-slice.ts'
import { countProblems, selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { StatusBar } from '../status/status-bar.tsx'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import { ReadingBar } from './reading-bar.tsx'
import { TimelinePanel } from './timeline-panel.tsx'
import style from './workspace.module.css'

const regions = ['timeline', 'problems', 'source', 'export'] as const

/** On a narrow screen: one region at a time, with a bar below to go between them. */
export function NarrowWorkspace() {
  const region = useStore((store) => store.region)
  const view = useStore(selectView)
  const source = useStore(selectSource)
  const { showRegion } = useStore.getState()
  if (!source) return null
  const shown = regions.find((name) => name === region) ?? 'timeline'
  const counts = view ? countProblems(view, source.ignored) : { errors: 0, warnings: 0 }
  const names: Record<(typeof regions)[number], string> = {
    timeline: words.timeline.title,
    problems: words.layout.problems(counts.errors + counts.warnings),
    source: words.source.title,
    export: words.layout.export,
  }
  return (
    <main className={style.main} id="main">
      {(shown === 'timeline' || shown === 'problems') && (
        <div className={style.head}>{shown === 'timeline' ? <Detection /> : <Targets />}</div>
      )}
      <ReadingBar />
      <div className={style.body}>
        {shown === 'timeline' && <TimelinePanel hasLines={false} />}
        {shown === 'problems' && (view && view.opened.problems.length > 0 ? <ProblemsPanel /> : <Prediction />)}
        {shown === 'source' && <SourcePane />}
        {shown === 'export' && (
          <div className={style.export} data-region="export" tabIndex={-1}>
            <Targets />
            <Prediction />
            <Toolbar />
            <p className={style.promise}>{words.privacy.promise}</p>
            <StatusBar />
          </div>
        )}
      </div>
      {(shown === 'timeline' || shown === 'problems') && <ProblemStepper />}
      <nav className={style.bottom} aria-label={words.layout.regions}>
        {regions.map((name) => (
          <button key={name} type="button" aria-current={name === shown ? 'page' : undefined} onClick={() => showRegion(name)}>
            {names[name]}
          </button>
        ))}
      </nav>
    </main>
  )
}

/** From problem to problem without the list. */
function ProblemStepper() {
  const view = useStore(selectView)
  const ignored = useStore((store) => selectSource(store)?.ignored)
  const { stepProblem, showRegion } = useStore.getState()
  if (!view || !ignored) return null
  const order = steppedProblems(view, ignored)
  if (order.length === 0) return null
  const at = order.findIndex(({ index }) => index === view.problem)
  const { errors, warnings, infos } = countProblems(view, ignored)
  const all = Math.max(order.length, errors + warnings > 0 ? errors + warnings : infos)
  const step = (direction: 1 | -1) => {
    showRegion('timeline')
    stepProblem(direction)
  }
  return (
    <section className={style.stepper} aria-label={words.layout.stepper}>
      <Button look="quiet" aria-label={words.layout.previous} onClick={() => step(-1)}>
        <ChevronLeft size={16} aria-hidden="true" /> {words.layout.previousShort}
      </Button>
      <span>{at === -1 ? words.layout.problems(all) : words.layout.position(at + 1, all)}</span>
      <Button look="quiet" aria-label={words.layout.next} onClick={() => step(1)}>
        {words.layout.nextShort} <ChevronRight size={16} aria-hidden="true" />
      </Button>
    </section>
  )
}
