import type { Cursor } from '../../document/cursor.ts'
import { call, reasoning, result, text, type PartDraft } from '../transcript.ts'

const OPENING = /<details\s+type="(tool_calls|reasoning|code_interpreter)"/g
const ATTRIBUTE = /(?<![\w-])([\w-]{1,40})="([^"]*)"/g

/**
 * The text of an answer, in which calls and thoughts stand as `<details>`: the attributes of a call hold its arguments and
 * its result, as JSON that is escaped for HTML.
 */
export function detailsParts(whole: Cursor): PartDraft[] {
  const source = whole.string ?? ''
  const parts: PartDraft[] = []
  const addText = (from: number, to: number): void => {
    if (source.slice(from, to).trim() !== '') parts.push(text(from === 0 && to === source.length ? whole : whole.slice(from, to)))
  }
  let done = 0
  OPENING.lastIndex = 0
  for (let found = OPENING.exec(source); found; found = OPENING.exec(source)) {
    const from = found.index + found[0].length
    const inner = source.indexOf('>', from) + 1
    if (inner === 0) break
    addText(done, found.index)
    const close = source.indexOf('</details>', inner)
    done = close < 0 ? source.length : close + '</details>'.length
    const at = whole.slice(found.index, done)
    const attributes = attributesOf(source.slice(from, inner - 1), from)
    parts.push(...(found[1] === 'reasoning' ? [reasoning(at)] : readDetails(whole, at, attributes)))
    if (close < 0) break
    OPENING.lastIndex = done
  }
  addText(done, source.length)
  return parts
}

/** Where the value of each attribute stands in the text. */
function attributesOf(attributes: string, from: number): Map<string, readonly [number, number]> {
  return new Map(
    [...attributes.matchAll(ATTRIBUTE)].map(({ index, 0: all, 1: name = '', 2: value = '' }) => {
      const end = from + index + all.length - 1
      return [name, [end - value.length, end]]
    }),
  )
}

function readDetails(whole: Cursor, at: Cursor, attributes: ReadonlyMap<string, readonly [number, number]>): PartDraft[] {
  const attribute = (name: string): Cursor | null => {
    const place = attributes.get(name)
    return place ? whole.slice(...place) : null
  }
  const input = attribute('arguments')
  const isDone = attribute('done')?.string !== 'false'
  const asked = call({
    at,
    id: attribute('id'),
    name: attribute('name') ?? attribute('type') ?? at.as('code_interpreter'),
    input: input ? input.as(unwrapped(input.string ?? '')) : at,
    freeform: input === null,
    pending: isDone ? undefined : 'running',
  })
  const given = attribute('result') ?? attribute('output')
  if (!given?.string) return [asked]
  return [asked, result({ at: given, content: given.as(unwrapped(given.string)), answers: asked })]
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  '#39': "'",
  '#x27': "'",
  '#34': '"',
}

/** Unescaped, and without the outer string where JSON stands in a string of JSON. */
function unwrapped(value: string): string {
  const plain = value.replace(/&(#?\w{1,6});/g, (all, name: string) => (Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : all))
  if (!plain.startsWith('"')) return plain
  try {
    const inner: unknown = JSON.parse(plain)
    return typeof inner === 'string' ? inner : plain
  } catch {
    return plain
  }
}
