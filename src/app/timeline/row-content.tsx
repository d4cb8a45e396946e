import { useState } from 'react'
import type { TimelineRow } from '../../core/timeline/row.ts'
import type { DetailView } from '../state/view-slice.ts'
import { number } from '../ui/numbers.ts'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { cutText, FOLDED_LINES } from './row-state.ts'
import style from './timeline-row.module.css'

/** The whole text of an expanded row: twenty lines, then the rest on request. */
export function RowContent({ row, detail }: { row: TimelineRow; detail: DetailView | undefined }) {
  const [isWhole, setWhole] = useState(false)
  if (!detail) return <div className={style.content} aria-busy="true" />
  const { text, textLength } = detail.detail
  const { shown, lines, characters } = cutText(text, isWhole ? Number.POSITIVE_INFINITY : FOLDED_LINES)
  const isProse = row.type === 'message'
  return (
    <div
      className={style.content}
      data-prose={isProse || undefined}
      data-malformed={row.type === 'call' && row.malformed ? true : undefined}
    >
      <div className={style.text}>{visibleText(shown)}</div>
      {characters > 0 && (
        <button
          type="button"
          className={style.more}
          onClick={(event) => {
            event.stopPropagation()
            setWhole(true)
          }}
        >
          {words.timeline.showMore(lines, characters)}
        </button>
      )}
      {characters === 0 && textLength > text.length && (
        <p className={style.cut}>{words.timeline.cut(number(text.length), number(textLength))}</p>
      )}
    </div>
  )
}
