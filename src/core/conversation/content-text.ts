import { get } from './facts.ts'
import { valueAt } from './value-at.ts'
import { minifyJson } from '../json/print.ts'
import type { Steps } from '../json/path.ts'

/** One record as text and as value: values to decide by, text to copy, because a parsed number may have lost digits. */
export interface RecordView {
  readonly value: unknown
  /** JSON text of a value inside the record; `null` when it is not there. */
  readonly textAt: (steps: Steps) => string | null
}

/** A string as its text, anything else as its JSON on one line. */
export function textOfJson(json: string | null): string {
  if (json === null) return ''
  return json.startsWith('"') ? (JSON.parse(json) as string) : minifyJson(json)
}

/** The content of a message or result as text: parts of text give it, other parts their JSON. */
export function contentText(
  { value, textAt }: RecordView,
  steps: Steps,
  isLeftOut: (part: unknown) => boolean = () => false,
): string {
  const content = valueAt(value, steps)
  if (!Array.isArray(content)) return textOfJson(textAt(steps))
  return content
    .flatMap((part, i) => {
      const text = get(part, 'text')
      if (isLeftOut(part)) return []
      return [typeof text === 'string' && isOfText(part) ? text : textOfJson(textAt([...steps, i]))]
    })
    .join('\n')
}

/** A hit of a search has a text too, beside its title and its address. */
function isOfText(part: unknown): boolean {
  const type = get(part, 'type')
  return typeof type !== 'string' || type.endsWith('text') || get(part, 'title') === undefined
}
