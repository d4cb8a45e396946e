import { useEffect } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { RowDetail, TimelineRow } from '../../core/timeline/row.ts'
import { FixList } from '../fixes/fix-list.tsx'
import { CopyButton } from '../notices/copy-button.tsx'
import { selectRow, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Glyph, shapeOf } from '../timeline/glyphs.tsx'
import { Button } from '../ui/button.tsx'
import { number } from '../ui/numbers.ts'
import { PanelHead } from '../ui/panel-head.tsx'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { titleOf, tieOf } from './inspector-words.ts'
import style from './inspector-panel.module.css'

/** Everything about the selected row, its other half beside it, so that nobody has to scroll between them. */
export function InspectorPanel() {
  const view = useStore(selectView)
  const row = useStore(selectRow)
  const { needDetail, selectRow: goTo } = useStore.getState()
  const revision = view?.revision
  const index = row?.index
  useEffect(() => {
    if (index !== undefined) needDetail(index)
  }, [needDetail, revision, index])

  return (
    <section className={style.panel} aria-label={words.inspector.region} data-region="inspector" tabIndex={-1}>
      <PanelHead title={words.inspector.title}>
        {row && (
          <span className={style.title}>
            <Glyph shape={shapeOf(row)} /> {visibleText(titleOf(row))}
          </span>
        )}
      </PanelHead>
      <div className={style.body}>
        {!view || !row ? (
          <p className={style.empty}>{words.inspector.nothing}</p>
        ) : (
          <>
            <Facts row={row} lines={view.details.get(row.index)?.lines} />
            {row.problems.map((problemIndex) => {
              const problem = view.opened.problems[problemIndex]
              return (
                problem && (
                  <div key={problemIndex} className={style.problem} data-severity={problem.severity}>
                    <p>
                      <SeverityGlyph severity={problem.severity} />
                      <span>
                        <MarkedText text={problem.message} />
                      </span>
                    </p>
                    <FixList problem={problemIndex} fixes={problem.fixes} />
                  </div>
                )
              )
            })}
            <Pair detail={view.details.get(row.index)?.detail} onGoTo={(partner) => goTo(partner, 'jump', true)} />
            <Contents key={row.key} row={row} detail={view.details.get(row.index)?.detail} />
          </>
        )}
      </div>
    </section>
  )
}

function Facts({ row, lines }: { row: TimelineRow; lines: { first: number; last: number } | undefined }) {
  const callId = 'callId' in row ? row.callId : null
  const tie = tieOf(row)
  return (
    <dl className={style.facts}>
      {callId !== null && (
        <>
          <dt>{words.inspector.id}</dt>
          <dd>
            <code>{visibleText(callId)}</code>
            <CopyButton label={words.inspector.copyId} text={callId} />
            <Button look="quiet" onClick={() => void useStore.getState().askEdit('rename', row.index)}>
              {words.inspector.rename}
            </Button>
          </dd>
        </>
      )}
      <dt>{words.inspector.place}</dt>
      <dd>
        <code>{visibleText(row.path)}</code>
      </dd>
      <dt>{words.inspector.line}</dt>
      <dd>
        {lines && words.inspector.lines(number(lines.first), number(lines.last))}
        {lines && ' · '}
        {words.inspector.bytes(number(row.span.start), number(row.span.end))}
      </dd>
      {tie && (
        <>
          <dt>{words.inspector.pair}</dt>
          <dd>{tie}</dd>
        </>
      )}
      {row.facts.length > 0 && (
        <>
          <dt>{words.inspector.facts}</dt>
          <dd>{row.facts.map(visibleText).join(' · ')}</dd>
        </>
      )}
      {row.words.length > 0 && (
        <>
          <dt>{words.inspector.remarks}</dt>
          <dd>{row.words.map(visibleText).join(' · ')}</dd>
        </>
      )}
    </dl>
  )
}

function Pair({ detail, onGoTo }: { detail: RowDetail | undefined; onGoTo: (row: number) => void }) {
  const partner = detail?.partner
  if (!partner) return null
  return (
    <div className={style.pair}>
      <p>
        <b>{visibleText(partner.label)}</b>
        <Button look="quiet" onClick={() => onGoTo(partner.row)}>
          {words.timeline.goTo(detail.row.type === 'call' ? 'result' : 'call')}
        </Button>
      </p>
      <pre>{visibleText(partner.text)}</pre>
    </div>
  )
}

function Contents({ row, detail }: { row: TimelineRow; detail: RowDetail | undefined }) {
  if (!detail || row.type === 'slot' || row.type === 'lane') return null
  const parts = [
    {
      id: 'text',
      title: row.type === 'call' ? words.inspector.input : words.inspector.text,
      text: detail.text,
      length: detail.textLength,
    },
    { id: 'raw', title: words.inspector.raw, text: detail.raw, length: detail.rawLength },
  ]
  return (
    <Tabs className={style.tabs ?? ''}>
      <TabList aria-label={words.inspector.contents} className={style.tabList ?? ''}>
        {parts.map(({ id, title }) => (
          <Tab key={id} id={id} className={style.tab ?? ''}>
            {title}
          </Tab>
        ))}
      </TabList>
      {parts.map(({ id, text, length }) => (
        <TabPanel key={id} id={id} className={style.tabPanel ?? ''}>
          <pre>{visibleText(text)}</pre>
          {length > text.length && <p className={style.empty}>{words.timeline.cut(number(text.length), number(length))}</p>}
          {length <= text.length && text !== '' && <CopyButton label={words.inspector.copyContents} text={text} />}
        </TabPanel>
      ))}
    </Tabs>
  )
}
