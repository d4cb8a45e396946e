import type { SequencePlan } from '../core/sequence/piece-report.ts'
import { piecesAfter, piecesBefore, type KnownPiece } from './known-pieces.ts'
import type { OpenRequest, Step } from './protocol.ts'
import type { Reading } from './reading.ts'

/** Sources whose reports are kept, so that a fix, an undo or another tab reads only what is new… */
const KEPT = 3
/** …and versions of each: the last one and the one before, to which an undo or another target goes back. */
const KEPT_VERSIONS = 2

interface Known {
  readonly steps: readonly Step[]
  readonly plan: SequencePlan
  readonly reading: Reading
}

export interface Readings {
  keep: (request: OpenRequest, plan: SequencePlan, reading: Reading) => void
  /** What is known of a version from those that were read last of its source. */
  known: (request: OpenRequest, plan: SequencePlan) => readonly KnownPiece[]
}

export function createReadings(): Readings {
  const kept = new Map<string, readonly Known[]>()
  return {
    keep({ source, steps }, plan, reading) {
      const others = (kept.get(source.id) ?? []).filter((known) => !isSamePlan(known.plan, plan) || !isSame(known.steps, steps))
      kept.delete(source.id) // the newest is the last of the map
      kept.set(source.id, [...others, { steps, plan, reading }].slice(-KEPT_VERSIONS))
      for (const id of [...kept.keys()].slice(0, -KEPT)) kept.delete(id)
    },
    known({ source, steps }, plan) {
      const versions = (kept.get(source.id) ?? []).filter((known) => isSamePlan(known.plan, plan))
      const last = versions.find((known) => isSame(known.steps, steps)) ?? versions.at(-1)
      if (!last) return []
      const different = last.steps.findIndex((step, i) => step.id !== steps[i]?.id)
      const shared = different === -1 ? last.steps.length : different
      const back = last.steps.slice(shared).toReversed()
      const on = steps.slice(shared)
      // So many edits touch nearly everything.
      if ([...back, ...on].some(({ packed }) => packed)) return []
      const before = back.reduce<readonly KnownPiece[]>((pieces, { edits }) => piecesBefore(pieces, edits), last.reading.pieces)
      return on.reduce<readonly KnownPiece[]>((pieces, { edits }) => piecesAfter(pieces, edits), before)
    },
  }
}

function isSamePlan(one: SequencePlan, other: SequencePlan): boolean {
  return one.format === other.format && one.target === other.target
}

function isSame(steps: readonly Step[], others: readonly Step[]): boolean {
  return steps.length === others.length && steps.every(({ id }, i) => id === others[i]?.id)
}
