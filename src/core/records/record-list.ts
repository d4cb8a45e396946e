import type { ScannedList } from '../json/scan.ts'
import type { Steps } from '../json/path.ts'
import { decode } from '../source/source.ts'
import type { RecordList, Slot } from './layout.ts'

/** The elements of a JSON list as records. `index`: where the list will stand among the lists of its layout. */
export function recordListOf(bytes: Uint8Array, scanned: ScannedList, index: number, path: Steps): RecordList {
  const { innerStart, innerEnd, starts, ends } = scanned
  const head = decode(bytes, innerStart, starts[0] ?? innerStart)
  const slots = starts.map((start, position): Slot => {
    return { start, end: ends[position]!, list: index, position, path: [...path, position] }
  })
  return { innerStart, innerEnd, separator: `,${head}`, slots }
}
