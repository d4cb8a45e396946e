import { parseJson } from '../json/parse-json.ts'
import { printJson, RawJson, styleOf } from '../json/print.ts'
import { findNode, parseTree } from '../json/tree.ts'
import type { Steps } from '../json/path.ts'
import { isSessionKey } from '../records/session.ts'

/** A new message as a row beside another one: it carries the columns that say which conversation it belongs to. */
export function asRow(json: string, neighbour: string, base: Steps): string {
  if (parseJson(neighbour) === undefined) return json
  const tree = parseTree(neighbour)
  const columns = tree.keys.flatMap((key, i) => {
    const value = tree.children[i]!
    return isSessionKey(key) ? [[key, new RawJson(neighbour.slice(value.start, value.end))] as const] : []
  })
  if (columns.length === 0 && base.length === 0) return json
  const own = parseTree(json)
  const message = own.keys.map((key, i) => [key, new RawJson(json.slice(own.children[i]!.start, own.children[i]!.end))] as const)
  const style = styleOf(neighbour)
  const known = new Set(columns.map(([key]) => key))
  const rest = message.filter(([key]) => !known.has(key))
  if (base.length === 0) return printJson(Object.fromEntries([...columns, ...rest]), style)
  const [wrapper] = base
  return findNode(tree, base).depth === base.length
    ? printJson(Object.fromEntries([...columns, [String(wrapper), new RawJson(json)]]), style)
    : json
}
