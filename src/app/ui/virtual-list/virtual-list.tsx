import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import {
  anchorAtScrollTop,
  anchorToShow,
  bottom,
  clamp,
  moveBy,
  rowsToDraw,
  scrollTopOf,
  spacerHeight,
  top,
  type Align,
  type Anchor,
  type Geometry,
} from './anchor.ts'
import style from './virtual-list.module.css'

/** More measured heights than this are forgotten, farthest from the view first. */
const KEPT_HEIGHTS = 500
const EXTRA_ROWS = 6
/** After the last scroll event the scroll bar is put where the anchor really is. */
const SETTLE_MS = 150

export interface RevealRow {
  readonly row: number
  readonly focus: boolean
  readonly align: Align
  /** Differs for each request. */
  readonly turn: number
}

export interface VirtualListProps {
  readonly label: string
  readonly count: number
  /** Height in pixels of a row that was not drawn yet. */
  readonly estimate: number
  /** Called once for each drawing with the rows that will be drawn; gives the painter of one row. */
  readonly rows: (from: number, to: number) => (index: number) => ReactNode
  /** What a screen reader calls the item. */
  readonly rowLabel?: (index: number) => string | undefined
  /** The row that keyboard and Tab land on. */
  readonly active: number
  readonly onActive: (index: number) => void
  readonly reveal?: RevealRow | null
  readonly onVisible?: (from: number, to: number) => void
  /** Keys the list does not know; `true` when the caller did. */
  readonly onKey?: (event: KeyboardEvent<HTMLElement>, active: number) => boolean
  /** When it changes, remembered heights are of other rows and count no more. */
  readonly version: unknown
  readonly className?: string | undefined
}

/**
 * A list of any length. Only the rows in view exist; every item says its position and the total. One Tab stop, arrows move
 * inside. The rows hang on an anchor, so nothing depends on the height of rows nobody has seen.
 */
