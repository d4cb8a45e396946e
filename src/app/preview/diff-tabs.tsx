import { useState, type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { ProposalView } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import { allDifferences } from './differences.ts'
import { DifferenceSteps } from './difference-steps.tsx'
import { MeaningDiff } from './meaning-diff.tsx'
import { TextDiff } from './text-diff.tsx'
import style from './preview.module.css'

interface Props {
  readonly title: string
  readonly shown: Pick<ProposalView, 'rowsBefore' | 'rowsAfter' | 'hunks' | 'hunksLeftOut'>
  /** One more tab. */
  readonly more?: { readonly title: string; readonly content: ReactNode }
}

/** What edits do: to the conversation, and to the lines of the source. */
export function DiffTabs({ title, shown, more }: Props) {
  const [tab, setTab] = useState('meaning')
  const [place, setPlace] = useState({ shown, tab, at: -1 })
  // What is shown anew begins anew.
  const at = place.shown === shown && place.tab === tab ? place.at : -1
  const differences = differencesIn(tab, shown)
  const current = differences[at] ?? null
  const hasRows = shown.rowsBefore.length + shown.rowsAfter.length > 0
  return (
    <Tabs className={style.tabs ?? ''} selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
      <div className={style.tabBar}>
        <TabList aria-label={title} className={style.tabList ?? ''}>
          <Tab id="meaning" className={style.tab ?? ''}>
            {words.preview.meaning}
          </Tab>
          <Tab id="text" className={style.tab ?? ''}>
            {words.preview.text}
          </Tab>
          {more && (
            <Tab id="more" className={style.tab ?? ''}>
              {more.title}
            </Tab>
          )}
        </TabList>
        {differences.length > 1 && (
          <DifferenceSteps at={at} count={differences.length} onGoTo={(next) => setPlace({ shown, tab, at: next })} />
        )}
      </div>
      <TabPanel id="meaning">
        {hasRows ? (
          <MeaningDiff before={shown.rowsBefore} after={shown.rowsAfter} current={current} />
        ) : (
          <p className={style.nothing}>{shown.hunks.length > 0 ? words.compare.noRows : words.preview.unchanged}</p>
        )}
      </TabPanel>
      <TabPanel id="text">
        <TextDiff proposal={shown} current={current} />
      </TabPanel>
      {more && <TabPanel id="more">{more.content}</TabPanel>}
    </Tabs>
  )
}

/** The numbers of the differences a tab shows, from top to bottom. */
function differencesIn(tab: string, { rowsBefore, rowsAfter, hunks }: Props['shown']): readonly number[] {
  if (tab === 'meaning') return allDifferences(rowsBefore, rowsAfter)
  return tab === 'text' ? [...hunks.keys()] : []
}
