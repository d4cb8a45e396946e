import type { RowBins } from '../../core/timeline/row-marks.ts'
import { MARK_PX, problemMarks, roleStretches, type BinRole, type BinSeverity } from './minimap-bins.ts'

/** Width of the strip in CSS pixels; `minimap.module.css` says the same. */
const STRIP_PX = 32

/** Who speaks is told by the side a stretch stands at and its length, not by its colour alone. */
const lanes: Readonly<Record<BinRole, { x: number; width: number; token: string }>> = {
  system: { x: 3, width: 13, token: '--mark-system' },
  user: { x: 3, width: 5, token: '--mark-user' },
  assistant: { x: 5, width: 9, token: '--mark-assistant' },
  call: { x: 9, width: 7, token: '--mark-tool' },
  result: { x: 12, width: 4, token: '--mark-tool' },
}

const middle = 24
const lines: Readonly<Record<BinSeverity, number>> = { error: 2, warning: 16, info: STRIP_PX }

/** Paints roles and problem marks; box and selection are elements above it, so that scrolling paints nothing. */
export function drawMinimap(canvas: HTMLCanvasElement, bins: RowBins, height: number): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const scale = window.devicePixelRatio || 1
  canvas.width = Math.round(STRIP_PX * scale)
  canvas.height = Math.round(height * scale)
  context.scale(scale, scale)
  const colour = colourReader(canvas)

  for (const { y, height: length, role } of roleStretches(bins, height)) {
    const { x, width, token } = lanes[role]
    context.fillStyle = colour(token)
    context.fillRect(x, y, width, length)
  }

  const ground = colour('--surface')
  for (const { y, severity } of problemMarks(bins, height)) {
    const ink = colour(`--mark-${severity}`)
    context.fillStyle = ink
    context.fillRect(lines[severity], y - 1, STRIP_PX - lines[severity], 2)
    drawShape(context, severity, y, { ink, ground })
  }
}

/** The shapes of the rows and the list, small: octagon, triangle, ring. Remarks can be everywhere, so theirs is the least. */
function drawShape(
  context: CanvasRenderingContext2D,
  severity: BinSeverity,
  y: number,
  { ink, ground }: { ink: string; ground: string },
): void {
  const r = MARK_PX / 2
  const corners: Readonly<Record<BinSeverity, readonly (readonly [number, number])[]>> = {
    error: [22.5, 67.5, 112.5, 157.5, 202.5, 247.5, 292.5, 337.5].map((turn) => {
      const angle = (turn / 180) * Math.PI
      return [r * 1.05 * Math.cos(angle), r * 1.05 * Math.sin(angle)] as const
    }),
    warning: [
      [0, -r],
      [r, r - 1],
      [-r, r - 1],
    ],
    info: [],
  }
  context.beginPath()
  for (const [dx, dy] of corners[severity]) context.lineTo(middle + dx, y + dy)
  if (severity === 'info') context.arc(middle, y, r / 2, 0, 2 * Math.PI)
  context.closePath()
  context.lineWidth = severity === 'info' ? 1.5 : 1
  context.strokeStyle = severity === 'info' ? ink : ground
  context.fillStyle = severity === 'info' ? ground : ink
  context.fill()
  context.stroke()
  if (severity !== 'error') return
  context.beginPath()
  for (const side of [1, -1]) {
    context.moveTo(middle - 2, y - 2 * side)
    context.lineTo(middle + 2, y + 2 * side)
  }
  context.lineWidth = 1.2
  context.stroke()
}

/** Tokens as colours a canvas knows; with forced colours they are those of the system. */
function colourReader(canvas: HTMLCanvasElement): (token: string) => string {
  const isForced = matchMedia('(forced-colors: active)').matches
  const known = new Map<string, string>()
  return (token) => {
    if (isForced) return token === '--surface' ? 'Canvas' : 'CanvasText'
    const before = known.get(token)
    if (before !== undefined) return before
    canvas.style.color = `var(${token})`
    const { color } = getComputedStyle(canvas)
    known.set(token, color)
    return color
  }
}
