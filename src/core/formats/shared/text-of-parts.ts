import { get } from '../../json/value.ts'

/** System text beside the messages: a text, or a list of parts with a `text` each; `null` where there is none. */
export function textOfParts(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return null
  const texts = value.flatMap((part) => {
    const text = typeof part === 'string' ? part : get(part, 'text')
    return typeof text === 'string' ? [text] : []
  })
  return texts.join('\n\n') || null
}
