import { Cursor } from '../../document/cursor.ts'
import { readPrinted } from './printed.ts'

/**
 * Attributes of a span by their full names, however an exporter wrote them: as OTLP's list of `{ key, value }`, as one flat
 * object, or as objects in objects.
 */
export class Attributes {
  readonly #values: ReadonlyMap<string, Cursor>

  constructor(values: ReadonlyMap<string, Cursor>) {
    this.#values = values
  }

  /** The first of these that is there. */
  get(...names: readonly string[]): Cursor | null {
    for (const name of names) {
      const value = this.#values.get(name)
      if (value?.isThere) return value
    }
    return null
  }

  has(prefix: RegExp): boolean {
    for (const name of this.#values.keys()) if (prefix.test(name)) return true
    return false
  }

  /** Names under a prefix as a tree of objects by their dotted parts; members stay cursors. */
  under(prefix: string): AttributeTree {
    const tree: AttributeTree = { value: null, members: new Map() }
    for (const [name, value] of this.#values) {
      if (!name.startsWith(`${prefix}.`)) continue
      let node = tree
      for (const step of name.slice(prefix.length + 1).split('.')) {
        let next = node.members.get(step)
        if (!next) node.members.set(step, (next = { value: null, members: new Map() }))
        node = next
      }
      node.value = value
    }
    return tree
  }
}

export interface AttributeTree {
  value: Cursor | null
  readonly members: Map<string, AttributeTree>
}

const EMPTY: AttributeTree = { value: null, members: new Map() }

/** Down a tree; nothing is an empty tree. */
export function branch(tree: AttributeTree, ...steps: readonly string[]): AttributeTree {
  return steps.reduce((node, step) => node.members.get(step) ?? EMPTY, tree)
}

/** Members that are numbered from 0, in order. */
export function numbered(tree: AttributeTree): AttributeTree[] {
  return [...tree.members]
    .filter(([name]) => /^\d+$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, member]) => member)
}

export function attributesOf(span: Cursor): Attributes {
  const values = new Map<string, Cursor>()
  const own = span.any('attributes', 'Attributes', 'span_attributes', 'SpanAttributes').json()
  collect(own.isThere ? own : span, '', values, 0)
  return new Attributes(values)
}

function collect(at: Cursor, prefix: string, values: Map<string, Cursor>, depth: number): void {
  if (at.isList && at.items().some((item) => item.get('key').string !== null)) {
    for (const item of at.items()) {
      const name = item.get('key').string
      if (name !== null) values.set(`${prefix}${name}`, plainValue(item.get('value')))
    }
    return
  }
  for (const [key, member] of at.entries()) {
    // Columns of a table: `attributes.llm.model_name`.
    const name = `${prefix}${key}`.replace(/^attributes\./, '')
    values.set(name, member)
    const inner = /\.(input|output)_messages$/.test(name) ? openText(member) : member
    if (depth < 8 && inner.isObject) collect(inner, `${name}.`, values, depth + 1)
    else if (depth < 8 && inner.items().some(({ isObject }) => isObject))
      inner.items().forEach((item, i) => {
        if (item.isObject) collect(item, `${name}.${i}.`, values, depth + 1)
      })
  }
}

/** JSON or Python in a cell of a table. */
function openText(member: Cursor): Cursor {
  if (member.string === null) return member
  const inner = member.json()
  return inner.value === undefined ? member.as(readPrinted(member.string)) : inner
}

/** OTLP wraps a value in its type: `{ stringValue }`, `{ intValue: "3" }`, `{ arrayValue: { values } }`, `{ kvlistValue }`. */
export function plainValue(value: Cursor): Cursor {
  for (const key of ['stringValue', 'string_value', 'boolValue', 'doubleValue', 'bytesValue'])
    if (value.get(key).isThere) return value.get(key)
  const int = value.any('intValue', 'int_value')
  if (int.isThere) return int.as(Number(int.value))
  if (value.any('arrayValue', 'kvlistValue').isThere) return Cursor.made(plain(value, MOST_LEVELS), [value])
  return value
}

const MOST_LEVELS = 50

/** The value of a wrapped list or map; nothing inside has a place of its own. */
function plain(value: Cursor, levels: number): unknown {
  if (levels === 0) return undefined
  const list = value.get('arrayValue')
  if (list.isThere)
    return list
      .get('values')
      .items()
      .map((item) => plain(item, levels - 1))
  const map = value.get('kvlistValue')
  if (map.isThere)
    return Object.fromEntries(
      map
        .get('values')
        .items()
        .map((item) => [item.get('key').text ?? '', plain(item.get('value'), levels - 1)]),
    )
  return plainValue(value).value
}
