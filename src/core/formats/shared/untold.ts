import type { RecordView } from '../../conversation/content-text.ts'
import type { Message, Part, ToolResultPart } from '../../conversation/message.ts'
import { formatPath, type Steps } from '../../json/path.ts'
import { isObject } from '../../json/value.ts'
import { valueAt } from '../../conversation/value-at.ts'
import type { Loss } from '../../problem.ts'
import type { PlainPart } from '../format.ts'

/** A part, and what was told of it in plain words. */
export interface ToldPart {
  readonly part: Part
  readonly plain: readonly PlainPart[]
}

/** Words that say what an entry is, not what is said in it. */
const SHAPE: ReadonlySet<string> = new Set(['type', 'role', 'object', 'lc', 'index'])
/** Of these fields only what they say here goes without saying. */
const USUAL: Readonly<Record<string, readonly unknown[]>> = {
  status: ['completed', 'success', 'in_progress'],
  state: ['done', 'input-available', 'output-available', 'result', 'call'],
  author: ['user', 'agent'],
  success: [true],
}
/** Where a failed result says that it failed. */
const FLAGS: ReadonlySet<string> = new Set(['is_error', 'isError', 'failed', 'status', 'state', 'success'])
const NAMES: ReadonlySet<string> = new Set(['name', 'tool_name', 'toolName'])

/**
 * Steps to what a record says besides what its parts were told from: names, times, ids, marks of a cache. `settled`: places
 * that are told or listed already.
 */
export function untoldIn(
  { value }: RecordView,
  { base, parts }: Pick<Message, 'base' | 'parts'>,
  told: readonly ToldPart[],
  settled: readonly Steps[],
  names: ReadonlySet<string>,
): Steps[] {
  const results = parts.filter((part): part is ToolResultPart => part.type === 'tool-result')
  return besides(value, [...settled, ...told.flatMap((one) => placesOf(one, value))], {
    base,
    goesWithoutSaying: (node, steps) => isUsual(node, steps, results, names),
  })
}

interface Besides {
  /** Also looked into where none of the places is. */
  readonly base?: Steps
  readonly goesWithoutSaying?: (node: unknown, steps: Steps) => boolean
  /** Texts that were told elsewhere: what holds one is looked into, and of it only the rest is named. */
  readonly told?: ReadonlySet<string>
}

/** Steps to what a value holds besides some places in it. */
export function besides(
  value: unknown,
  places: readonly Steps[],
  { base = [], goesWithoutSaying = isOfShape, told }: Besides = {},
): Steps[] {
  const ways = newWay()
  wayTo(ways, base)
  for (const steps of places) wayTo(ways, steps).isEnd = true
  const holdsTold = (node: unknown): boolean =>
    typeof node === 'string'
      ? told?.has(node) === true
      : told !== undefined && typeof node === 'object' && node !== null && Object.values(node).some(holdsTold)
  const untold: Steps[] = []
  const walk = (node: unknown, steps: Steps, way: Way | undefined): void => {
    if (way?.isEnd) return
    if (typeof node === 'object' && node !== null && (way || holdsTold(node))) {
      for (const [name, inner] of Object.entries(node)) {
        const step = Array.isArray(node) ? Number(name) : name
        walk(inner, [...steps, step], way?.next.get(step))
      }
      // Steps may lead on into a text that is JSON itself.
    } else if (!way && !holdsTold(node) && !isBlank(node) && !goesWithoutSaying(node, steps)) untold.push(steps)
  }
  walk(value, [], ways)
  return untold
}

/** The places in a value, by their first steps. */
interface Way {
  isEnd: boolean
  readonly next: Map<string | number, Way>
}

const newWay = (): Way => ({ isEnd: false, next: new Map() })

function wayTo(way: Way, steps: Steps): Way {
  let at = way
  for (const step of steps) {
    const next = at.next.get(step) ?? newWay()
    at.next.set(step, next)
    at = next
  }
  return at
}

