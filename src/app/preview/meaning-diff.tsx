import type { MarkedRow } from '../../worker/protocol.ts'
import { Glyph, shapeOf } from '../timeline/glyphs.tsx'
import { plainWords } from '../timeline/row-state.ts'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { shortId, visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { scrollTo } from './difference-steps.tsx'
import { differencesOf } from './differences.ts'
import style from './preview.module.css'

const signs = { added: '+', removed: '−', changed: '~', same: '' } as const

/** Where the timeline cuts a summary. */
const SUMMARY_LENGTH = 200

interface Props {
  readonly before: readonly MarkedRow[]
  readonly after: readonly MarkedRow[]
  /** The difference that was gone to. */
  readonly current: number | null
}

/** The conversation around the changes, before and after: here the pair is seen healed. */
export function MeaningDiff({ before, after, current }: Props) {
  return (
    <div className={style.sides}>
      <Side title={words.preview.before} rows={before} current={current} />
      <Side title={words.preview.after} rows={after} current={current} />
    </div>
  )
}

function Side({ title, rows, current }: { title: string; rows: readonly MarkedRow[]; current: number | null }) {
  const differences = differencesOf(rows)
  const isCurrent = (at: number): boolean => current !== null && differences[at] === current
  return (
    <div className={style.side}>
      <h3>{title}</h3>
      <ol aria-label={title}>
        {rows.map(({ row, mark }, i) => (
          <li
            key={row.index}
            data-mark={mark}
            data-gap={(rows[i - 1] && rows[i - 1]?.row.index !== row.index - 1) || undefined}
            data-current={isCurrent(i) || undefined}
            ref={isCurrent(i) && !isCurrent(i - 1) ? scrollTo : null}
          >
            <span className={style.sign} aria-hidden="true">
              {signs[mark]}
            </span>
            {mark !== 'same' && <span className="visually-hidden">{words.preview.marks[mark]}: </span>}
            <span className={style.rowNumber}>{row.number}</span>
            <Glyph shape={shapeOf(row)} />
            <RowWords row={row} />
            {row.severity && row.type !== 'slot' && <SeverityGlyph severity={row.severity} size={14} />}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** A summary that was cut says so: where it wraps, no style does. */
function shortText(summary: string): string {
  return `${visibleText(summary)}${summary.length >= SUMMARY_LENGTH ? '…' : ''}`
}

function RowWords({ row }: { row: MarkedRow['row'] }) {
  switch (row.type) {
    case 'message':
      return (
        <span className={style.words}>
          <b>{visibleText(row.roleWord)}</b> {shortText(row.summary)}
        </span>
      )
    case 'call':
      return (
        <span className={style.words}>
          <b>{visibleText(row.tool)}</b> <code>{shortText(row.summary)}</code>
        </span>
      )
    case 'result':
      return (
        <span className={style.words}>
          <b>{words.timeline.result}</b> <code>{shortText(row.summary)}</code>
        </span>
      )
    case 'slot':
      return (
        <span className={style.words} data-slot>
          {visibleText(plainWords(row)[0] ?? words.timeline.missing(row.missing, row.callId && shortId(row.callId)))}
        </span>
      )
    case 'unparsed':
      return (
        <span className={style.words}>
          <b>{words.timeline.unparsed}</b> <code>{shortText(row.summary)}</code>
        </span>
      )
    case 'lane':
      return <span className={style.words}>{visibleText(row.title)}</span>
  }
}
