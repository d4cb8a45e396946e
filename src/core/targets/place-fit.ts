/**
 * How well a place that a text names fits the template of a wording: the last step decides, the more steps agree the
 * better; `null` when it is another place. Indexes do not count, so `messages[X].name` and `messages.3.name` both fit
 * `messages[{i}].name`, and neither does what people blacked out (`***.***.content.2.tool_use.id`).
 */
export function placeFit(template: string, place: string): number | null {
  const named = keysOf(place)
  if (template === '{path}' || template === '{parent}') return hasIndex(place) ? 0 : null
  // `input.{path}`: any place in that list.
  if (template.endsWith('.{path}')) return template.startsWith(`${named[0]}.`) && hasIndex(place) ? 1 : null
  const wanted = keysOf(template)
  const same = sharedTail(wanted, named)
  if (same === 0) return null
  if (same === named.length) return same === wanted.length ? 1000 : 100 + same
  return wanted[0] === named[0] || place.startsWith('*') ? same : null
}

const INDEX = /^(?:\d+|[A-Z]|[ijkn]|\{\w+\}|\*+)$/

const WRAPPERS: ReadonlySet<string> = new Set(['body', 'params', 'request', 'GenerateContentRequest'])

function keysOf(path: string): string[] {
  const keys = stepsOf(path).filter((step) => !INDEX.test(step))
  if (WRAPPERS.has(keys[0] ?? '')) keys.shift()
  return keys.map((key) => (key === 'message' ? 'messages' : key))
}

function hasIndex(path: string): boolean {
  return stepsOf(path).some((step) => INDEX.test(step))
}

function stepsOf(path: string): string[] {
  return path.split(/[^\w{}*-]+/).filter(Boolean)
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
  let same = 0
  while (same < Math.min(a.length, b.length) && a.at(-1 - same) === b.at(-1 - same)) same++
  return same
}
