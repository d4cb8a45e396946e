import { isCutOff } from '../json/is-cut-off.ts'
import type { InputFact, ValueKind } from './message.ts'

export { asText, get, isObject, type JsonObject } from '../json/value.ts'

export function kindOf(value: unknown): ValueKind {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}

/** What APIs count as blank. */
const BLANK = /^[\s\u00a0\ufeff]*$/

export const isBlank = (text: string): boolean => text.length < 1000 && BLANK.test(text)

export function readInput(value: unknown): InputFact {
  const kind = kindOf(value)
  if (typeof value !== 'string') {
    const text = value === undefined ? '' : shortJson(value)
    return { kind, parsed: kind, fingerprint: fingerprintOf(text) }
  }
  return { kind, parsed: parsedKind(value), fingerprint: fingerprintOf(value) }
}

function parsedKind(text: string): InputFact['parsed'] {
  if (isBlank(text)) return 'empty'
  try {
    return kindOf(JSON.parse(text))
  } catch {
    return /^\s*[[{]/.test(text) && isCutOff(text) ? 'truncated' : 'broken'
  }
}

function shortJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '' // nested too deep for the engine's own writer: such inputs all look alike
  }
}

/** Equal texts give equal fingerprints; long ones are hashed (FNV-1a) so that none is kept. */
export function fingerprintOf(text: string): string {
  if (text.length <= 120) return text
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return `${text.length}:${hash >>> 0}`
}
