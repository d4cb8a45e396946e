import type { Cursor } from '../../document/cursor.ts'

type Holder = Record<string, unknown> | unknown[]

const MOST_ITEMS = 10_000

/** Builds arguments from `{ jsonPath: '$.list[0].name', stringValue, willContinue }`; texts of one path are joined. */
export class ArgumentPieces {
  readonly value: Record<string, unknown> = {}
  readonly places: Cursor[] = []

  add(piece: Cursor): void {
    const steps = stepsOf(piece.any('jsonPath', 'json_path').string ?? '')
    if (steps.length === 0) return
    this.places.push(piece)
    put(this.value, steps, valueOf(piece))
  }
}

function valueOf(piece: Cursor): unknown {
  return piece.any('stringValue', 'string_value', 'numberValue', 'number_value', 'boolValue', 'bool_value').value ?? null
}

/** `$.a.b[0]['c']` as steps; a name that would change what objects are is none. */
function stepsOf(path: string): (string | number)[] {
  if (path.length > 1000) return []
  const steps = [...path.matchAll(/\[(\d+)\]|\[['"]([^'"]*)['"]\]|\.?([^.[\]$]+)/g)].map(([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  )
  return steps.some((step) => step === '__proto__' || (typeof step === 'number' && step > MOST_ITEMS)) ? [] : steps
}

function put(root: Record<string, unknown>, steps: readonly (string | number)[], value: unknown): void {
  let holder: Holder = root
  for (const [position, step] of steps.entries()) {
    const next = steps[position + 1]
    if (next === undefined) return set(holder, step, value)
    const inner = read(holder, step)
    if (typeof inner === 'object' && inner !== null) holder = inner as Holder
    else {
      const made: Holder = typeof next === 'number' ? [] : {}
      set(holder, step, made)
      holder = made
    }
  }
}

function read(holder: Holder, step: string | number): unknown {
  return Object.hasOwn(holder, step) ? (holder as Record<string | number, unknown>)[step] : undefined
}

function set(holder: Holder, step: string | number, value: unknown): void {
  const known = read(holder, step)
  const joined = typeof known === 'string' && typeof value === 'string' ? known + value : value
  const target = holder as Record<string | number, unknown>
  target[step] = joined
}
