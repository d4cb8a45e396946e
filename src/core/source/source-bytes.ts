/**
 * Bytes that are read piece by piece, so that no source has to be in memory as a whole. Reading is synchronous: a
 * worker and the command line both can, and what is asked for is small.
 */
export interface SourceBytes {
  readonly length: number
  /** Bytes `start` to `end`, end not included. Throws what the platform throws when the source is gone or has changed. */
  readonly read: (start: number, end: number) => Uint8Array
}

export function bytesInMemory(bytes: Uint8Array): SourceBytes {
  return { length: bytes.length, read: (start, end) => bytes.subarray(start, end) }
}
