import { NEAREST } from '../core/explain/other-wordings.ts'
import { recogniseError } from '../core/explain/recognise-error.ts'
import { targets } from '../core/targets/index.ts'
import type { Clues } from './protocol.ts'

/** More than this on one error is a log. */
const MOST_CLUES = 8

/** What an error tells by itself: who said what, and what it names that could be looked for. */
export function cluesOf(error: string): Clues {
  const { api, status, sentence, ids, indexes } = recogniseError(error)
  const judge = targets.find(({ id }) => id === api) ?? targets.find(({ id }) => id === NEAREST[api ?? ''])
  return {
    api: targets.find(({ id }) => id === api)?.title ?? api,
    target: judge?.id ?? null,
    status,
    sentence,
    ids: ids.slice(0, MOST_CLUES),
    messages: indexes.slice(0, MOST_CLUES),
  }
}