export function VirtualList(props: VirtualListProps) {
  const { label, count, estimate, rows: rowsOf, rowLabel, active, onActive, reveal, onVisible, onKey, version, className } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  const heights = useRef(new Map<number, number>())
  const lastTop = useRef(0)
  const ignoredTop = useRef<number | null>(null)
  const settling = useRef(0)
  const wantsFocus = useRef(false)
  const hadFocus = useRef(false)
  const revealed = useRef(-1)
  const [size, setSize] = useState({ height: 0, width: 0 })
  const [anchor, setAnchor] = useState<Anchor>(top)
  const [, drawAgain] = useState(0)

  const known = useRef(version)
  if (known.current !== version) {
    known.current = version
    heights.current.clear()
  }

  const list: Geometry = { count, estimate, viewport: size.height, heights: heights.current }
  const shown = clamp(list, anchor)
  const drawn = rowsToDraw(list, shown, EXTRA_ROWS)
  const latest = useRef({ list, shown })
  latest.current = { list, shown }

  /** Puts the scroll bar where the anchor is, once scrolling has stopped. */
  const settle = useCallback(() => {
    window.clearTimeout(settling.current)
    settling.current = window.setTimeout(() => {
      const element = scroller.current
      if (!element) return
      const wanted = Math.round(scrollTopOf(latest.current.list, latest.current.shown))
      if (Math.abs(element.scrollTop - wanted) < 1) return
      ignoredTop.current = wanted
      element.scrollTop = wanted
      lastTop.current = element.scrollTop
    }, SETTLE_MS)
  }, [])

  const onScroll = () => {
    const element = scroller.current
    if (!element) return
    const now = element.scrollTop
    const moved = now - lastTop.current
    lastTop.current = now
    if (ignoredTop.current !== null && Math.abs(now - ignoredTop.current) < 2) {
      ignoredTop.current = null
      return
    }
    ignoredTop.current = null
    const { list: geometry, shown: from } = latest.current
    if (now <= 0) setAnchor(top)
    else if (now >= spacerHeight(geometry) - geometry.viewport - 1) setAnchor(bottom(geometry))
    else if (Math.abs(moved) <= 2 * geometry.viewport) setAnchor(moveBy(geometry, from, moved))
    else setAnchor(anchorAtScrollTop(geometry, now))
    settle()
  }

  /** The browser scrolls the clipped window itself when focus goes to something half hidden: take that over. */
  const onWindowScroll = (event: React.UIEvent<HTMLDivElement>) => {
    const moved = event.currentTarget.scrollTop
    if (moved === 0) return
    event.currentTarget.scrollTop = 0
    setAnchor(moveBy(latest.current.list, latest.current.shown, moved))
    settle()
  }

  const measure = useCallback(() => {
    let isNew = false
    for (const element of rows.current?.children ?? []) {
      const index = Number((element as HTMLElement).dataset.index)
      const height = (element as HTMLElement).offsetHeight
      if (height === 0 || heights.current.get(index) === height) continue
      isNew ||= height !== (heights.current.get(index) ?? latest.current.list.estimate)
      heights.current.set(index, height)
    }
    if (heights.current.size > KEPT_HEIGHTS * 1.2) forgetFarHeights(heights.current, latest.current.shown.row)
    if (isNew) drawAgain((n) => n + 1)
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    const inner = rows.current
    if (!element || !inner) return
    const observer = new ResizeObserver(() => {
      setSize((old) => {
        const { clientHeight: height, clientWidth: width } = element
        if (old.width !== width) heights.current.clear() // texts wrap differently now
        return old.height === height && old.width === width ? old : { height, width }
      })
      measure()
    })
    observer.observe(element)
    observer.observe(inner) // rows grow when their details arrive
    setSize({ height: element.clientHeight, width: element.clientWidth })
    return () => observer.disconnect()
  }, [measure])

  useLayoutEffect(measure)

  useLayoutEffect(() => {
    if (!reveal || reveal.turn === revealed.current || size.height === 0 || reveal.row >= count) return
    revealed.current = reveal.turn
    wantsFocus.current = reveal.focus
    setAnchor((old) => anchorToShow(latest.current.list, clamp(latest.current.list, old), reveal.row, reveal.align))
    settle()
  }, [reveal, size.height, count, settle])

  useLayoutEffect(() => {
    const row = rows.current?.querySelector<HTMLElement>(`:scope > [data-index="${active}"]`)
    if (wantsFocus.current && row) {
      wantsFocus.current = false
      row.focus({ preventScroll: true })
    }
    // The focused row was scrolled away, and with it the focus: keep it in the list, so that the arrows go on from there.
    if (hadFocus.current && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true })
  })

  useEffect(() => onVisible?.(drawn.from, drawn.to), [onVisible, drawn.from, drawn.to, version])

  const go = (index: number) => {
    const row = Math.min(Math.max(index, 0), count - 1)
    if (row < 0) return
    wantsFocus.current = true
    onActive(row)
    setAnchor((old) => anchorToShow(latest.current.list, clamp(latest.current.list, old), row, 'nearest'))
    drawAgain((n) => n + 1) // the focus moves even if the active row was already this one
    settle()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')) return
    if (onKey?.(event, active)) return event.preventDefault()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(size.height / estimate) - 1)
    const target = { ArrowDown: active + 1, ArrowUp: active - 1, j: active + 1, k: active - 1, Home: 0, End: count - 1 }[
      event.key
    ]
    const paged = { PageDown: active + page, PageUp: active - page }[event.key]
    const wanted = target ?? paged
    if (wanted === undefined) return
    event.preventDefault()
    go(wanted)
  }

  const paint = rowsOf(drawn.from, drawn.to)
  const isActiveDrawn = active >= drawn.from && active < drawn.to
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the items inside
    <div
      ref={scroller}
      className={`${style.scroller} ${className ?? ''}`}
      tabIndex={isActiveDrawn ? -1 : 0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onFocus={() => (hadFocus.current = true)}
      onBlur={(event) => (hadFocus.current = event.currentTarget.contains(event.relatedTarget))}
    >
      <div style={{ height: spacerHeight(list) }}>
        <div className={style.window} style={{ height: size.height }} onScroll={onWindowScroll}>
          <div
            ref={rows}
            role="list"
            aria-label={label}
            className={style.rows}
            style={{ transform: `translateY(${drawn.shift}px)` }}
          >
            {Array.from({ length: drawn.to - drawn.from }, (_, i) => drawn.from + i).map((index) => (
              <div
                key={index}
                role="listitem"
                aria-label={rowLabel?.(index)}
                aria-setsize={count}
                aria-posinset={index + 1}
                aria-current={index === active ? 'true' : undefined}
                tabIndex={index === active ? 0 : -1}
                data-index={index}
                onFocus={(event) => {
                  if (event.target === event.currentTarget && index !== active) onActive(index)
                }}
              >
                {paint(index)}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

function forgetFarHeights(heights: Map<number, number>, near: number): void {
  const far = [...heights.keys()].toSorted((a, b) => Math.abs(b - near) - Math.abs(a - near))
  for (const row of far.slice(0, heights.size - KEPT_HEIGHTS)) heights.delete(row)
}
