import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import type { TimelineRow } from '../../core/timeline/row.ts'
import { selectShownView, selectSource, selectView } from '../state/selectors.ts'
import { useStore, type Store } from '../state/store.ts'
import { useRowHeight } from '../state/use-row-height.ts'
import { brokenPlace, rowOf } from '../state/view-slice.ts'
import { VirtualList, type ListControls } from '../ui/virtual-list/virtual-list.tsx'
import { createVisibleRows } from '../ui/virtual-list/visible-rows.ts'
import { words } from '../words.ts'
import { Minimap } from './minimap.tsx'
import { capsuleOf, pairLines, segmentsAt } from './pair-lines.ts'
import { goToOf, isExpanded, numberWidth, rowLabel } from './row-state.ts'
import { TimelineRowView, type RowActions } from './timeline-row.tsx'
import rowStyle from './timeline-row.module.css'
import style from './timeline.module.css'

/** From so many messages on there is a minimap. */
const MANY_MESSAGES = 31

/** The conversation as rows. Only the rows in view exist, here and in memory; the worker gives the others when they come. */
export function Timeline({ hasLines }: { hasLines: boolean }) {
  const view = useStore(selectShownView)
  const isBroken = useStore(isTextBroken)
  const source = useStore(selectSource)
  const revealed = useStore((store) => store.revealed)
  const isReading = useStore((store) => store.reading !== null)
  const { needRows, needDetail } = useStore.getState()
  const actions = useRowActions()
  const height = useRowHeight()
  const tracks = useRef(new Map<string, number>())
  const drawn = useRef({ from: 0, to: 0 })
  const [visible] = useState(createVisibleRows)
  const list = useRef<ListControls>(null)

  const needDetails = useCallback(() => {
    if (!view || !source) return
    for (let index = drawn.current.from; index < drawn.current.to; index++) {
      const row = rowOf(view, index)
      if (row && isExpanded(row, view.opened.totals.messages, source.toggled)) needDetail(index)
    }
  }, [view, source, needDetail])
  useEffect(needDetails, [needDetails])

  const onVisible = useCallback(
    (from: number, to: number) => {
      drawn.current = { from, to }
      needRows(from, to)
      needDetails()
    },
    [needRows, needDetails],
  )
  const reveal = useMemo(() => {
    if (!revealed) return null
    const { row, turn, origin, focus } = revealed
    const takesFocus = focus && (origin === 'timeline' || origin === 'jump')
    return { row, turn, focus: takesFocus, align: origin === 'timeline' ? ('nearest' as const) : ('center' as const) }
  }, [revealed])

  if (!view || !source) return null
  const { opened } = view
  const messages = opened.totals.messages

  const onKey = (event: KeyboardEvent<HTMLElement>, index: number): boolean => {
    const row = rowOf(view, index)
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      actions.openMenu(index, menuPlace(event.currentTarget, index))
      return true
    }
    const isOpen = isExpanded(row, messages, source.toggled)
    switch (event.key) {
      case 'x':
        actions.toggle(row)
        return true
      case 'ArrowRight':
      case 'ArrowLeft':
        if (isOpen === (event.key === 'ArrowLeft')) actions.toggle(row)
        return true
      case 'p': {
        const goTo = goToOf(row)
        if (goTo) actions.goTo(goTo.row)
        return true
      }
      case 'Enter': {
        const [problem] = row.problems
        const isOnRow = event.target instanceof HTMLElement && event.target.dataset.index === String(index)
        if (problem === undefined || !isOnRow) return false
        actions.showFixes(problem)
        return true
      }
      default:
        return false
    }
  }

  /** Lines belong to all drawn rows together. */
  const rows = (from: number, to: number) => {
    const known: TimelineRow[] = []
    for (let index = from; index < to; index++) {
      const row = rowOf(view, index)
      if (row) known.push(row)
    }
    const lines = hasLines ? pairLines(known, view.row, tracks.current) : []
    const width = hasLines ? Math.max(2, ...lines.map(({ track }) => track + 1)) : 0
    return (index: number) => {
      const row = rowOf(view, index)
      if (!row) return <div className={rowStyle.placeholder} />
      const [problem] = row.problems
      return (
        <TimelineRowView
          row={row}
          isSelected={index === view.row}
          isExpanded={isExpanded(row, messages, source.toggled)}
          detail={view.details.get(index)}
          segments={segmentsAt(lines, index)}
          capsule={capsuleOf(row, known)}
          tracks={width}
          problemName={problem === undefined ? null : words.problems.ruleTitle(opened.problems[problem]?.rule ?? '')}
          actions={actions}
        />
      )
    }
  }

  return (
    <div
      className={style.timeline}
      data-dimmed={isBroken || undefined}
      aria-busy={isReading}
      style={{ '--number-width': `${numberWidth(opened.longest)}ch` } as CSSProperties} // React's types know no custom properties
    >
      <div className={style.list}>
        <VirtualList
          label={words.timeline.label}
          count={opened.rows}
          estimate={height}
          active={view.row ?? 0}
          version={`${source.id}:${view.revision}:${height}`}
          reveal={reveal}
          visible={visible}
          controls={list}
          onActive={actions.select}
          onVisible={onVisible}
          onKey={onKey}
          rows={rows}
          rowLabel={(index) => {
            const row = rowOf(view, index)
            return row && rowLabel(row)
          }}
        />
      </div>
      {hasLines && messages >= MANY_MESSAGES && <Minimap view={view} ignored={source.ignored} list={list} visible={visible} />}
    </div>
  )
}

/** Under the head of a row, as if its button had been pressed. */
function menuPlace(list: HTMLElement, index: number): { x: number; y: number } {
  const item = list.querySelector(`[data-index="${index}"]`)
  const { left, bottom } = (item?.querySelector('[data-row-menu]') ?? item ?? list).getBoundingClientRect()
  return { x: left, y: bottom }
}

function isTextBroken(store: Store): boolean {
  const view = selectView(store)
  return view !== undefined && brokenPlace(view) !== undefined
}

function useRowActions(): RowActions {
  return useMemo(() => {
    const { selectRow, toggleRow, showFixes, selectProblem, openRowMenu } = useStore.getState()
    return {
      select: (row) => selectRow(row, 'timeline'),
      toggle: (row) => toggleRow(row.key),
      goTo: (row) => selectRow(row, 'jump', true),
      showFixes: (problem) => {
        selectProblem(problem, 'timeline')
        showFixes(problem)
      },
      selectProblem: (problem) => selectProblem(problem, 'timeline'),
      openMenu: (row, at) => void openRowMenu(row, at),
    }
  }, [])
}
