import { expect } from 'vitest'
import type { Span } from '../problem.ts'
import { encode } from '../source/source.ts'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text before a byte, as an editor shows it. */
function textBefore(bytes: Uint8Array, end: number): string {
  const [first, second] = bytes
  const littleEndian = first === 0xff && second === 0xfe
  if (!littleEndian && (first !== 0xfe || second !== 0xff)) return utf8.decode(bytes.subarray(0, end))
  return Array.from({ length: Math.max(0, (end >> 1) - 1) }, (_, i) => {
    const [low, high] = littleEndian ? [2, 3] : [3, 2]
    return String.fromCharCode(bytes[2 * i + low]! + 256 * bytes[2 * i + high]!)
  }).join('')
}

/** Each place lies in the source, and its line and column are those an editor would count. */
export function expectPlaces(
  source: string | Uint8Array,
  places: readonly { readonly span: Span; readonly line?: number; readonly column?: number }[],
): void {
  const bytes = typeof source === 'string' ? encode(source) : source
  for (const { span, line, column } of places) {
    expect(span.start, 'span').toBeGreaterThanOrEqual(0)
    expect(span.end, 'span').toBeGreaterThanOrEqual(span.start)
    expect(span.end, 'span').toBeLessThanOrEqual(bytes.length)
    if (line === undefined || column === undefined) continue
    const before = textBefore(bytes, span.start)
    if (before.includes('\ufffd')) continue // bytes that are no UTF-8 have no column that anybody agrees on
    expect({ line, column }, 'line and column').toEqual({
      line: before.split('\n').length,
      column: before.length - before.lastIndexOf('\n'),
    })
  }
}
