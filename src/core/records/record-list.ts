import type { ScannedList } from '../json/scan.ts'
import type { Steps } from '../json/path.ts'
import { decode } from '../source/source.ts'
import type { RecordList, Slot } from './layout.ts'

/** The elements of a JSON list as records. `index`: where the list will stand among the lists of its layout. */
export function recordListOf(bytes: Uint8Array, scanned: ScannedList, index: number, path: Steps): RecordList {
  const { innerStart, innerEnd, starts, ends } = scanned
  const head = decode(bytes, innerStart, starts[0] ?? innerStart)
  const slots = starts.map((start, position): Slot => new ListSlot(start, ends[position]!, index, position, path))
  return { innerStart, innerEnd, separator: `,${head}`, slots }
}

/** A record in a list; its path is made when it is asked for, for there may be half a million. */
export class ListSlot implements Slot {
  readonly start: number
  readonly end: number
  readonly list: number
  readonly position: number
  readonly #listPath: Steps

  constructor(start: number, end: number, list: number, position: number, listPath: Steps) {
    this.start = start
    this.end = end
    this.list = list
    this.position = position
    this.#listPath = listPath
  }

  get path(): Steps {
    return [...this.#listPath, this.position]
  }
}
