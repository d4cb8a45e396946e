import type { TextEdit } from '../core/source/text-edit.ts'
import type { ReadBlob } from './blob-bytes.ts'
import { fileContent, LARGE, memoryContent, type Content } from './content.ts'
import type { OpenRequest, Step } from './protocol.ts'
import { isPacked, unpack, type Unpacked, type UnpackOptions } from './unpack.ts'

/** Sources that stay known, so that going back to a tab reads nothing again. */
const KEPT_SOURCES = 3

export interface Version {
  readonly content: Content
  /** Set when the source came packed. */
  readonly unpacked: Unpacked | null
}

export interface Versions {
  open: (request: OpenRequest, options: UnpackOptions) => Promise<Version>
  /** What a source held before any step; `null` when it is not known any more. */
  original: (sourceId: string) => Content | null
}

interface Original {
  readonly content: Content
  readonly unpacked: Unpacked | null
}

interface Known {
  readonly original: Original
  readonly steps: readonly Step[]
  readonly content: Content
}

/**
 * Gives the content of a source after its steps. Typing and fixing only ever add a step to the version before, which is
 * kept, so the usual case applies one step; an undo starts again at the original.
 */
export function createVersions(readBlob: ReadBlob): Versions {
  const kept = new Map<string, Known>()

  return {
    async open({ source, steps }, options) {
      const known = kept.get(source.id)
      const original = known?.original ?? (await readOriginal(source.content, readBlob, options))
      const from = known && startsWith(steps, known.steps) ? known : { steps: [], content: original.content }
      let { content } = from
      for (const step of steps.slice(from.steps.length)) content = content.edited(await editsOf(step))
      kept.delete(source.id) // the newest is the last of the map
      if (original.unpacked?.cut !== 'stopped') kept.set(source.id, { original, steps, content })
      for (const id of [...kept.keys()].slice(0, -KEPT_SOURCES)) kept.delete(id)
      return { content, unpacked: original.unpacked }
    },
    original: (sourceId) => kept.get(sourceId)?.original.content ?? null,
  }
}

async function readOriginal(file: Blob, readBlob: ReadBlob, options: UnpackOptions): Promise<Original> {
  if (!(await isPacked(file))) return { content: await contentOf(file, readBlob), unpacked: null }
  const out = await unpack(file, options)
  return { content: await contentOf(out.file, readBlob), unpacked: out.unpacked }
}

async function contentOf(file: Blob, readBlob: ReadBlob): Promise<Content> {
  if (file.size > LARGE) return fileContent(file, readBlob)
  return memoryContent(new Uint8Array(await file.arrayBuffer()))
}

/** The edits of a step; many come as a file, which the page passes on without looking at them. */
export async function editsOf({ edits, packed }: Pick<Step, 'edits' | 'packed'>): Promise<readonly TextEdit[]> {
  return packed ? (JSON.parse(await packed.text()) as TextEdit[]) : edits // we wrote it ourselves, in `packEdits`
}

/** More than this the page should neither check nor copy one by one. */
const MOST_EDITS = 1000

export function packEdits(edits: readonly TextEdit[]): Pick<Step, 'edits' | 'packed'> {
  return edits.length <= MOST_EDITS ? { edits } : { edits: [], packed: new Blob([JSON.stringify(edits)]) }
}

function startsWith(steps: readonly Step[], beginning: readonly Step[]): boolean {
  return beginning.length <= steps.length && beginning.every((step, i) => step.id === steps[i]?.id)
}