/** What is alike in all messages is one loss: the values of a field, each on a line of its own and once. */
export function asLosses(untold: readonly { readonly steps: Steps; readonly text: string }[]): Loss[] {
  const alike = new Map<string, { readonly steps: Steps; readonly texts: Set<string>; count: number }>()
  for (const { steps, text } of untold) {
    const kind = JSON.stringify(steps.map((step) => (typeof step === 'number' ? '*' : step)))
    const known = alike.get(kind)
    if (known) {
      known.texts.add(text)
      known.count++
    } else alike.set(kind, { steps, texts: new Set([text]), count: 1 })
  }
  return [...alike.values()].map(({ steps, texts, count }) => ({
    path: formatPath(steps),
    what: count === 1 ? fieldOf(steps) : `${fieldOf(steps)}, ${count} times`,
    before: [...texts].join('\n'),
  }))
}

const fieldOf = (steps: Steps): string => {
  const name = steps.findLast((step) => typeof step === 'string')
  return name === undefined ? 'an entry' : `the field \`${name}\``
}

/** The fields a part was told from. */
function placesOf({ part, plain }: ToldPart, value: unknown): readonly Steps[] {
  const [first] = plain
  if (!first) return []
  switch (part.type) {
    case 'tool-call':
      return [part.idSteps, part.nameSteps, part.inputSteps]
    case 'tool-result':
      return [part.idSteps, ...(first.type === 'tool-result' ? leavesIn(value, part.contentSteps, first.text) : [])]
    case 'media':
      return first.type === 'image' ? imageIn(value, part.steps, first) : [part.steps]
    default:
      return [part.steps]
  }
}

/** A list of parts tells its texts; what stands beside a text in one of them is not in it. */
function leavesIn(value: unknown, steps: Steps, text: string): Steps[] {
  const content = valueAt(value, steps)
  if (!Array.isArray(content)) return [steps]
  return content.map((item: unknown, i) => {
    const own = isObject(item) ? item['text'] : undefined
    return typeof own === 'string' && !text.includes(JSON.stringify(item)) ? [...steps, i, 'text'] : [...steps, i]
  })
}

function imageIn(value: unknown, steps: Steps, { mediaType, data, url }: Extract<PlainPart, { type: 'image' }>): Steps[] {
  const found: Steps[] = []
  const look = (node: unknown, at: Steps): void => {
    if (typeof node === 'object' && node !== null)
      for (const [name, inner] of Object.entries(node)) look(inner, [...at, Array.isArray(node) ? Number(name) : name])
    else if (typeof node === 'string') {
      const isSaid = (data !== null && node.endsWith(data)) || node === url || node === mediaType
      if (isSaid || mediaType === `image/${node}`) found.push(at)
    }
  }
  look(valueAt(value, steps), steps)
  return found
}

function isOfShape(node: unknown, steps: Steps): boolean {
  const last = steps.at(-1)
  if (typeof last !== 'string') return false
  if (SHAPE.has(last) && typeof node !== 'object') return true
  if (Object.hasOwn(USUAL, last) && USUAL[last]!.includes(node)) return true
  // LangChain writes where a class lives.
  return last === 'id' && Array.isArray(node) && node[0] === 'langchain'
}

function isUsual(node: unknown, steps: Steps, results: readonly ToolResultPart[], names: ReadonlySet<string>): boolean {
  if (isOfShape(node, steps)) return true
  const last = String(steps.at(-1))
  const result = results.find((own) => own.steps.every((step, i) => step === steps[i]))
  if (!result) return false
  return (FLAGS.has(last) && result.failed) || (NAMES.has(last) && typeof node === 'string' && names.has(node))
}

/** Says nothing: a library writes every field it knows. */
function isBlank(node: unknown): boolean {
  if (node === null || node === undefined || node === '' || node === false) return true
  return typeof node === 'object' && Object.values(node).every(isBlank)
}
