import { printJson } from '../json/print.ts'
import { minifyJson, styleOf, type JsonStyle } from '../json/print.ts'
import { parseJson } from '../json/parse-json.ts'
import { reformatJson } from '../json/reformat.ts'
import { get } from '../json/value.ts'
import type { Steps } from '../json/path.ts'
import type { Edit } from '../conversation/edit.ts'
import { valueAt } from '../conversation/value-at.ts'
import { contentOfText } from '../conversation/writing.ts'
import type { EditedTexts } from './row-edit.ts'
import type { RowSubject } from './row-subject.ts'

/** A text of a row that can be typed anew. */
interface Field {
  readonly value: string
  readonly isJson: boolean
  readonly edits: (text: string) => readonly Edit[]
}

/** Longer texts are for the source pane: a text field is no editor. */
const LONGEST = 200_000

const PRETTY: JsonStyle = { indent: '  ', base: '', colon: ': ', comma: ',', newline: '\n' }

/** What can be typed anew in a row. */
export function editedTexts(subject: RowSubject): EditedTexts | 'no-text' | 'long' | 'unparsed' {
  if (subject.message.malformed === 'unparsed') return 'unparsed'
  const fields = fieldsOf(subject)
  if (fields.length === 0) return 'no-text'
  if (fields.some(({ value }) => value.length > LONGEST)) return 'long'
  const of = subject.call ? 'arguments' : subject.result ? 'output' : 'text'
  return { of, fields: fields.map(({ value, isJson }) => ({ value, isJson })) }
}

/** Edits of the fields whose text is another one now; `null` where a text that has to be JSON is none. */
export function textEdits(subject: RowSubject, texts: readonly string[]): Edit[] | null {
  const changed = fieldsOf(subject).flatMap((field, i) => {
    const text = texts[i]
    return text === undefined || text === field.value ? [] : [{ field, text }]
  })
  if (changed.some(({ field, text }) => field.isJson && parseJson(text) === undefined)) return null
  return changed.flatMap(({ field, text }) => field.edits(text))
}

function fieldsOf(subject: RowSubject): Field[] {
  if (subject.call) return [inputField(subject)]
  return subject.result ? outputFields(subject) : messageFields(subject)
}

/** The arguments and their copies, each written as it was: as JSON in a string, or as the value itself. */
function inputField({ call, message, format, verdict: { scope } }: RowSubject): Field {
  const { call: part } = call!
  const json = scope.textAt(message.index, part.inputSteps)
  const inString = json === null || json === 'null' ? format.callInput === 'string' : json.startsWith('"')
  const text = json?.startsWith('"') ? (JSON.parse(json) as string) : json === 'null' ? '' : (json ?? '')
  const value = parseJson(text)
  const isJson = value !== undefined || part.input.parsed !== 'object'
  const places = [
    { steps: part.inputSteps, inString },
    ...(format.copiesOf?.(scope.valueOf(message.index), part) ?? []).map(({ inputSteps: steps }) => ({
      steps,
      inString: scope.textAt(message.index, steps)?.startsWith('"') ?? false,
    })),
  ]
  return {
    value: text === '' && isJson ? '{}' : shown(text),
    isJson,
    edits: (typed) =>
      places.map(({ steps, inString: quoted }) => {
        const old = scope.textAt(message.index, steps)
        const oldText = old?.startsWith('"') ? (JSON.parse(old) as string) : (old ?? '')
        const written = isJson ? laidOutLike(oldText, typed) : typed
        return { type: 'set', at: { message: message.index, steps }, json: quoted ? JSON.stringify(written) : written }
      }),
  }
}

function outputFields({ result, message, verdict: { scope } }: RowSubject): Field[] {
  const { contentSteps } = result!.result
  const content = valueAt(scope.valueOf(message.index), contentSteps)
  const texts = Array.isArray(content) ? content.map((part: unknown) => get(part, 'text')) : []
  // An output in parts of text is edited as these; one with an image among them as the JSON it is.
  if (texts.length > 0 && texts.every((text) => typeof text === 'string'))
    return texts.map((_, i) => fieldAt([...contentSteps, i, 'text'], message.index, scope))
  return [fieldAt(contentSteps, message.index, scope)]
}

function messageFields({ message, format, verdict: { scope } }: RowSubject): Field[] {
  const texts = message.parts.filter(({ type }) => type === 'text')
  if (texts.length > 0) return texts.map(({ steps }) => fieldAt(steps, message.index, scope))
  // An item that is a call has no place for a text beside it.
  const isPart = message.parts.some(({ steps }) => steps.length === message.base.length)
  if (isPart || message.malformed !== null || message.parts.some(({ type }) => type === 'unknown')) return []
  const steps = [...message.base, format.partsKey]
  const at = { message: message.index, steps }
  const content = valueAt(scope.valueOf(message.index), steps) ?? null
  if (content === null || content === '')
    return [{ value: '', isJson: false, edits: (text) => [{ type: 'set', at, json: contentOfText(format, text) }] }]
  if (!Array.isArray(content)) return []
  return [
    {
      value: '',
      isJson: false,
      edits: (text) => [{ type: 'list', at, items: [printJson(format.writeText(text)), ...content.keys()] }],
    },
  ]
}

function fieldAt(steps: Steps, message: number, { textAt }: RowSubject['verdict']['scope']): Field {
  const json = textAt(message, steps)
  const at = { message, steps }
  if (json === null || json === 'null' || json.startsWith('"')) {
    const value = json?.startsWith('"') ? (JSON.parse(json) as string) : ''
    return { value, isJson: false, edits: (text) => [{ type: 'set', at, json: JSON.stringify(text) }] }
  }
  return { value: shown(json), isJson: true, edits: (text) => [{ type: 'set', at, json: laidOutLike(json, text) }] }
}

/** Objects and lists laid out for reading, digits and all; other text as it is. */
function shown(text: string): string {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? reformatJson(text, PRETTY) : text
}

/** Typed JSON in the looks of what stood there. */
function laidOutLike(old: string, typed: string): string {
  const value = parseJson(old)
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return minifyJson(typed)
  return reformatJson(typed, styleOf(old))
}
