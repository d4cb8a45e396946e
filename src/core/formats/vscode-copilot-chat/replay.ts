import { Cursor } from '../../document/cursor.ts'

/** Lines of a patch log: `kind` 0 is the whole, 1 sets a path `k` to `v`, 2 adds to the list there, 3 takes it away. */
export const isPatch = (line: Cursor): boolean => {
  const kind = line.get('kind').number
  return kind === 0 ? line.get('v').isObject : (kind === 1 || kind === 2 || kind === 3) && line.get('k').isList
}

/**
 * The session a patch log leads to. Each value of it stands in the line that set it last, so it is put together from places:
 * a tree of members, of which the untouched ones are taken from the line as a whole.
 */
export function replay(lines: readonly Cursor[]): Node {
  let root = new Node(Cursor.made(undefined, lines.slice(0, 1)))
  for (const line of lines) {
    const value = line.get('v')
    const path = line
      .get('k')
      .items()
      .flatMap(({ value: step }) => (typeof step === 'string' || typeof step === 'number' ? [step] : []))
    if (line.get('kind').number === 0) root = new Node(value)
    else if (path.length > 0) apply(root.at(path), line, value)
  }
  return root
}

function apply(target: Node, line: Cursor, value: Cursor): void {
  const kind = line.get('kind').number
  if (kind === 3) target.set(value.as(undefined))
  else if (kind === 1) target.set(value)
  else target.extend(value.items(), line.get('i').number)
}

/** A value whose members may come from other lines. */
export class Node {
  #own: Cursor
  /** Members that another line has set, and the list once something was added to it. */
  readonly #members = new Map<string | number, Node>()
  #list: Node[] | null = null

  constructor(own: Cursor) {
    this.#own = own
  }

  get cursor(): Cursor {
    return this.#own
  }

  get(step: string | number): Node {
    if (this.#list && typeof step === 'number') {
      if (step === this.#list.length) this.#list.push(new Node(this.#own.as(undefined)))
      return this.#list[step] ?? new Node(this.#own.as(undefined))
    }
    let member = this.#members.get(step)
    if (!member) this.#members.set(step, (member = new Node(this.#own.get(step))))
    return member
  }

  at(path: readonly (string | number)[]): Node {
    return path.reduce<Node>((node, step) => node.get(step), this)
  }

  set(value: Cursor): void {
    this.#own = value
    this.#members.clear()
    this.#list = null
  }

  /** Adds behind what is there, or from a place on. */
  extend(values: readonly Cursor[], from: number | null): void {
    const list = this.items()
    if (from !== null && from >= 0 && from < list.length) list.length = from
    for (const value of values) list.push(new Node(value))
    this.#list = list
  }

  items(): Node[] {
    if (this.#list) return this.#list
    let length = Array.isArray(this.#own.value) ? this.#own.value.length : 0
    // A list that grows is set one behind its end; a number far off is no place in it.
    for (const key of this.#members.keys()) if (typeof key === 'number' && key >= length && key < length + 1000) length = key + 1
    return Array.from({ length }, (_, i) => this.get(i))
  }
}
