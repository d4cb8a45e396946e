import type { RequestWords, Setting } from '../conversation/request-words.ts'
import { get, isObject } from '../json/value.ts'
import { parseJson } from '../json/parse-json.ts'
import { formatPath, type Steps } from '../json/path.ts'
import { RawJson } from '../json/print.ts'
import type { Loss } from '../problem.ts'
import { TextRecords } from '../records/records.ts'

type Tree = { [key: string]: RawJson | Tree }

interface Carried {
  readonly body: Readonly<Record<string, unknown>>
  readonly losses: readonly Loss[]
  /** What the target asks every request for and this one did not say. */
  readonly set: readonly { readonly path: string; readonly json: string }[]
}

/** Settings of a request under the names they have in another API; those it has no name for are losses. */
export function carrySettings(body: string, from: RequestWords, to: RequestWords): Carried {
  const records = new TextRecords([body])
  const kept: Tree = {}
  const said: Steps[] = []
  const settings = Object.keys(from.settings) as Setting[]
  for (const setting of settings) {
    const place = (from.settings[setting] ?? []).find((steps) => records.textAt(0, steps) !== null)
    const target = to.settings[setting]?.[0]
    if (!place || !target) continue
    put(kept, target, records.textAt(0, place) ?? 'null')
    said.push(place)
  }
  const value = parseJson(body)
  const losses = membersOf(value, from).flatMap((steps): Loss[] => {
    if (said.some((own) => same(own, steps))) return []
    return [{ path: formatPath(steps), what: `the setting \`${formatPath(steps)}\``, before: records.textAt(0, steps) ?? '' }]
  })
  // A list of messages in an empty body is nobody's request yet.
  const isRequest = isObject(value) && Object.keys(value).length > 1
  const set = isRequest ? missing(kept, to) : []
  for (const { steps, json } of set) put(kept, steps, json)
  return { body: kept, losses, set: set.map(({ steps, json }) => ({ path: formatPath(steps), json })) }
}

function missing(kept: Tree, { required = {}, settings }: RequestWords): { steps: Steps; json: string }[] {
  return (Object.keys(required) as Setting[]).flatMap((setting) => {
    const steps = settings[setting]?.[0]
    const json = required[setting]
    return steps && json !== undefined && inner(kept, steps) === undefined ? [{ steps, json }] : []
  })
}

const inner = (tree: unknown, steps: Steps): unknown => steps.reduce<unknown>((value, step) => get(value, String(step)), tree)

/** The members of a request beside its messages; of one that holds settings, what is in it. */
function membersOf(body: unknown, { list, systemKeys, toolKeys, settings }: RequestWords): Steps[] {
  if (!isObject(body)) return []
  const known = [list, ...systemKeys, ...toolKeys]
  const nested = new Set(
    Object.values(settings).flatMap((places) => places.flatMap((steps) => (steps.length > 1 ? [steps[0]] : []))),
  )
  return Object.keys(body)
    .filter((key) => !known.includes(key))
    .flatMap((key): Steps[] => {
      const own = body[key]
      return nested.has(key) && isObject(own) ? Object.keys(own).map((name) => [key, name]) : [[key]]
    })
}

const same = (a: Steps, b: Steps): boolean => a.length === b.length && a.every((step, i) => step === b[i])

function put(tree: Tree, steps: Steps, json: string): void {
  const [first, ...rest] = steps
  const key = String(first)
  if (rest.length === 0) {
    tree[key] = new RawJson(json)
    return
  }
  const below = tree[key]
  const next: Tree = below && !(below instanceof RawJson) ? below : {}
  tree[key] = next
  put(next, rest, json)
}
