import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type UIEvent,
} from 'react'
import { flushSync } from 'react-dom'
import {
  anchorAtScrollTop,
  anchorToShow,
  bottom,
  clamp,
  heightOf,
  moveBy,
  rowsInView,
  rowsToDraw,
  scrollTopOf,
  spacerHeight,
  top,
  type Align,
  type Anchor,
  type Geometry,
} from './anchor.ts'
import type { VisibleRows } from './visible-rows.ts'
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

/** For those who move the list from beside it. */
export interface ListControls {
  /** Puts a place, in rows and parts of rows, at the upper edge. */
  readonly scrollTo: (place: number) => void
  readonly scrollBy: (pixels: number) => void
  /** One screen, with a row of it staying in view. */
  readonly page: (direction: 1 | -1) => void
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
  /** The rows that are drawn, some more than are seen. */
  readonly onVisible?: (from: number, to: number) => void
  /** Told what is seen, exactly, at every step of scrolling. */
  readonly visible?: VisibleRows
  readonly controls?: Ref<ListControls>
  /** Keys the list does not know; `true` when the caller did. */
  readonly onKey?: (event: KeyboardEvent<HTMLElement>, active: number) => boolean
  /** When it changes, remembered heights are of other rows and count no more. */
  readonly version: string
}

interface Measured {
  readonly version: string
  readonly width: number
  readonly heights: ReadonlyMap<number, number>
}

const nothing: ReadonlyMap<number, number> = new Map()

/**
 * A list of any length. Only the rows in view exist; every item says its position and the total. One Tab stop, arrows move
 * inside. The rows hang on an anchor, so nothing depends on the height of rows nobody has seen.
 */
