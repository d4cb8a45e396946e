import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { LineWriter } from './line-writer.ts'
import type { Unwrapped } from './unwrapped.ts'

const HEAD = 4096
const ESCAPE = 0x1b
const LONGEST = 24
const SEQUENCE = /^\u001b\[[\d;?]*[A-Za-z]/

/** The colours and cursor moves of a terminal, which a recorded log still has; JSON cannot hold the byte they begin with. */
export function openTerminalColours(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes.subarray(0, HEAD).indexOf(ESCAPE)
  if (first < 0 || !SEQUENCE.test(decode(bytes, first, Math.min(bytes.length, first + LONGEST)))) return null
  const writer = new LineWriter(bytes)
  let at = 0
  for (let found = first; found >= 0; found = bytes.indexOf(ESCAPE, found + 1)) {
    const sequence = SEQUENCE.exec(decode(bytes, found, Math.min(bytes.length, found + LONGEST)))
    if (!sequence) continue
    writer.add(at, found)
    at = found + sequence[0].length
  }
  writer.add(at, bytes.length)
  return {
    ...state,
    bytes: writer.finishAll(),
    map: composeMaps(writer.map, state.map),
    rewritten: true,
    mended: [...state.mended, 'the colours of a terminal were left out'],
  }
}
