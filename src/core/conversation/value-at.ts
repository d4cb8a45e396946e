import type { Steps } from '../json/path.ts'
import { get } from '../json/value.ts'

/** The value some steps inside another one; `undefined` when they lead nowhere. */
export function valueAt(value: unknown, steps: Steps): unknown {
  let inner = value
  for (const step of steps) inner = Array.isArray(inner) ? (inner[Number(step)] as unknown) : get(inner, String(step))
  return inner
}
