import { parseJson } from './parse-json.ts'
import { parseTree, type JsonNode } from './tree.ts'

/** An operation of RFC 6902; `value` is the JSON text of the present document, so that no digit of a number is lost. */
interface Operation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: string
}

/** Lists that differ in more places than this are compared entry by entry, not aligned. */
const MOST_PAIRS = 4_000_000
/** Below this a value is replaced as a whole. */
const MOST_DEPTH = 200

/**
 * What makes one JSON text the other, as the text of a JSON Patch: one operation a line. Entries of lists are aligned by
 * what they say, so that an inserted message is one `add`. Values are compared, not texts: space, escapes and the order
 * of keys do not count; numbers count digit by digit. `null`: one of the two is no JSON.
 */
export function jsonPatch(before: string, after: string): string | null {
  if (typeof before !== 'string' || typeof after !== 'string') return null
  const [old, now] = [before, after].map((text) => text.replace(/^\uFEFF/, '')) as [string, string]
  if (parseJson(old) === undefined || parseJson(now) === undefined) return null
  const operations: Operation[] = []
  const names = new Map<string, number>()
  const [oldRoot, newRoot] = [parseTree(old), parseTree(now)]
  const ids = new Map([...nameValues(old, oldRoot, names), ...nameValues(now, newRoot, names)])

  function compare(from: JsonNode, to: JsonNode, path: string, depth: number): void {
    if (ids.get(from) === ids.get(to)) return
    if (from.type === 'object' && to.type === 'object' && depth < MOST_DEPTH) return compareObjects(from, to, path, depth)
    if (from.type === 'list' && to.type === 'list' && depth < MOST_DEPTH) return compareLists(from, to, path, depth)
    put('replace', path, to)
  }

  function compareObjects(from: JsonNode, to: JsonNode, path: string, depth: number): void {
    const had = membersOf(from)
    const has = membersOf(to)
    if (path !== '' && ![...has.keys()].some((key) => had.has(key))) return put('replace', path, to)
    for (const key of had.keys()) if (!has.has(key)) operations.push({ op: 'remove', path: below(path, key) })
    for (const [key, value] of has) {
      const old = had.get(key)
      if (old) compare(old, value, below(path, key), depth + 1)
      else put('add', below(path, key), value)
    }
  }

  /** From the beginning on: what stands before an operation is already as it will be, so that its index is the new one. */
  function compareLists(from: JsonNode, to: JsonNode, path: string, depth: number): void {
    const old = from.children
    const next = to.children
    const same = alignment(
      old.map((node) => ids.get(node)!),
      next.map((node) => ids.get(node)!),
    )
    let i = 0
    let j = 0
    for (const [oldEnd, newEnd] of [...same, [old.length, next.length] as const]) {
      for (; i < oldEnd && j < newEnd; i++, j++) compare(old[i]!, next[j]!, below(path, j), depth + 1)
      for (; i < oldEnd; i++) operations.push({ op: 'remove', path: below(path, j) })
      for (; j < newEnd; j++) put('add', below(path, j), next[j]!)
      i++
      j++
    }
  }

  function put(op: 'add' | 'replace', path: string, { start, end }: JsonNode): void {
    operations.push({ op, path, value: withoutSpace(now.slice(start, end)) })
  }

  compare(oldRoot, newRoot, '', 0)
  return operations.length === 0 ? '[]\n' : `[\n${operations.map((operation) => `  ${print(operation)}`).join(',\n')}\n]\n`
}

function print({ op, path, value }: Operation): string {
  return `{"op":"${op}","path":${JSON.stringify(path)}${value === undefined ? '' : `,"value":${value}`}}`
}

/** A JSON Pointer (RFC 6901). */
function below(path: string, step: string | number): string {
  return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function withoutSpace(json: string): string {
  return json.replace(/("[^"\\]*(?:\\.[^"\\]*)*")|[ \t\r\n]+/g, '$1')
}

/** Of repeated keys the last one counts, as it does for `JSON.parse`. */
function membersOf(node: JsonNode): Map<string, JsonNode> {
  return new Map(node.keys.map((key, i) => [key, node.children[i]!]))
}

/** A number for every value of a tree; equal values have the same. Keeps its own stack, as the parser does. */
function nameValues(text: string, root: JsonNode, names: Map<string, number>): Map<JsonNode, number> {
  const ids = new Map<JsonNode, number>()
  const stack: JsonNode[] = [root]
  for (let node = stack.at(-1); node; node = stack.at(-1)) {
    const open = node.children.filter((child) => !ids.has(child))
    if (open.length > 0) {
      for (const child of open) stack.push(child) // a spread of very many overflows the stack of the engine
      continue
    }
    stack.pop()
    const spelled = spell(text, node, ids)
    const id = names.get(spelled) ?? names.size
    names.set(spelled, id)
    ids.set(node, id)
  }
  return ids
}

function spell(text: string, node: JsonNode, ids: ReadonlyMap<JsonNode, number>): string {
  switch (node.type) {
    case 'list':
      return `[${node.children.map((child) => ids.get(child)).join()}]`
    case 'object': {
      const members = [...membersOf(node)].map(([key, value]) => `${JSON.stringify(key)}:${ids.get(value)}`)
      return `{${members.toSorted().join()}}`
    }
    case 'string': {
      const raw = text.slice(node.start, node.end)
      return raw.includes('\\') ? JSON.stringify(JSON.parse(raw)) : raw
    }
    case 'other':
      return text.slice(node.start, node.end)
  }
}

/** The entries that stay, as pairs of their indexes: a longest common subsequence. */
function alignment(old: readonly number[], next: readonly number[]): [number, number][] {
  let head = 0
  while (head < old.length && head < next.length && old[head] === next[head]) head += 1
  let tail = 0
  while (tail < Math.min(old.length, next.length) - head && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1
  const rows = old.length - tail - head
  const columns = next.length - tail - head
  const pairs: [number, number][] = []
  for (let i = 0; i < head; i++) pairs.push([i, i])
  if (rows * columns <= MOST_PAIRS) pairs.push(...commonEntries(old, next, head, rows, columns))
  for (let i = tail; i > 0; i--) pairs.push([old.length - i, next.length - i])
  return pairs
}

function commonEntries(old: readonly number[], next: readonly number[], head: number, rows: number, columns: number) {
  const width = columns + 1
  // How many entries are common from here on.
  const common = new Uint32Array((rows + 1) * width)
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      common[i * width + j] =
        old[head + i] === next[head + j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (old[head + i] === next[head + j]) pairs.push([head + i++, head + j++])
    else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) i++
    else j++
  }
  return pairs
}
