import type { SourceBytes } from '../core/source/source-bytes.ts'
import type { TextEdit } from '../core/source/text-edit.ts'
import { editTable, wholeTable } from './piece-table.ts'

/** What many steps come to, as edits of the original: what one step put in and another took out again is not in it. */
export function netEdits(original: SourceBytes, steps: readonly (readonly TextEdit[])[]): TextEdit[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const table = steps.reduce(editTable, wholeTable(original.length))
  const edits: TextEdit[] = []
  let read = 0
  let text = ''
  /** Everything between two stretches of the original is one edit, unless it says what stood there before. */
  function goTo(start: number): void {
    const isSame = () => decoder.decode(original.read(read, start)) === text
    const mayBeSame = start - read <= text.length * 3 && text !== ''
    if ((start > read || text !== '') && !(mayBeSame && isSame())) edits.push({ start: read, end: start, text })
  }
  for (const { from, length } of table) {
    if (typeof from !== 'number') {
      text += decoder.decode(from)
      continue
    }
    goTo(from)
    read = from + length
    text = ''
  }
  goTo(original.length)
  return edits
}
