import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { ProposalView } from '../../worker/protocol.ts'
import { words } from '../words.ts'
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
  const hasRows = shown.rowsBefore.length + shown.rowsAfter.length > 0
  return (
    <Tabs className={style.tabs ?? ''}>
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
      <TabPanel id="meaning">
        {hasRows ? (
          <MeaningDiff before={shown.rowsBefore} after={shown.rowsAfter} />
        ) : (
          <p className={style.nothing}>{words.compare.noRows}</p>
        )}
      </TabPanel>
      <TabPanel id="text">
        <TextDiff proposal={shown} />
      </TabPanel>
      {more && <TabPanel id="more">{more.content}</TabPanel>}
    </Tabs>
  )
}
