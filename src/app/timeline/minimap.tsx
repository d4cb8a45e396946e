import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  type WheelEvent,
} from 'react'
import type { OpenedView } from '../../worker/protocol.ts'
import { steppedProblems } from '../state/selection-slice.ts'
import { useStore } from '../state/store.ts'
import type { View } from '../state/view-slice.ts'
import type { ListControls } from '../ui/virtual-list/virtual-list.tsx'
import type { VisibleRows } from '../ui/virtual-list/visible-rows.ts'
import { words } from '../words.ts'
import { drawMinimap } from './draw-minimap.ts'
import { binsFor, countInView, currentRow, nextRow, topForBox, viewBox, yOfRow } from './minimap-bins.ts'
import style from './minimap.module.css'

interface Props {
  readonly view: View
  /** Problems the user set aside. */
  readonly ignored: ReadonlySet<string>
  readonly list: RefObject<ListControls | null>
  readonly visible: VisibleRows
}

/** The whole list in one strip: who speaks, where something is wrong, where we are. Moves the list; a slider for the keyboard. */
export function Minimap({ view, ignored, list, visible }: Props) {
  const strip = useRef<HTMLDivElement>(null)
  const height = useHeight(strip)
  const canvas = useDrawing(view, height)
  const inView = useSyncExternalStore(visible.subscribe, visible.get)
  const { opened } = view // the view itself changes with every page of rows
  const problems = useMemo(() => problemRows(opened, ignored), [opened, ignored])
  const [isDragged, setDragged] = useState(false)
  const grabbedAt = useRef(0)
  const { selectProblem } = useStore.getState()

  const { rows } = opened
  const box = viewBox(inView, rows, height)
  const current = currentRow(inView, rows, view.row)

  const goToProblem = (direction: 1 | -1) => {
    const row = nextRow(problems.stepped, current, direction)
    const problem = row === null ? undefined : problems.first.get(row)
    if (problem !== undefined) selectProblem(problem, 'jump')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowRight':
        list.current?.page(1)
        break
      case 'ArrowUp':
      case 'ArrowLeft':
        list.current?.page(-1)
        break
      case 'Home':
        list.current?.scrollTo(0)
        break
      case 'End':
        list.current?.scrollTo(rows)
        break
      case 'PageDown':
        goToProblem(1)
        break
      case 'PageUp':
        goToProblem(-1)
        break
      default:
        return
    }
    event.preventDefault()
  }

  const moveBox = (y: number) => list.current?.scrollTo(topForBox(y, visible.get(), rows, height))
  const yOf = (event: PointerEvent<HTMLElement>) => event.clientY - event.currentTarget.getBoundingClientRect().top
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragged(true)
    const y = yOf(event)
    const isOnBox = y >= box.y && y <= box.y + box.height
    grabbedAt.current = isOnBox ? y - box.y : box.height / 2
    if (!isOnBox) moveBox(y - grabbedAt.current)
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (isDragged) moveBox(yOf(event) - grabbedAt.current)
  }
  const onWheel = ({ deltaY, deltaMode }: WheelEvent<HTMLElement>) => {
    if (deltaMode === 2) list.current?.page(deltaY > 0 ? 1 : -1)
    else list.current?.scrollBy(deltaMode === 1 ? deltaY * 20 : deltaY)
  }

  return (
    <div
      ref={strip}
      className={style.strip}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input can neither hold a drawing nor be dragged by a box
      role="slider"
      tabIndex={0}
      aria-label={words.minimap.label}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={rows}
      aria-valuenow={current + 1}
      aria-valuetext={words.minimap.value(current + 1, rows, {
        errors: countInView(problems.errors, inView),
        warnings: countInView(problems.warnings, inView),
      })}
      title={words.minimap.label}
      data-dragged={isDragged || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDragged(false)}
      onPointerCancel={() => setDragged(false)}
      onWheel={onWheel}
    >
      <canvas ref={canvas} className={style.canvas} />
      <div className={style.box} style={{ top: box.y, height: box.height }} />
      {view.row !== null && <div className={style.selected} style={{ top: yOfRow(view.row, rows, height) }} />}
    </div>
  )
}

interface ProblemRows {
  /** Rows with what is gone through one by one, sorted. */
  readonly stepped: readonly number[]
  /** By row, the problem to select there. */
  readonly first: ReadonlyMap<number, number>
  readonly errors: readonly number[]
  readonly warnings: readonly number[]
}

function problemRows(opened: OpenedView, ignored: ReadonlySet<string>): ProblemRows {
  const first = new Map<number, number>()
  const errors: number[] = []
  const warnings: number[] = []
  for (const { problem, index } of steppedProblems({ opened }, ignored)) {
    const { row, severity } = problem
    if (row === null) continue
    if (!first.has(row)) first.set(row, index)
    if (severity === 'error') errors.push(row)
    if (severity === 'warning') warnings.push(row)
  }
  const sorted = (rows: Iterable<number>) => [...rows].toSorted((a, b) => a - b)
  return { stepped: sorted(first.keys()), first, errors: sorted(errors), warnings: sorted(warnings) }
}

function useHeight(strip: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const element = strip.current
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [strip])
  return height
}

const looks = ['(prefers-color-scheme: dark)', '(forced-colors: active)']

/** Asks for the bins of what is shown and paints them; again when the colours of the page change. */
function useDrawing({ revision, opened }: View, height: number): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useStore((store) => store.settings.theme)
  const bins = useStore((store) => store.bins)
  const { needBins } = useStore.getState()
  const count = binsFor(height, opened.rows)
  useEffect(() => {
    if (count > 0) void needBins(count)
  }, [needBins, count, revision, opened])
  useEffect(() => {
    const draw = () => {
      if (canvas.current && bins && height > 0) drawMinimap(canvas.current, bins.bins, height)
    }
    draw()
    const frame = requestAnimationFrame(draw) // the theme is set by an effect as well
    const media = looks.map((look) => matchMedia(look))
    for (const query of media) query.addEventListener('change', draw)
    return () => {
      cancelAnimationFrame(frame)
      for (const query of media) query.removeEventListener('change', draw)
    }
  }, [bins, height, theme])
  return canvas
}
