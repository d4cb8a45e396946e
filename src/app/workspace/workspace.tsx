import { useEffect, useRef } from 'react'
import { BigCopyDialog, ClosingDialog } from '../changes/closing-dialog.tsx'
import { EditDialogs } from '../editing/edit-dialogs.tsx'
import { SourcePane } from '../editor/source-pane.tsx'
import { FixesDialog } from '../fixes/fixes-dialog.tsx'
import { Detection } from '../header/detection.tsx'
import { Prediction } from '../header/prediction.tsx'
import { Targets } from '../header/targets.tsx'
import { Toolbar } from '../header/toolbar.tsx'
import { InspectorPanel } from '../inspector/inspector-panel.tsx'
import { PreviewDialog } from '../preview/preview-dialog.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import { selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import { NarrowWorkspace } from './narrow-workspace.tsx'
import { ReadingBar } from './reading-bar.tsx'
import { SideTabs } from './side-tabs.tsx'
import { Split, type SplitPanel } from './split.tsx'
import { TimelinePanel } from './timeline-panel.tsx'
import type { PageWidth } from './use-page-width.ts'
import style from './workspace.module.css'

/** One opened source: what it is, what is wrong, what can be done. */
export default function Workspace({ width }: { width: PageWidth }) {
  const source = useStore(selectSource)
  const view = useStore(selectView)
  const hidden = useStore((store) => store.settings.hidden)
  const hasProblems = (view?.opened.problems.length ?? 0) > 0
  useFirstFocus(view ? (source?.id ?? null) : null)
  if (!source) return null

  const isShown = (panel: 'inspector' | 'problems' | 'source') => !hidden.includes(panel)
  const problems: SplitPanel[] =
    hasProblems && isShown('problems') ? [{ id: 'problems', size: 38, content: <ProblemsPanel /> }] : []
  const side: SplitPanel[] = [
    ...(isShown('inspector') ? [{ id: 'inspector', size: 45, content: <InspectorPanel /> }] : []),
    ...(isShown('source') ? [{ id: 'source', size: 55, content: <SourcePane /> }] : []),
  ]
  const dialogs = (
    <>
      <FixesDialog />
      <EditDialogs />
      <PreviewDialog />
      <ClosingDialog />
      <BigCopyDialog />
    </>
  )
  if (width === 'narrow') {
    return (
      <>
        <NarrowWorkspace />
        {dialogs}
      </>
    )
  }

  const main = (
    <Split
      id="main"
      orientation="vertical"
      label={words.layout.resize}
      panels={[{ id: 'timeline', size: 62, content: <TimelinePanel hasLines /> }, ...(width === 'wide' ? problems : [])]}
    />
  )
  return (
    <main className={style.main} id="main">
      <div className={style.head}>
        <Detection />
        <Targets />
      </div>
      <Prediction />
      <Toolbar />
      <ReadingBar />
      <div className={style.body}>
        {width === 'wide' ? (
          <Split
            id="columns"
            orientation="horizontal"
            label={words.layout.resize}
            panels={[
              { id: 'left', size: 58, content: main },
              ...(side.length > 0
                ? [
                    {
                      id: 'right',
                      size: 42,
                      content: <Split id="side" orientation="vertical" label={words.layout.resize} panels={side} />,
                    },
                  ]
                : []),
            ]}
          />
        ) : (
          <Split
            id="pair"
            orientation="horizontal"
            label={words.layout.resize}
            panels={[
              { id: 'left', size: 58, content: main },
              { id: 'right', size: 42, content: <SideTabs /> },
            ]}
          />
        )}
      </div>
      {dialogs}
    </main>
  )
}

/** After opening, the keyboard is at the first problem, if it is nowhere else: nobody has to click to begin. */
function useFirstFocus(openedId: string | null): void {
  const focused = useRef<string | null>(null)
  useEffect(() => {
    if (openedId === null || openedId === focused.current) return
    focused.current = openedId
    const timer = setTimeout(() => {
      if (document.activeElement && document.activeElement !== document.body) return
      const first = ['problems', 'timeline'].map((name) =>
        document.querySelector<HTMLElement>(`[data-region="${name}"] li[tabindex="0"]`),
      )
      first.find((row) => row !== null)?.focus({ preventScroll: true })
    }, 50)
    return () => clearTimeout(timer)
  }, [openedId])
}