export function VirtualList(props: VirtualListProps) {
  const { label, count, estimate, rows: rowsOf, rowLabel, active, onActive, reveal, onVisible, onKey, version } = props
  const { visible, controls } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLUListElement>(null)
  const [size, setSize] = useState({ height: 0, width: 0 })
  const [anchor, setAnchor] = useState<Anchor>(top)
  /** A row that was asked into view stays there while rows above it grow, until somebody scrolls. */
  const [pinned, setPinned] = useState<number | null>(null)
  const [measured, setMeasured] = useState<Measured>({ version, width: 0, heights: nothing })

  const isCurrent = measured.version === version && measured.width === size.width
  const heights = isCurrent ? measured.heights : nothing
  const list: Geometry = { count, estimate, viewport: size.height, heights }
  const clamped = clamp(list, anchor)
  const shown = pinned !== null && pinned < count && size.height > 0 ? anchorToShow(list, clamped, pinned, 'nearest') : clamped
  const drawn = rowsToDraw(list, shown, EXTRA_ROWS)

  const latest = useRef({ list, shown, version, width: 0 })
  useLayoutEffect(() => {
    latest.current = { list, shown, version, width: size.width }
  })
  const release = useCallback(() => {
    setAnchor(latest.current.shown)
    setPinned(null)
  }, [])
  /** Rows that turn out higher than the estimate must not push the last one out again. */
  const goToEnd = useCallback(() => {
    setAnchor(bottom(latest.current.list))
    setPinned(latest.current.list.count - 1)
  }, [])
  const { onScroll, onWindowScroll, settle } = useScrolling(scroller, latest, { setAnchor, release, goToEnd })

  const measure = useCallback(() => {
    const { list: known, version: now, width, shown: at } = latest.current
    const next = new Map(known.heights)
    let isNew = false
    for (const element of rows.current?.children ?? []) {
      if (!(element instanceof HTMLElement) || element.offsetHeight === 0) continue
      const index = Number(element.dataset.index)
      isNew ||= element.offsetHeight !== heightOf(known, index)
      next.set(index, element.offsetHeight)
    }
    if (!isNew) return
    forgetFarHeights(next, at.row)
    setMeasured({ version: now, width, heights: next })
  }, [])

  useLayoutEffect(measure)
  useLayoutEffect(() => {
    const element = scroller.current
    const inner = rows.current
    if (!element || !inner) return
    const observer = new ResizeObserver(() => {
      const { clientHeight: height, clientWidth: width } = element
      setSize((old) => (old.height === height && old.width === width ? old : { height, width }))
      measure()
    })
    observer.observe(element)
    observer.observe(inner) // rows grow when their details arrive
    return () => observer.disconnect()
  }, [measure])

  const revealed = useRef(-1)
  const { askForFocus, giveFocus, handlers } = useKeptFocus(scroller, rows, active)
  const show = useCallback(
    (row: number, align: Align) => {
      setAnchor(anchorToShow(latest.current.list, latest.current.shown, row, align))
      setPinned(row)
      settle()
    },
    [settle],
  )
  useLayoutEffect(() => {
    if (!reveal || reveal.turn === revealed.current || size.height === 0 || reveal.row >= count) return
    revealed.current = reveal.turn
    if (reveal.focus) askForFocus()
    show(reveal.row, reveal.align)
  }, [reveal, size.height, count, show, askForFocus])
  useLayoutEffect(giveFocus)
  useLayoutEffect(() => {
    const { top: from, bottom: to } = rowsInView(list, shown)
    visible?.set(from, to)
  })
  useImperativeHandle(controls, () => {
    const move = (next: (list: Geometry, shown: Anchor) => Anchor) => {
      const { list: known, shown: at } = latest.current
      const to = next(known, at)
      const end = bottom(known)
      setPinned(null)
      if (to.row === end.row && to.offset === end.offset) goToEnd()
      else setAnchor(to)
      settle()
    }
    return {
      scrollTo: (place) =>
        move((known) => {
          const row = Math.min(Math.max(0, Math.floor(place)), known.count)
          return moveBy(known, { row, offset: 0 }, Math.max(0, place - row) * heightOf(known, row))
        }),
      scrollBy: (pixels) => move((known, at) => moveBy(known, at, pixels)),
      page: (direction) => move((known, at) => moveBy(known, at, direction * Math.max(estimate, known.viewport - estimate))),
    }
  }, [settle, goToEnd, estimate])
  useEffect(() => onVisible?.(drawn.from, drawn.to), [onVisible, drawn.from, drawn.to, version])

  const go = (index: number) => {
    const row = Math.min(Math.max(index, 0), count - 1)
    if (row < 0) return
    askForFocus()
    onActive(row)
    show(row, 'nearest')
    rows.current?.querySelector<HTMLElement>(`:scope > [data-index="${row}"]`)?.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')) return
    if (onKey?.(event, active)) return event.preventDefault()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const wanted = targetOfKey(event.key, active, count, Math.max(1, Math.floor(size.height / estimate) - 1))
    if (wanted === null) return
    event.preventDefault()
    go(wanted)
  }

  const paint = rowsOf(drawn.from, drawn.to)
  const isActiveDrawn = active >= drawn.from && active < drawn.to
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the items inside
    <div
      ref={scroller}
      className={style.scroller}
      tabIndex={isActiveDrawn ? -1 : 0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onPointerDown={release}
      {...handlers}
    >
      <div style={{ height: spacerHeight(list) }}>
        <div className={style.window} style={{ height: size.height }} onScroll={onWindowScroll}>
          <ul
            ref={rows}
            // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari forgets the role of lists without bullets
            role="list"
            aria-label={label}
            className={style.rows}
            style={{ transform: `translateY(${drawn.shift}px)` }}
          >
            {Array.from({ length: drawn.to - drawn.from }, (_, i) => drawn.from + i).map((index) => (
              <li
                key={index}
                aria-label={rowLabel?.(index)}
                aria-setsize={count}
                aria-posinset={index + 1}
                aria-current={index === active ? 'true' : undefined}
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a row is a stop of its own, with its actions
                tabIndex={index === active ? 0 : -1}
                data-index={index}
              >
                {paint(index)}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

type Latest = React.RefObject<{ list: Geometry; shown: Anchor }>

/** The scroll bar moves the anchor; when it rests, it is put where the anchor really is. */
function useScrolling(
  scroller: React.RefObject<HTMLElement | null>,
  latest: Latest,
  { setAnchor, release, goToEnd }: { setAnchor: (anchor: Anchor) => void; release: () => void; goToEnd: () => void },
) {
  const lastTop = useRef(0)
  const ignoredTop = useRef<number | null>(null)
  const tookOver = useRef(0)
  const timer = useRef(0)

  const settle = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const element = scroller.current
      if (!element) return
      const wanted = Math.round(scrollTopOf(latest.current.list, latest.current.shown))
      if (Math.abs(element.scrollTop - wanted) < 1) return
      element.scrollTop = wanted
      ignoredTop.current = element.scrollTop
      lastTop.current = element.scrollTop
    }, SETTLE_MS)
  }, [scroller, latest])

  const onScroll = (event: UIEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    const now = event.currentTarget.scrollTop
    const moved = now - lastTop.current
    const isOurs = ignoredTop.current !== null && Math.abs(now - ignoredTop.current) < 2
    lastTop.current = now
    ignoredTop.current = null
    if (isOurs) return
    settle()
    if (event.timeStamp - tookOver.current < SETTLE_MS) return // a part of what the window took over
    release()
    const { list, shown } = latest.current
    if (now <= 0) setAnchor(top)
    else if (now >= spacerHeight(list) - list.viewport - 1) goToEnd()
    else if (Math.abs(moved) > 2 * list.viewport) setAnchor(anchorAtScrollTop(list, now))
    else setAnchor(moveBy(list, shown, moved))
  }

  /**
   * When focus goes to something half hidden, the browser scrolls the clipped window itself, and maybe the scroller too:
   * the anchor takes the first over, and the second is put back.
   */
  const onWindowScroll = (event: UIEvent<HTMLElement>) => {
    const moved = event.currentTarget.scrollTop
    if (moved === 0) return
    tookOver.current = event.timeStamp
    event.currentTarget.scrollTop = 0
    // In one frame: drawn a frame later, what was scrolled to would jump away under a pointer that is about to press it.
    flushSync(() => {
      release()
      setAnchor(moveBy(latest.current.list, latest.current.shown, moved))
    })
    settle()
  }

  return { onScroll, onWindowScroll, settle }
}

/** Gives the active row the focus when asked to, and keeps the focus in the list when its row is scrolled away. */
function useKeptFocus(scroller: React.RefObject<HTMLElement | null>, rows: React.RefObject<HTMLElement | null>, active: number) {
  const hadFocus = useRef(false)
  const isAsked = useRef(false)
  const askForFocus = useCallback(() => {
    isAsked.current = true
  }, [])
  /** To be run after every drawing, when everything that may ask has asked. */
  const giveFocus = () => {
    const row = rows.current?.querySelector<HTMLElement>(`:scope > [data-index="${active}"]`)
    if (isAsked.current && row) {
      isAsked.current = false
      focusSoon(row)
    }
    if (hadFocus.current && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true })
  }
  const onFocus = () => {
    hadFocus.current = true
  }
  const onBlur = (event: React.FocusEvent<HTMLElement>) => {
    hadFocus.current = event.currentTarget.contains(event.relatedTarget)
  }
  return { askForFocus, giveFocus, handlers: { onFocus, onBlur } }
}

/**
 * The page behind an open dialog is inert until the dialog is gone, and a dialog gives the focus back a frame after it
 * closed: wait for the one, and be last after the other.
 */
function focusSoon(row: HTMLElement, frames = 30): void {
  row.focus({ preventScroll: true })
  const isBehind = document.querySelector('[role="dialog"]') !== null
  requestAnimationFrame(() => {
    if (isBehind && frames > 0) focusSoon(row, frames - 1)
    else if (frames > 0) requestAnimationFrame(() => row.focus({ preventScroll: true }))
  })
}

function targetOfKey(key: string, active: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return active + 1
    case 'ArrowUp':
    case 'k':
      return active - 1
    case 'PageDown':
      return active + page
    case 'PageUp':
      return active - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

function forgetFarHeights(heights: Map<number, number>, near: number): void {
  if (heights.size <= KEPT_HEIGHTS * 1.2) return
  const far = [...heights.keys()].toSorted((a, b) => Math.abs(b - near) - Math.abs(a - near))
  for (const row of far.slice(0, heights.size - KEPT_HEIGHTS)) heights.delete(row)
}
