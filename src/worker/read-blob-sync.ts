import type { ReadBlob } from './blob-bytes.ts'

let reader: FileReaderSync | null = null

/** The platform's own way; only workers have it. */
export const readBlobSync: ReadBlob = (blob, start, end) => {
  reader ??= new FileReaderSync()
  return new Uint8Array(reader.readAsArrayBuffer(blob.slice(start, end)))
}
