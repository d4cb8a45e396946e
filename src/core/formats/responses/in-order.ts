import type { Cursor } from '../../document/cursor.ts'

/** Lists of stored items come newest first: then most results stand before their calls. */
export function inOrder(items: readonly Cursor[]): readonly Cursor[] {
  const calls = new Set<string>()
  const results = new Set<string>()
  let forwards = 0
  let backwards = 0
  for (const item of items) {
    const id = item.get('call_id').text
    if (id === null) continue
    const isResult = /_output$/.test(item.get('type').text ?? '')
    if (isResult && calls.has(id)) forwards++
    if (!isResult && results.has(id)) backwards++
    const seen = isResult ? results : calls
    seen.add(id)
  }
  return backwards > forwards ? [...items].reverse() : items
}
