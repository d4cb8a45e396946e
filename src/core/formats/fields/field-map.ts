import type { FormatId } from '../../problem.ts'

/** What a user can say about entries nobody knows: where each has what. Paths are dotted, from the entry. */
export const FIELDS = ['list', 'role', 'content', 'id', 'name', 'arguments', 'result', 'time'] as const

export type Field = (typeof FIELDS)[number]
export type FieldMap = Partial<Readonly<Record<Field, string>>>

const PREFIX = 'fields:'

/** `fields:role=who,content=said.text`: a format that says itself how it is read; `null` for any other. */
export function fieldMapOf(format: FormatId): FieldMap | null {
  if (!format.startsWith(PREFIX)) return null
  const map: Partial<Record<Field, string>> = {}
  for (const entry of format.slice(PREFIX.length).split(',')) {
    const equals = entry.indexOf('=')
    const field = FIELDS.find((name) => name === entry.slice(0, equals).trim())
    const path = entry.slice(equals + 1).trim()
    if (field && path !== '') map[field] = path
  }
  return map
}

export function formatOfFieldMap(map: FieldMap): FormatId {
  return PREFIX + FIELDS.flatMap((field) => (map[field] ? [`${field}=${map[field]}`] : [])).join(',')
}
