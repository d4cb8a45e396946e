import type { Steps } from './path.ts'

/** A value of a JSON text with its place; offsets in UTF-16 units, end not included. */
export interface JsonNode {
  readonly type: 'object' | 'list' | 'string' | 'other'
  readonly start: number
  readonly end: number
  /** Of objects: the keys, in order, repeated ones included, and where each begins. */
  readonly keys: readonly string[]
  readonly keyStarts: readonly number[]
  /** Values of an object, elements of a list. */
  readonly children: readonly JsonNode[]
}

interface OpenNode {
  type: 'object' | 'list'
  start: number
  end: number
  keys: string[]
  keyStarts: number[]
  children: JsonNode[]
}

const NONE: readonly never[] = []

/**
 * The tree of one record, for places and edits. The text must be JSON (`JSON.parse` took it). Keeps its own stack, so
 * that no depth of nesting overflows the engine's.
 */
export function parseTree(text: string): JsonNode {
  const stack: OpenNode[] = []
  let at = 0
  for (;;) {
    at = skipSpace(text, at)
    const parent = stack.at(-1)
    const character = text[at]
    let done: JsonNode | null = null
    if (character === '{' || character === '[') {
      stack.push({ type: character === '{' ? 'object' : 'list', start: at, end: at, keys: [], keyStarts: [], children: [] })
      at++
    } else if (character === '}' || character === ']') {
      if (!parent) throw new Error('tree: the text is no JSON')
      stack.pop()
      parent.end = ++at
      done = parent
    } else if (character === ',' || character === ':') {
      at++
    } else if (character === '"') {
      const end = stringEnd(text, at)
      if (parent?.type === 'object' && parent.keys.length === parent.children.length) {
        parent.keys.push(JSON.parse(text.slice(at, end)) as string)
        parent.keyStarts.push(at)
      } else {
        done = { type: 'string', start: at, end, keys: NONE, keyStarts: NONE, children: NONE }
      }
      at = end
    } else {
      if (at >= text.length) throw new Error('tree: the text is no JSON')
      const start = at
      while (at < text.length && !',]}: \t\r\n'.includes(text[at]!)) at++
      done = { type: 'other', start, end: at, keys: NONE, keyStarts: NONE, children: NONE }
    }
    if (!done) continue
    const holder = stack.at(-1)
    if (!holder) return done
    holder.children.push(done)
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++
  return at
}

function stringEnd(text: string, start: number): number {
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new Error('tree: the text is no JSON')
    let escapes = 0
    while (text[quote - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return quote + 1
    from = quote + 1
  }
}

/** Position of the child a step leads to, or -1. Of repeated keys the last one counts, as it does for `JSON.parse`. */
export function childIndex(node: JsonNode, step: string | number): number {
  if (node.type === 'list') return typeof step === 'number' && step < node.children.length ? step : -1
  if (node.type === 'object') return node.keys.lastIndexOf(String(step))
  return -1
}

/** Follows steps as far as they lead. `depth` is the number of steps taken. */
export function findNode(root: JsonNode, steps: Steps): { node: JsonNode; depth: number } {
  let node = root
  for (let depth = 0; depth < steps.length; depth++) {
    const index = childIndex(node, steps[depth]!)
    if (index < 0) return { node, depth }
    node = node.children[index]!
  }
  return { node, depth: steps.length }
}
