import type { TargetId } from '../problem.ts'
import { targets } from '../targets/index.ts'

/** How the sentences of an explanation name things. */

export function apiName(api: TargetId | null): string {
  return targets.find(({ id }) => id === api)?.title ?? (api === null ? 'The API' : quote(api))
}

export function list(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).map(quote).join(', ')
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more` : shown
}

export function quote(text: string): string {
  return `\`${text.length > 80 ? `${text.slice(0, 77)}...` : text}\``
}
