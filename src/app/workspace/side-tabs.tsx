import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { SourcePane } from '../editor/source-pane.tsx'
import { InspectorPanel } from '../inspector/inspector-panel.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import type { Region } from '../state/screen-slice.ts'
import { countProblems, selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import style from './workspace.module.css'

const sides = ['problems', 'inspector', 'source'] as const

/** On a medium screen: one region beside the timeline. */
export function SideTabs() {
  const region = useStore((store) => store.region)
  const view = useStore(selectView)
  const source = useStore(selectSource)
  const { showRegion } = useStore.getState()
  const counts = view && source ? countProblems(view, source.ignored) : null
  const shown = sides.find((side) => side === region) ?? 'problems'
  const names: Record<(typeof sides)[number], string> = {
    problems: words.layout.problems((counts?.errors ?? 0) + (counts?.warnings ?? 0)),
    inspector: words.inspector.title,
    source: words.source.title,
  }
  return (
    <Tabs className={style.side ?? ''} selectedKey={shown} onSelectionChange={(key) => showRegion(key as Region)}>
      <TabList className={style.sideList ?? ''} aria-label={words.layout.regions}>
        {sides.map((side) => (
          <Tab key={side} id={side} className={style.sideTab ?? ''}>
            {names[side]}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="problems" className={style.sidePanel ?? ''}>
        <ProblemsPanel />
      </TabPanel>
      <TabPanel id="inspector" className={style.sidePanel ?? ''}>
        <InspectorPanel />
      </TabPanel>
      <TabPanel id="source" className={style.sidePanel ?? ''}>
        <SourcePane />
      </TabPanel>
    </Tabs>
  )
}
