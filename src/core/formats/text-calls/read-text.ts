import { Cursor } from '../../document/cursor.ts'
import { parseJson } from '../../json/parse-json.ts'
import { call, reasoning, result, text, type CallDraft, type PartDraft } from '../transcript.ts'
import { findMarks, type Mark, type Range } from './find-marks.ts'

/** What to look for in a text: a model calls, everybody else answers. */
export type Speaker = 'assistant' | 'other'

const THOUGHT = /^\s*<think>([\s\S]*?)<\/think>/

/** The parts of a text in which calls and results are written. The text between them stays text. */
export function readTextParts(said: Cursor, speaker: Speaker): PartDraft[] {
  const source = said.string ?? ''
  const marks = findMarks(source).filter(({ kind }) => kind === 'result' || speaker === 'assistant')
  const parts: PartDraft[] = []
  let at = 0
  const thought = speaker === 'assistant' && source.length < 1_000_000 ? THOUGHT.exec(source) : null
  if (thought && thought[0].length <= (marks[0]?.whole.from ?? Infinity)) {
    parts.push(reasoning(said.slice(0, thought[0].length)))
    at = thought[0].length
  }
  for (const mark of marks) {
    addText(said, source, at, mark.whole.from, parts)
    parts.push(...(mark.kind === 'call' ? readCalls(said, mark) : [readResult(said, mark)]))
    at = Math.max(at, mark.whole.to)
  }
  addText(said, source, at, source.length, parts)
  return parts
}

/** Tags that only hold others, and ends of turns, say nothing. */
const NOTHING =
  /^(\s|<\/?tool_calls>|<\/?function_calls>|<\/?function>|<\|tool_calls_section_(begin|end)\|>|<[|｜]tool[▁_](calls|outputs)[▁_](begin|end)[|｜]>|<\|(im_end|endoftext|eot_id|eom_id|end|start)\|>|;|```)*$/

function addText(said: Cursor, source: string, from: number, to: number, parts: PartDraft[]): void {
  if (from >= to) return
  if (to - from < 300 && NOTHING.test(source.slice(from, to))) return
  parts.push(text(from === 0 && to === source.length ? said : said.slice(from, to)))
}

const slice = (said: Cursor, range: Range | null): Cursor | null => range && said.slice(range.from, range.to)

function readResult(said: Cursor, { whole, body, name }: Mark): PartDraft {
  return result({ at: said.slice(whole.from, whole.to), name: slice(said, name), content: said.slice(body.from, body.to) })
}

function readCalls(said: Cursor, mark: Mark): CallDraft[] {
  const at = said.slice(mark.whole.from, mark.whole.to)
  const body = said.slice(mark.body.from, mark.body.to)
  const name = slice(said, mark.name)
  const id = slice(said, mark.id)
  if (mark.style === 'parameters') return [call({ at, id, name, input: parametersOf(said, mark.body) ?? body })]
  if (mark.style === 'pairs') return [call({ at, id, name, input: pairsOf(said, mark.body) })]
  if (mark.style === 'plain') return [call({ at, id, name, input: body, freeform: !/^\s*[[{]/.test(body.string ?? '') })]
  const inner = body.json()
  if (!inner.isObject && !inner.isList) return [call({ at, id, name: name ?? nameIn(said, mark.body), input: body })]
  const entries = inner.isList ? inner.items() : [inner]
  return entries.map((entry) => {
    const called = entry.get('function').isObject ? entry.get('function') : entry
    return call({
      at: entries.length > 1 ? entry : at,
      id: entry.any('id', 'tool_call_id'),
      name: called.any('name', 'function', 'tool', 'tool_name'),
      input: called.any('arguments', 'parameters', 'args', 'input'),
    })
  })
}

/** The name in a call that is no JSON. */
function nameIn(said: Cursor, body: Range): Cursor | null {
  const source = (said.string ?? '').slice(body.from, Math.min(body.to, body.from + 2000))
  const found = /["']name["']\s*:\s*["']([^"'\n]{1,200})["']/.exec(source)
  if (!found) return null
  const from = body.from + found.index + found[0].lastIndexOf(found[1]!)
  return said.slice(from, from + found[1]!.length)
}

const PARAMETER = /<parameter=([^>\n]{1,200})>|<parameter name="([^"\n]{1,200})"[^>\n]{0,100}>/g

/** `<parameter=key>value</parameter>`: an object; `null` where the body is JSON instead. */
function parametersOf(said: Cursor, body: Range): Cursor | null {
  const source = (said.string ?? '').slice(body.from, body.to)
  if (/^\s*\{/.test(source)) return null
  const members: [string, Cursor][] = []
  let at = 0
  for (const found of source.matchAll(PARAMETER)) {
    if (found.index < at) continue
    const from = found.index + found[0].length
    const close = source.indexOf('</parameter>', from)
    const to = close < 0 ? source.length : close
    members.push([found[1] ?? found[2] ?? '', said.slice(body.from + from, body.from + to)])
    at = to
  }
  return objectOf(members, said.slice(body.from, body.to), (value) => value.replace(/^\n|\n$/g, ''))
}

/** `<arg_key>key</arg_key><arg_value>value</arg_value>`. */
function pairsOf(said: Cursor, body: Range): Cursor {
  const source = (said.string ?? '').slice(body.from, body.to)
  const members: [string, Cursor][] = []
  let at = 0
  for (;;) {
    const key = between(source, '<arg_key>', '</arg_key>', at)
    const value = key && between(source, '<arg_value>', '</arg_value>', key.to)
    if (!key || !value) break
    members.push([source.slice(key.from, key.to).trim(), said.slice(body.from + value.from, body.from + value.to)])
    at = value.to
  }
  return objectOf(members, said.slice(body.from, body.to), (value) => value)
}

function between(source: string, open: string, close: string, at: number): Range | null {
  const from = source.indexOf(open, at)
  if (from < 0) return null
  const to = source.indexOf(close, from)
  return { from: from + open.length, to: to < 0 ? source.length : to }
}

/** Values are JSON where they can be, as the templates of the models have it. */
function objectOf(members: readonly (readonly [string, Cursor])[], whole: Cursor, plain: (value: string) => string): Cursor {
  const entries = members.map(([key, value]) => {
    const said = plain(value.string ?? '')
    const parsed = /^\s*([[{"\d-]|true|false|null)/.test(said) ? parseJson(said) : undefined
    return [key, parsed === undefined ? said : parsed] as const
  })
  const made = Object.fromEntries(entries)
  const pieces = members.map(([, value]) => value)
  return Cursor.made(made, pieces.length > 0 ? pieces : [whole])
}
