import { applyTextEdits } from '../core/source/text-edit.ts'
import type { OpenRequest, Step } from './protocol.ts'

/** Sources whose bytes stay in memory, so that going back to a tab reads nothing again. */
const KEPT_SOURCES = 3

export interface Versions {
  bytesOf: (request: OpenRequest) => Promise<Uint8Array>
}

interface Version {
  readonly original: Uint8Array
  readonly steps: readonly Step[]
  readonly bytes: Uint8Array
}

/**
 * Gives the bytes of a source after its steps. Typing and fixing only ever add a step to the version before, which is
 * kept, so the usual case applies one step; an undo starts again at the original.
 */
export function createVersions(): Versions {
  const kept = new Map<string, Version>()

  return {
    async bytesOf({ source, steps }) {
      const known = kept.get(source.id)
      const original = known?.original ?? new Uint8Array(await source.content.arrayBuffer())
      const from = known && startsWith(steps, known.steps) ? known : { original, steps: [], bytes: original }
      const bytes = steps.slice(from.steps.length).reduce((text, step) => applyTextEdits(text, step.edits), from.bytes)
      kept.delete(source.id) // the newest is the last of the map
      kept.set(source.id, { original, steps, bytes })
      for (const id of [...kept.keys()].slice(0, -KEPT_SOURCES)) kept.delete(id)
      return bytes
    },
  }
}

function startsWith(steps: readonly Step[], beginning: readonly Step[]): boolean {
  return beginning.length <= steps.length && beginning.every((step, i) => step.id === steps[i]?.id)
}
