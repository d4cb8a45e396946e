import { ChevronDown, ChevronRight, Ellipsis } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { TimelineRow } from '../../core/timeline/row.ts'
import type { DetailView } from '../state/view-slice.ts'
import { size } from '../ui/numbers.ts'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { shortId, visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { Glyph, shapeOf } from './glyphs.tsx'
import { Gutter } from './gutter.tsx'
import { RowContent } from './row-content.tsx'
import { canExpand, goToOf, plainWords } from './row-state.ts'
import type { capsuleOf, Segment } from './pair-lines.ts'
import style from './timeline-row.module.css'

export interface RowActions {
  select: (row: number) => void
  toggle: (row: TimelineRow) => void
  goTo: (row: number) => void
  showFixes: (problem: number) => void
  selectProblem: (problem: number) => void
  openMenu: (row: number, at: { x: number; y: number }) => void
}

export interface TimelineRowProps {
  readonly row: TimelineRow
  readonly isSelected: boolean
  readonly isExpanded: boolean
  /** Fetched when the row is expanded. */
  readonly detail: DetailView | undefined
  readonly segments: readonly Segment[]
  /** Columns of the gutter; 0 on narrow screens, where lines are words. */
  readonly tracks: number
  readonly capsule: ReturnType<typeof capsuleOf>
  /** What the first problem of the row is called. */
  readonly problemName: string | null
  readonly actions: RowActions
}

/** One row, painted: number, lines, shape, words, chips. */
export const TimelineRowView = memo(function TimelineRowView(props: TimelineRowProps) {
  const { row, isSelected, isExpanded, detail, segments, tracks, actions } = props
  return (
    // The item around it has the keyboard; the mouse may click anywhere.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      className={style.row}
      data-type={row.type}
      data-role={row.type === 'message' ? row.role : undefined}
      data-severity={row.severity ?? undefined}
      data-selected={isSelected || undefined}
      data-capsule={props.capsule ?? undefined}
      onClick={() => actions.select(row.index)}
      onContextMenu={(event) => {
        if (getSelection()?.isCollapsed === false) return // what was marked is to be copied
        event.preventDefault()
        actions.openMenu(row.index, { x: event.clientX, y: event.clientY })
      }}
    >
      <span className={style.number}>{row.number ?? ''}</span>
      {tracks > 0 && <Gutter segments={segments} tracks={tracks} />}
      <div className={style.body}>
        {row.type === 'call' && row.group && <span className={style.bracket} aria-hidden="true" data-end={endOf(row.group)} />}
        <div className={style.line}>
          <span className={style.hidden}>{visibleText(row.spoken)}</span>
          <Glyph shape={shapeOf(row)} />
          <Words row={row} />
          {row.facts.length > 0 && <span className={style.facts}>{visibleText(row.facts.map(withoutDate).join(' · '))}</span>}
          <Chips {...props} />
        </div>
        {isExpanded && <RowContent row={row} detail={detail} />}
      </div>
    </div>
  )
}, isSamePicture)

/** The day stands in the inspector: in a row it would leave no room for the rest. */
const withoutDate = (fact: string): string => fact.replace(/^\d{4}-\d\d-\d\d /, '')

/** Segments are made anew with each drawing, although most rows look as before. */
function isSamePicture(a: TimelineRowProps, b: TimelineRowProps): boolean {
  const { segments: before, ...left } = a
  const { segments: after, ...right } = b
  const isSame = Object.entries(left).every(([key, value]) => right[key as keyof typeof right] === value)
  return isSame && pictureOf(before) === pictureOf(after)
}

function pictureOf(segments: readonly Segment[]): string {
  return segments.map(({ line, part }) => `${part}${line.track}${line.style}${line.isSelected}${line.pointsUp}`).join()
}

function endOf({ position, size: all }: { position: number; size: number }): 'first' | 'last' | undefined {
  return position === 0 ? 'first' : position === all - 1 ? 'last' : undefined
}

function Words({ row }: { row: TimelineRow }): ReactNode {
  switch (row.type) {
    case 'message':
      return (
        <>
          <span className={style.who} data-ink={row.role}>
            {visibleText(row.roleWord)}
          </span>
          <span className={style.summary}>{row.summary === '' ? <i>{words.timeline.noText}</i> : visibleText(row.summary)}</span>
        </>
      )
    case 'call':
      return (
        <>
          <span className={style.tool}>{visibleText(row.tool)}</span>
          <code className={style.code} data-malformed={row.malformed || undefined}>
            {visibleText(row.summary)}
          </code>
        </>
      )
    case 'result':
      return (
        <>
          <span className={style.tool}>
            {row.failed ? words.timeline.failedResult : words.timeline.result}
            {row.tool !== null && <span className={style.toolName}> {visibleText(row.tool)}</span>}
          </span>
          <code className={style.code}>
            {row.summary === '' ? <i>{words.timeline.emptyResult}</i> : visibleText(row.summary)}
          </code>
        </>
      )
    case 'slot': {
      const [first = words.timeline.missing(row.missing, row.callId === null ? null : shortId(row.callId))] = plainWords(row)
      return <span className={style.slotText}>{visibleText(first)}</span>
    }
    case 'unparsed':
      return (
        <>
          <span className={style.who} data-ink="unknown">
            {words.timeline.unparsed}
          </span>
          <code className={style.code}>{visibleText(row.summary)}</code>
        </>
      )
    case 'lane':
      return <span className={style.laneTitle}>{visibleText(row.title)}</span>
  }
}

function Chips({ row, isSelected, isExpanded, problemName, actions }: TimelineRowProps): ReactNode {
  // Tab reaches the actions of the row it stands on; those of other rows are a row away.
  const stop = isSelected ? 0 : -1
  const goTo = goToOf(row)
  const [problem] = row.problems
  const isSlot = row.type === 'slot'
  return (
    <span className={style.chips}>
      {(isSlot ? plainWords(row).slice(1) : plainWords(row)).map((word) => (
        <span key={word} className={style.word}>
          {visibleText(word)}
        </span>
      ))}
      {row.type === 'message' && row.bytes >= 10_000 && <span className={style.word}>{size(row.bytes)}</span>}
      {goTo && (
        <button
          type="button"
          className={style.goTo}
          tabIndex={stop}
          aria-label={words.timeline.goTo(row.type === 'call' ? 'result' : 'call')}
          onClick={only(() => actions.goTo(goTo.row))}
        >
          {goTo.text}
        </button>
      )}
      {problem !== undefined && isSlot && (
        <button type="button" className={style.fix} tabIndex={stop} onClick={only(() => actions.showFixes(problem))}>
          {words.problems.fixMenu}
        </button>
      )}
      {problem !== undefined && !isSlot && row.severity && (
        <button
          type="button"
          className={style.problem}
          tabIndex={stop}
          data-severity={row.severity}
          aria-label={words.timeline.problemChip(problemName ?? '', row.problems.length)}
          onClick={only(() => actions.selectProblem(problem))}
        >
          <SeverityGlyph severity={row.severity} size={14} />
          <span>{problemName}</span>
          {row.problems.length > 1 && <span>+{row.problems.length - 1}</span>}
        </button>
      )}
      {canExpand(row) && (
        <button
          type="button"
          className={style.toggle}
          tabIndex={stop}
          aria-expanded={isExpanded}
          aria-label={isExpanded ? words.timeline.collapse : words.timeline.expand}
          onClick={only(() => actions.toggle(row))}
        >
          {isExpanded ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        </button>
      )}
      <button
        type="button"
        className={style.menu}
        tabIndex={stop}
        data-row-menu
        aria-haspopup="menu"
        aria-label={words.timeline.menu}
        onClick={(event) => {
          event.stopPropagation()
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          actions.openMenu(row.index, { x: left, y: bottom })
        }}
      >
        <Ellipsis size={14} />
      </button>
    </span>
  )
}

/** The button acts; the row under it is not clicked too. */
function only(act: () => void): (event: { stopPropagation: () => void }) => void {
  return (event) => {
    event.stopPropagation()
    act()
  }
}
