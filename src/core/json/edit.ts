import { rebuildList, type ListItem, type Splice } from './rebuild-list.ts'
import { childIndex, parseTree, type JsonNode } from './tree.ts'
import type { Steps } from './path.ts'

/** One change inside a JSON text, as data. Indexes are those of the text before all changes. */
export type JsonEdit =
  /** Replaces a value, or adds the member if the object lacks it. */
  | { readonly type: 'set'; readonly steps: Steps; readonly json: string }
  /** Takes a member or an element out. */
  | { readonly type: 'remove'; readonly steps: Steps }
  /** Gives a list new contents: kept elements by index, new ones as text. */
  | { readonly type: 'list'; readonly steps: Steps; readonly items: readonly ListItem[] }

interface Plan {
  json?: string
  removed?: boolean
  items?: readonly ListItem[]
  readonly below: Map<string | number, Plan>
}

/**
 * Applies edits with the smallest change of the text: what no edit names keeps its bytes, spaces, order and digits.
 * The text must be JSON. A `set` wins over edits below it; edits at places that do not exist are ignored.
 */
export function editJson(text: string, edits: readonly JsonEdit[]): string {
  if (edits.length === 0) return text
  const plan: Plan = { below: new Map() }
  for (const edit of edits) note(plan, edit)
  return splice(text, splicesOf(text, parseTree(text), plan), 0, text.length)
}

function note(root: Plan, edit: JsonEdit): void {
  let plan = root
  for (const step of edit.steps) {
    let next = plan.below.get(step)
    if (!next) plan.below.set(step, (next = { below: new Map() }))
    plan = next
  }
  if (edit.type === 'set') plan.json = edit.json
  else if (edit.type === 'remove') plan.removed = true
  else plan.items = edit.items
}

function splicesOf(text: string, node: JsonNode, plan: Plan): Splice[] {
  if (plan.json !== undefined) return [{ start: node.start, end: node.end, text: plan.json }]
  if (node.type !== 'object' && node.type !== 'list') return []
  const plans = new Map<number, Plan>()
  const added: string[] = []
  for (const [step, below] of plan.below) {
    const index = childIndex(node, step)
    if (index >= 0) plans.set(index, below)
    else if (node.type === 'object' && below.json !== undefined) added.push(member(text, node, String(step), below.json))
  }
  const items: ListItem[] = [...(plan.items ?? node.children.keys())].filter(
    (item) => typeof item === 'string' || !plans.get(item)?.removed,
  )
  const inner = (index: number): Splice[] => {
    const below = plans.get(index)
    return below && !below.removed ? splicesOf(text, node.children[index]!, below) : []
  }
  const starts = node.type === 'object' ? node.keyStarts : node.children.map((child) => child.start)
  const ends = node.children.map((child) => child.end)
  const moved = new Set<number>()
  const outer = rebuildList(
    {
      starts,
      ends,
      innerStart: node.start + 1,
      innerEnd: node.end - 1,
      slice: (start, end) => text.slice(start, end),
      separator: `,${node.children.length ? text.slice(node.start + 1, starts[0]) : ''}`,
    },
    [...items, ...added],
    (index) => {
      moved.add(index)
      return splice(text, inner(index), starts[index]!, ends[index]!)
    },
  )
  const kept = new Set(items)
  const below = [...plans.keys()].filter((index) => kept.has(index) && !moved.has(index)).flatMap(inner)
  return [...outer, ...below].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** A new member in the look of the others: `"key": value` or `"key":value`. */
function member(text: string, node: JsonNode, key: string, json: string): string {
  const first = node.children[0]
  const written = first ? text.slice(node.keyStarts[0]!, first.start) : ''
  const colon = written.slice(JSON.stringify(node.keys[0] ?? '').length) || ':'
  return JSON.stringify(key) + (/^\s*:\s*$/.test(colon) ? colon : ':') + json
}

function splice(text: string, splices: readonly Splice[], from: number, to: number): string {
  let output = ''
  let read = from
  for (const { start, end, text: replacement } of splices) {
    output += text.slice(read, start) + replacement
    read = end
  }
  return output + text.slice(read, to)
}
