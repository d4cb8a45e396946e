/** A replacement of one stretch of bytes: data, so that it can be listed, stored, sent to a worker and undone. */
export interface TextEdit {
  /** Byte offsets in the version the edit was made for, end not included. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Applies edits that are sorted by `start` and do not overlap; everything between them is copied byte for byte.
 * Errors: throws when the edits are not in order, because then the caller built them wrongly.
 */
export function applyTextEdits(bytes: Uint8Array, edits: readonly TextEdit[]): Uint8Array {
  const encoder = new TextEncoder()
  const inserted = edits.map((edit) => encoder.encode(edit.text))
  const size = edits.reduce((sum, edit, i) => sum + inserted[i]!.length - (edit.end - edit.start), bytes.length)
  const output = new Uint8Array(size)
  let read = 0
  let written = 0
  edits.forEach((edit, i) => {
    if (edit.start < read || edit.end < edit.start) throw new Error(`text edit: ${edit.start}-${edit.end} is out of order`)
    output.set(bytes.subarray(read, edit.start), written)
    written += edit.start - read
    output.set(inserted[i]!, written)
    written += inserted[i]!.length
    read = edit.end
  })
  output.set(bytes.subarray(read), written)
  return output
}
