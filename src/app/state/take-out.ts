import type { TextEdit } from '../../core/source/text-edit.ts'
import type { Step } from '../../worker/protocol.ts'

/** Why a step in the middle has to stay: a later one touches what it put in, or there are too many edits to look at. */
export type Tie = 'touched' | 'packed'

/** What one edit of the step left in the text, in bytes of the version looked at. */
interface Trace {
  readonly start: number
  readonly end: number
  /** Bytes everything behind it moved by. */
  readonly shift: number
}

/**
 * The steps without the one at `index`, as if it had never been done: the later ones keep what they do, at the places it
 * then has. Touching counts as a tie, because what stands side by side is often held together by a comma.
 */
export function takeOut<S extends Pick<Step, 'edits' | 'packed'>>(steps: readonly S[], index: number): readonly S[] | Tie {
  const later = steps.slice(index + 1)
  const out = steps[index]
  if (!out || later.every(({ edits, packed }) => edits.length === 0 && !packed)) return steps.toSpliced(index, 1)
  if (out.packed || later.some(({ packed }) => packed)) return 'packed'
  const kept: S[] = []
  let traces = tracesOf(out.edits)
  for (const step of later) {
    if (step.edits.some((edit) => traces.some((trace) => edit.start <= trace.end && trace.start <= edit.end))) return 'touched'
    const without = step.edits.map(({ start, end, text }): TextEdit => {
      const shift = sum(traces.filter((trace) => trace.end < start).map((trace) => trace.shift))
      return { start: start - shift, end: end - shift, text }
    })
    kept.push(step.edits.length === 0 ? step : { ...step, edits: without })
    const moves = tracesOf(step.edits)
    traces = traces.map(({ start, end, shift }) => {
      const moved = sum(step.edits.flatMap((edit, i) => (edit.end < start ? [moves[i]!.shift] : [])))
      return { start: start + moved, end: end + moved, shift }
    })
  }
  return [...steps.slice(0, index), ...kept]
}

const known = new WeakMap<readonly TextEdit[], readonly Trace[]>()

function tracesOf(edits: readonly TextEdit[]): readonly Trace[] {
  const before = known.get(edits)
  if (before) return before
  const encoder = new TextEncoder()
  let moved = 0
  const traces = edits.map(({ start, end, text }): Trace => {
    const length = encoder.encode(text).length
    const shift = length - (end - start)
    const trace = { start: start + moved, end: start + moved + length, shift }
    moved += shift
    return trace
  })
  known.set(edits, traces)
  return traces
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
