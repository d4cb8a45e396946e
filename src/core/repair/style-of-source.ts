import type { Judged } from '../judge-source.ts'
import { compactStyle, styleOf, type JsonStyle } from '../json/print.ts'
import { decode } from '../source/source.ts'

/** How the source is laid out; lines of a log are one line each. */
export function styleOfSource({ reading: { unwrapped, layout } }: Judged): JsonStyle {
  const sample = decode(unwrapped.bytes, 0, Math.min(2000, unwrapped.bytes.length))
  return layout.container === 'jsonl' ? compactStyle : { ...styleOf(sample.trimStart()), base: '' }
}
