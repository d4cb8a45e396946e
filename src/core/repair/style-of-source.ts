import type { Judged } from '../judge-source.ts'
import { compactStyle, styleOf, type JsonStyle } from '../json/print.ts'
import { decode } from '../source/source.ts'

/** How the source is laid out; lines of a log are one line each. */
export function styleOfSource({ reading: { inner, layout } }: Judged): JsonStyle {
  const sample = decode(inner.read(0, Math.min(2000, inner.length)))
  return layout.container === 'jsonl' ? compactStyle : { ...styleOf(sample.trimStart()), base: '' }
}
