/** JSON text to be written as it stands: digits, escapes and key order of the source survive. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** How a text is laid out, so that what we add looks like what is there. */
export interface JsonStyle {
  /** One level of indentation; `null` for one line. */
  readonly indent: string | null
  /** Indentation of the value's own closing bracket. */
  readonly base: string
  readonly colon: string
  readonly comma: string
  readonly newline: string
}

export const compactStyle: JsonStyle = { indent: null, base: '', colon: ':', comma: ',', newline: '\n' }

/** The style of a JSON text, guessed from its first lines. */
export function styleOf(sample: string): JsonStyle {
  const newline = sample.includes('\r\n') ? '\r\n' : '\n'
  const inner = /^[{[][ \t]*\r?\n([ \t]*)/.exec(sample)
  if (inner) {
    const base = /\n([ \t]*)[}\]]$/.exec(sample)?.[1] ?? ''
    const indent = inner[1]!.startsWith(base) ? inner[1]!.slice(base.length) : inner[1]!
    return { indent: indent || '  ', base, colon: ': ', comma: ',', newline }
  }
  const colon = /^\{\s*"(?:[^"\\]|\\.){0,100}"(\s*:\s*)/.exec(sample)?.[1] ?? ':'
  const comma = /[\]}"\dle](,\s?)"/.exec(sample.slice(0, 2000))?.[1] ?? ','
  return { indent: null, base: '', colon, comma, newline }
}

/** Writes a value; members that are `undefined` are left out. Values are ours and shallow, so recursion is safe. */
export function printJson(value: unknown, style: JsonStyle = compactStyle, base = style.base): string {
  if (value instanceof RawJson) return value.text
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const inner = style.indent === null ? '' : base + style.indent
  const items = Array.isArray(value)
    ? value.map((item) => printJson(item, style, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => JSON.stringify(key) + style.colon + printJson(item, style, inner))
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (items.length === 0) return `${open}${close}`
  if (style.indent === null) return open + items.join(style.comma) + close
  return `${open}${style.newline}${items.map((item) => inner + item).join(`,${style.newline}`)}${style.newline}${base}${close}`
}

// Unrolled, so that a string of megabytes does not fill the engine's backtracking stack.
const OUTSIDE_STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g

/** The same JSON text on one line: white space outside strings goes, everything else stays. */
export function minifyJson(text: string): string {
  return text.replace(OUTSIDE_STRINGS, (found) => (found[0] === '"' ? found : ''))
}
