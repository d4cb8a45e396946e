import type { PageReport } from '../core/sequence/page-report.ts'
import type { TextEdit } from '../core/source/text-edit.ts'

/** Lines of a source that were read, by their place; `report` is `null` where they changed since. */
export interface KnownPiece {
  readonly start: number
  readonly end: number
  readonly report: PageReport | null
}

/** A replacement of one stretch by so many other bytes. */
interface Replacement {
  readonly start: number
  readonly end: number
  readonly length: number
}

/** The pieces after a step: those it does not touch keep their report, wherever they now stand. */
export function piecesAfter(pieces: readonly KnownPiece[], edits: readonly TextEdit[]): KnownPiece[] {
  return replaceIn(pieces, replacementsOf(edits))
}

/** The pieces before a step that was taken back. */
export function piecesBefore(pieces: readonly KnownPiece[], edits: readonly TextEdit[]): KnownPiece[] {
  let shift = 0
  const back = replacementsOf(edits).map(({ start, end, length }): Replacement => {
    const placed = start + shift
    shift += length - (end - start)
    return { start: placed, end: placed + length, length: end - start }
  })
  return replaceIn(pieces, back)
}

function replacementsOf(edits: readonly TextEdit[]): Replacement[] {
  const encoder = new TextEncoder()
  return edits.map(({ start, end, text }) => ({ start, end, length: encoder.encode(text).length }))
}

/**
 * A piece that is touched, be it at its edge, is no longer known; two that one replacement touches are one from then on,
 * because the line end between them may be gone.
 */
function replaceIn(pieces: readonly KnownPiece[], replacements: readonly Replacement[]): KnownPiece[] {
  const moved: KnownPiece[] = []
  let next = 0
  let shift = 0
  /** End of the last replacement that was met, in the old version. */
  let reach = -1
  for (const { start, end, report } of pieces) {
    const joins = reach >= start
    let isTouched = joins
    const movedStart = start + shift
    for (let one = replacements[next]; one && one.start <= end; one = replacements[next]) {
      isTouched = true
      reach = one.end
      // What reaches beyond this piece is counted with the last piece it touches.
      if (one.end > end) break
      shift += one.length - (one.end - one.start)
      next += 1
    }
    const movedEnd = end + shift
    const last = joins ? moved.pop() : undefined
    if (isTouched) moved.push({ start: last?.start ?? movedStart, end: movedEnd, report: null })
    else moved.push({ start: movedStart, end: movedEnd, report: report && { ...report, start: movedStart } })
  }
  // A change that reaches into what was not read yet: the last piece is read again with it.
  const over = replacements[next]
  const last = moved.at(-1)
  if (over && last && over.start <= (pieces.at(-1)?.end ?? 0) && over.end > (pieces.at(-1)?.end ?? 0)) moved.pop()
  return moved.filter(({ start, end }) => end > start)
}
