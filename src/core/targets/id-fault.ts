import type { Target } from './target.ts'

/** What a target holds against an id. */
export type IdFault =
  | { readonly type: 'empty' }
  | { readonly type: 'padded' }
  /** `refused`: by all versions of the target, not by some. */
  | { readonly type: 'too-long'; readonly length: number; readonly max: number; readonly refused: boolean }
  | { readonly type: 'characters'; readonly pattern: string }
  | { readonly type: 'exact-length'; readonly length: number }

/** An id as somebody would give it to a call, held against the limits of a target; `null`: it takes it. */
export function faultOfId(id: string, { callId }: Pick<Target, 'callId'>): IdFault | null {
  if (id.trim() === '') return { type: 'empty' }
  if (id.trim() !== id) return { type: 'padded' }
  const length = lengthOfId(id)
  const { maxLength, recommendedLength, exactLength } = callId
  const max = recommendedLength ?? maxLength
  if (maxLength !== undefined && max !== undefined && length > max)
    return { type: 'too-long', length, max: length > maxLength ? maxLength : max, refused: length > maxLength }
  if (!callId.pattern || callId.pattern.test(id)) return null
  return exactLength === undefined
    ? { type: 'characters', pattern: charactersOf(callId.pattern) }
    : { type: 'exact-length', length: exactLength }
}

/** As APIs count: characters, not units of UTF-16. Short ones are not counted out: no limit is that low. */
export function lengthOfId(id: string): number {
  return id.length <= 40 ? id.length : [...id].length
}

/** `a-zA-Z0-9_-` of `/^[a-zA-Z0-9_-]+$/`. */
function charactersOf({ source }: RegExp): string {
  return /\[([^\]]+)\]/.exec(source)?.[1] ?? source
}
