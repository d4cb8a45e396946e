/** JSON in any layout, with numbers as they are to be written: an independent printer for tests. */
export interface Layout {
  readonly indent: string | null
  readonly newline: string
  readonly colon: string
  readonly comma: string
  /** Writes what is not ASCII as escapes. */
  readonly escape: boolean
}

export const compact: Layout = { indent: null, newline: '\n', colon: ':', comma: ',', escape: false }

export function print(value: unknown, layout: Layout, base = ''): string {
  if (isDigits(value)) return value.digits
  if (typeof value !== 'object' || value === null) return scalar(value, layout)
  const inner = layout.indent === null ? '' : base + layout.indent
  const items = Array.isArray(value)
    ? value.map((item) => print(item, layout, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => scalar(key, layout) + layout.colon + print(item, layout, inner))
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (items.length === 0) return `${open}${close}`
  if (layout.indent === null) return open + items.join(layout.comma) + close
  const { newline } = layout
  return `${open}${newline}${items.map((item) => inner + item).join(`,${newline}`)}${newline}${base}${close}`
}

function isDigits(value: unknown): value is { digits: string } {
  return typeof value === 'object' && value !== null && 'digits' in value && typeof value.digits === 'string'
}

function scalar(value: unknown, { escape }: Layout): string {
  const text = JSON.stringify(value) ?? 'null'
  return escape ? text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : text
}
