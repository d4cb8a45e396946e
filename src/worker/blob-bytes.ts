import type { SourceBytes } from '../core/source/source-bytes.ts'

/** Reads a stretch of a blob at once: `FileReaderSync` in a worker, anything else in a test. */
export type ReadBlob = (blob: Blob, start: number, end: number) => Uint8Array

/** What is read ahead of somebody who reads from front to back, and what a small read elsewhere fetches around itself. */
const AHEAD = 1_500_000
const NEARBY = 128_000
/** A jump of up to this much still counts as reading on. */
const GAP = 256_000

/** Bytes of a file, read where they are asked for. The last stretch stays in memory, so that many small reads cost one. */
export function blobBytes(blob: Blob, readBlob: ReadBlob): SourceBytes {
  let kept = new Uint8Array(0)
  let keptFrom = 0
  /** Where the last read ended. */
  let last = 0

  return {
    length: blob.size,
    read(start, asked) {
      const end = Math.min(asked, blob.size)
      const readsOn = start >= last - GAP && start <= last + GAP
      last = end
      if (start >= keptFrom && end <= keptFrom + kept.length) return kept.subarray(start - keptFrom, end - keptFrom)
      const wanted = Math.max(end, Math.min(blob.size, start + (readsOn ? AHEAD : NEARBY)))
      kept = readBlob(blob, start, wanted) as Uint8Array<ArrayBuffer>
      keptFrom = start
      return kept.subarray(0, end - start)
    },
  }
}
