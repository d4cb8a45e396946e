import type { ReadBlob } from '../blob-bytes.ts'

/** Files that a test can read at once, as a worker reads files; any other blob cannot be. */
export function fakeFiles() {
  const known = new Map<Blob, Uint8Array>()
  let reads = 0
  let failure: DOMException | null = null
  const read: ReadBlob = (blob, start, end) => {
    const bytes = known.get(blob)
    if (!bytes) throw new Error('fake files: this blob was not made here')
    if (failure) throw failure
    reads += end - start
    return bytes.slice(start, end)
  }
  return {
    read,
    file(content: string | Uint8Array): Blob {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      const blob = new Blob([bytes as Uint8Array<ArrayBuffer>])
      known.set(blob, bytes)
      return blob
    },
    /** The same file, seen from another thread. */
    adopt(blob: Blob, content: string): void {
      known.set(blob, new TextEncoder().encode(content))
    },
    /** From now on reading fails; `null`: no more. */
    fail(error: DOMException | null): void {
      failure = error
    },
    get bytesRead(): number {
      return reads
    },
  }
}
