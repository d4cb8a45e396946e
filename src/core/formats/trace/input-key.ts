import type { Cursor } from '../../document/cursor.ts'
import { isObject } from '../../json/value.ts'
import { parseJson } from '../../json/parse-json.ts'
import { readPrinted } from './printed.ts'

/**
 * Equal for equal inputs, however they are written: as an object, as JSON text, as Python prints it, wrapped as
 * `{ input }` or as `{ args: [], kwargs }`.
 */
export function inputKey(input: Cursor | null): string {
  let value: unknown = input?.value
  for (let depth = 0; depth < 2 && typeof value === 'string'; depth++)
    value = parseJson(value) ?? readPrinted(value) ?? value.trim()
  value = unwrapped(value)
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : sortedJson(value)
}

function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value
  const keys = Object.keys(value)
  if (keys.length === 1 && 'input' in value) return value.input
  const isCall = keys.length === 2 && Array.isArray(value.args) && value.args.length === 0
  return isCall && isObject(value.kwargs) ? value.kwargs : value
}

function sortedJson(value: unknown): string {
  try {
    return JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    )
  } catch {
    return ''
  }
}
