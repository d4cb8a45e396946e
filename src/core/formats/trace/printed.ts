import { parseJson } from '../../json/parse-json.ts'
import { readLiteral } from '../../records/containers/literal.ts'
import { Rewriter } from '../../records/containers/rewriter.ts'

/** Longer ones are not looked at as a literal of Python. */
const MOST_PRINTED = 200_000

/** A value as Python prints it: `{'city': 'Oslo'}`; `undefined` when the text is none. */
export function readPrinted(text: string): unknown {
  const trimmed = text.trim()
  if (!/^[{[]\s*['"{[]/.test(trimmed) || trimmed.length > MOST_PRINTED) return undefined
  const out = new Rewriter(trimmed)
  const read = readLiteral(trimmed, 0, out, { strict: true })
  return read && read.end === trimmed.length ? parseJson(out.text()) : undefined
}
