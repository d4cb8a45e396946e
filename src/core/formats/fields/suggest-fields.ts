import type { Cursor } from '../../document/cursor.ts'
import type { Document } from '../../document/document.ts'
import { formatPath } from '../../json/path.ts'
import type { Field, FieldMap } from './field-map.ts'
import { findAll } from '../shared/find-all.ts'

/** A field of the entries, with what one of them has there. */
export interface FieldChoice {
  /** Dotted, from the entry. */
  readonly path: string
  readonly example: string
  /** It holds fields of its own: no text. */
  readonly isObject: boolean
}

export interface FieldSuggestion {
  /** Lists that could hold the entries, the longest first; `''` is the source itself. */
  readonly lists: readonly { readonly path: string; readonly entries: number; readonly fields: readonly FieldChoice[] }[]
  /** What the names of the fields suggest. */
  readonly guess: FieldMap
}

const MOST_LISTS = 8
const MOST_FIELDS = 60
const EXAMPLE = 60

/** What a user could name in a source nobody knows; `null`: there is no list of objects. */
export function suggestFields({ roots, container }: Document): FieldSuggestion | null {
  const whole = roots.filter(({ isObject }) => isObject)
  const lists = container === 'jsonl' && whole.length > 1 ? [{ path: '', items: whole }] : roots.slice(0, 1).flatMap(listsIn)
  const described = lists
    .sort((a, b) => b.items.length - a.items.length)
    .slice(0, MOST_LISTS)
    .map(({ path, items }) => ({ path, entries: items.length, fields: fieldsOf(items.slice(0, 20)) }))
  const [first] = described
  return first
    ? { lists: described, guess: { ...(first.path === '' ? {} : { list: first.path }), ...guess(first.fields) } }
    : null
}

function listsIn(root: Cursor): { path: string; items: Cursor[] }[] {
  const isList = (at: Cursor): boolean => at.isList && at.items().some(({ isObject }) => isObject)
  return findAll(root, isList, { depth: 5, values: 20_000 }).map((list) => ({
    path: formatPath(list.steps),
    items: list.items().filter(({ isObject }) => isObject),
  }))
}

function fieldsOf(entries: readonly Cursor[]): FieldChoice[] {
  const found = new Map<string, FieldChoice>()
  const collect = (at: Cursor, path: string, depth: number): void => {
    for (const [key, member] of at.entries()) {
      const own = path === '' ? formatPath([key]) : `${path}.${key}`
      if (found.size >= MOST_FIELDS) return
      if (member.isThere && !found.has(own)) {
        const example = (member.string ?? member.jsonText).slice(0, EXAMPLE)
        found.set(own, { path: own, example, isObject: member.isObject })
      }
      if (member.isObject && depth < 2) collect(member, own, depth + 1)
    }
  }
  for (const entry of entries) collect(entry, '', 0)
  return [...found.values()]
}

/** Words people use, the surest first. */
const NAMES: Readonly<Record<Exclude<Field, 'list'>, readonly RegExp[]>> = {
  role: [/\brole$/i, /(sender|author|speaker|who|from|direction)$/i, /(type|kind)$/i],
  content: [/\bcontent$/i, /(text|message|body|said|value)$/i],
  id: [/(tool_?)?call_?id$/i, /(request|correlation|invocation)_?id$/i],
  name: [/(tool|function)_?name$/i, /(tool|function|command|action)$/i],
  arguments: [/arg(ument)?s$/i, /(input|params|parameters|payload)$/i],
  result: [/(result|observation)$/i, /(output|response|returned)$/i],
  time: [/(timestamp|created_?at|time|date|ts|when|\bat)$/i],
}

function guess(fields: readonly FieldChoice[]): FieldMap {
  const taken = new Set<string>()
  const map: Partial<Record<Field, string>> = {}
  for (const [field, patterns] of Object.entries(NAMES) as [Exclude<Field, 'list'>, readonly RegExp[]][]) {
    const fit = patterns.flatMap((pattern) => fields.filter(({ path: own }) => pattern.test(own) && !taken.has(own)))
    const path = (fit.find(({ isObject }) => !isObject) ?? fit.find(() => field === 'arguments' || field === 'result'))?.path
    if (path === undefined) continue
    map[field] = path
    taken.add(path)
  }
  return map
}
