/**
 * Items of the Agents SDK for JavaScript, as a session keeps them: in camel case, with words of their own. The SDK sends
 * others. Source: openai/openai-agents-js, packages/agents-openai/src/openaiResponsesModel.ts, checked 2026-09.
 */
import { get, isObject } from './facts.ts'
import type { Edit } from './edit.ts'
import { valueAt } from './value-at.ts'
import type { Steps } from '../json/path.ts'

type TextAt = (steps: Steps) => string | null

const OWN_KEYS = ['callId', 'image', 'providerData']

const SENT_AS: Readonly<Record<string, string>> = {
  function_call_result: 'function_call_output',
  computer_call_result: 'computer_call_output',
  text: 'input_text',
  image: 'input_image',
  file: 'input_file',
}

/** The first field of an item that only the SDK knows. */
export function keptBySdk(item: unknown): Steps | null {
  const places: Steps[] = [[], ...LISTS.flatMap((key) => placesIn(get(item, key), key))]
  for (const steps of places) {
    const own = OWN_KEYS.find((key) => get(valueAt(item, steps), key) !== undefined)
    if (own !== undefined) return [...steps, own]
  }
  return null
}

const LISTS = ['content', 'output']

const placesIn = (list: unknown, key: string): Steps[] =>
  Array.isArray(list) ? list.map((_, i) => [key, i]) : isObject(list) ? [[key]] : []

/** The edits that make of an item what the SDK would send. */
export function sentBySdk(item: unknown, message: number, textAt: TextAt): Edit[] {
  const set = (steps: Steps, json: string): Edit => ({ type: 'set', at: { message, steps }, json })
  const remove = (key: string): Edit[] =>
    get(item, key) === undefined ? [] : [{ type: 'remove', at: { message, steps: [key] } }]
  const type = String(get(item, 'type'))
  const callId = get(item, 'call_id') === undefined ? textAt(['callId']) : null
  const thoughts = type === 'reasoning' ? thoughtsOf(item) : null
  return [
    ...(callId === null ? [] : [set(['call_id'], callId)]),
    ...remove('callId'),
    ...keptBeside(item, [], textAt).map(({ key, json }) => set([key], json)),
    ...remove('providerData'),
    ...(type === 'function_call_result' ? remove('name') : []),
    ...(Object.hasOwn(SENT_AS, type) ? [set(['type'], JSON.stringify(SENT_AS[type]))] : []),
    ...(thoughts
      ? [set(['summary'], summaryOf(thoughts, textAt)), ...remove('content')]
      : LISTS.flatMap((key) => sentIn(get(item, key), key, textAt).map(({ steps, json }) => set(steps, json)))),
  ]
}

/** What the API said and the SDK has no field for: it goes back as it came. `json` is its text. */
function keptBeside(value: unknown, steps: Steps, textAt: TextAt): { key: string; json: string }[] {
  const kept = get(value, 'providerData')
  if (!isObject(kept)) return []
  return Object.keys(kept).flatMap((name) => {
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const json = textAt([...steps, 'providerData', name])
    return json === null || key === 'call_id' || get(value, key) !== undefined ? [] : [{ key, json }]
  })
}

/** Of what was thought, the SDK keeps the summary as content; an empty one may have been put in since. */
function thoughtsOf(item: unknown): readonly unknown[] | null {
  const content = get(item, 'content')
  const summary = get(item, 'summary') ?? []
  const isFree = Array.isArray(summary) && summary.length === 0
  return isFree && Array.isArray(content) && content.every((part) => get(part, 'type') === 'input_text') ? content : null
}

function summaryOf(thoughts: readonly unknown[], textAt: TextAt): string {
  return `[${thoughts.map((_, i) => `{"type":"summary_text","text":${textAt(['content', i, 'text']) ?? '""'}}`).join(',')}]`
}

function sentIn(value: unknown, key: string, textAt: TextAt): { steps: Steps; json: string }[] {
  if (Array.isArray(value))
    return value.flatMap((part, i) => (isObject(part) ? [{ steps: [key, i], json: partOf(part, [key, i], textAt) }] : []))
  if (!isObject(value)) return []
  const type = get(value, 'type')
  // A text that is all of an output stands there by itself.
  if (type === 'text') return [{ steps: [key], json: textAt([key, 'text']) ?? '""' }]
  const part = partOf(value, [key], textAt)
  return [{ steps: [key], json: type === 'computer_screenshot' ? part : `[${part}]` }]
}

/** A part with the names of the API; texts and data as they stand. */
function partOf(part: Readonly<Record<string, unknown>>, steps: Steps, textAt: TextAt): string {
  const type = get(part, 'type')
  const members = Object.keys(part).flatMap((key): string[] => {
    const json = textAt([...steps, key]) ?? 'null'
    if (key === 'providerData') return keptBeside(part, steps, textAt).map((own) => `${JSON.stringify(own.key)}:${own.json}`)
    if (key === 'type') return [`"type":${Object.hasOwn(SENT_AS, String(type)) ? JSON.stringify(SENT_AS[String(type)]) : json}`]
    if (key === 'data' && type === 'computer_screenshot') return [`"image_url":${json}`]
    if (key === 'image' || key === 'file') return mediaOf(part[key], key, [...steps, key], textAt)
    return [`${JSON.stringify(key)}:${json}`]
  })
  const isImage = type === 'image' || type === 'input_image'
  return `{${[...members, ...(isImage && part['detail'] === undefined ? ['"detail":"auto"'] : [])].join(',')}}`
}

/** An address, data, or the id of an upload, each of which the API has a name for. */
function mediaOf(media: unknown, kind: 'image' | 'file', steps: Steps, textAt: TextAt): string[] {
  const told = (key: string): string | null => (get(media, key) === undefined ? null : textAt([...steps, key]))
  const data = kind === 'image' ? 'image_url' : 'file_data'
  if (typeof media === 'string') {
    const isAddress = kind === 'file' && /^https?:/.test(media)
    return [`"${isAddress ? 'file_url' : data}":${textAt(steps) ?? '""'}`]
  }
  const name = told('filename')
  const id = told('fileId') ?? told('id')
  const url = told('url')
  const given = told('data')
  return [
    ...(id === null ? [] : [`"file_id":${id}`]),
    ...(url === null ? [] : [`"${kind}_url":${url}`]),
    ...(given === null ? [] : [`"${data}":${dataUrlOf(get(media, 'mediaType'), given)}`]),
    ...(name === null ? [] : [`"filename":${name}`]),
  ]
}

/** `json`: the data as a JSON text, which becomes an address that holds it. */
const dataUrlOf = (mediaType: unknown, json: string): string =>
  typeof mediaType !== 'string' || /^"data:/.test(json) ? json : `"data:${mediaType};base64,${json.slice(1)}`
