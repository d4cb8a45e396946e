import type { SourceBytes } from '../core/source/source-bytes.ts'
import type { TextEdit } from '../core/source/text-edit.ts'

/** A stretch of a version: bytes of the original from an offset on, or bytes of its own. */
export interface Stretch {
  /** Where it begins in the version. */
  readonly start: number
  readonly length: number
  readonly from: number | Uint8Array
}

/**
 * A version of a large source as stretches of the original and texts in between: an edit copies nothing, and a version
 * after a thousand edits is read as quickly as the original. Plain data, so that it can be sent to a worker.
 */
export type PieceTable = readonly Stretch[]

export function wholeTable(length: number): PieceTable {
  return length === 0 ? [] : [{ start: 0, length, from: 0 }]
}

export function tableLength(table: PieceTable): number {
  const last = table.at(-1)
  return last ? last.start + last.length : 0
}

/** Errors: throws when the edits are not in order, because then the caller built them wrongly. */
export function editTable(table: PieceTable, edits: readonly TextEdit[]): PieceTable {
  const encoder = new TextEncoder()
  const edited: Stretch[] = []
  let written = 0
  let read = 0
  let at = 0

  function push(from: Stretch['from'], length: number): void {
    if (length === 0) return
    edited.push({ start: written, length, from })
    written += length
  }
  /** Goes on to an offset of the old version, copying or leaving out what lies before. */
  function goTo(end: number, copies: boolean): void {
    for (let stretch = table[at]; stretch && read < end; stretch = table[at]) {
      const inside = read - stretch.start
      const length = Math.min(end - read, stretch.length - inside)
      if (copies) push(partOf(stretch.from, inside, length), length)
      read += length
      if (inside + length === stretch.length) at += 1
    }
  }

  for (const { start, end, text } of edits) {
    if (start < read || end < start) throw new Error(`text edit: ${start}-${end} is out of order`)
    goTo(start, true)
    goTo(end, false)
    const bytes = encoder.encode(text)
    push(bytes, bytes.length)
  }
  goTo(Infinity, true)
  return edited
}

/** Reads a version; what comes from one stretch is not copied. */
export function readTable(table: PieceTable, original: SourceBytes): SourceBytes {
  const length = tableLength(table)
  return {
    length,
    read(start, asked) {
      const end = Math.min(asked, length)
      let at = stretchAt(table, start)
      const first = table[at]
      if (!first || end <= start) return new Uint8Array(0)
      if (end <= first.start + first.length) return readStretch(first, start, end, original)
      const bytes = new Uint8Array(end - start)
      for (let stretch = table[at]; stretch && stretch.start < end; stretch = table[(at += 1)]) {
        const from = Math.max(start, stretch.start)
        const to = Math.min(end, stretch.start + stretch.length)
        bytes.set(readStretch(stretch, from, to, original), from - start)
      }
      return bytes
    },
  }
}

/** The place of a byte among the stretches. */
function stretchAt(table: PieceTable, offset: number): number {
  let low = 0
  let high = table.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (table[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function readStretch({ start, from }: Stretch, begin: number, end: number, original: SourceBytes): Uint8Array {
  if (typeof from !== 'number') return from.subarray(begin - start, end - start)
  return original.read(from + begin - start, from + end - start)
}

function partOf(from: Stretch['from'], inside: number, length: number): Stretch['from'] {
  return typeof from === 'number' ? from + inside : from.subarray(inside, inside + length)
}
