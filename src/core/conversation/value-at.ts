import type { Steps } from '../json/path.ts'
import { get } from './facts.ts'

/** The value some steps inside another one; `undefined` when they lead nowhere. */
export function valueAt(value: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((inner, step) => (Array.isArray(inner) ? inner[Number(step)] : get(inner, String(step))), value)
}
