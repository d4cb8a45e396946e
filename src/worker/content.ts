import { bytesInMemory, type SourceBytes } from '../core/source/source-bytes.ts'
import { applyTextEdits, type TextEdit } from '../core/source/text-edit.ts'
import { blobBytes, type ReadBlob } from './blob-bytes.ts'
import { breathe } from './breathe.ts'
import { editTable, readTable, wholeTable, type PieceTable } from './piece-table.ts'

/** What one version of a source holds: in memory when it is small, else as a file and what was changed of it. */
export interface Content {
  readonly bytes: SourceBytes
  readonly edited: (edits: readonly TextEdit[]) => Content
  /** All of it as a file; a large one is put together from slices, in steps. */
  readonly file: () => Promise<Blob>
  /** The same for another worker; `null` for what is in memory. */
  readonly shared: SharedContent | null
}

/** Plain data: a file, and where its bytes stand in the version. */
export interface SharedContent {
  readonly file: Blob
  readonly table: PieceTable
}

/** Above this a source stays where it is, and only what is worked on comes into memory. */
export const LARGE = 4_000_000
/** A browser needs seconds for a blob of tens of thousands of slices: then copying is quicker. */
const MOST_SLICES = 500
const COPIED_AT_ONCE = 4_000_000

export function memoryContent(bytes: Uint8Array): Content {
  return {
    bytes: bytesInMemory(bytes),
    edited: (edits) => memoryContent(applyTextEdits(bytes, edits)),
    file: () => Promise.resolve(new Blob([bytes as Uint8Array<ArrayBuffer>])),
    shared: null,
  }
}

export function fileContent(file: Blob, readBlob: ReadBlob): Content {
  return sharedContent({ file, table: wholeTable(file.size) }, readBlob)
}

export function sharedContent(shared: SharedContent, readBlob: ReadBlob): Content {
  const original = blobBytes(shared.file, readBlob)
  const fromTable = (table: PieceTable): Content => {
    const bytes = readTable(table, original)
    return {
      bytes,
      edited: (edits) => fromTable(editTable(table, edits)),
      file: () => (table.length <= MOST_SLICES ? Promise.resolve(sliced(table, shared.file)) : copied(bytes)),
      shared: { file: shared.file, table },
    }
  }
  return fromTable(shared.table)
}

function sliced(table: PieceTable, file: Blob): Blob {
  return new Blob(
    table.map(({ from, length }) =>
      typeof from === 'number' ? file.slice(from, from + length) : (from as Uint8Array<ArrayBuffer>),
    ),
  )
}

async function copied(bytes: SourceBytes): Promise<Blob> {
  const parts: Blob[] = []
  for await (const part of inParts(bytes)) parts.push(new Blob([part as Uint8Array<ArrayBuffer>]))
  return new Blob(parts)
}

/** All bytes one stretch after the other, with room for other work in between. */
export async function* inParts(bytes: SourceBytes): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += COPIED_AT_ONCE) {
    yield bytes.read(start, start + COPIED_AT_ONCE)
    await breathe()
  }
}
