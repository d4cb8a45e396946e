import type { Standing } from '../../core/standings.ts'
import type { View } from '../state/view-slice.ts'

export interface Counted {
  /** `null`: not counted, because the source would have to be judged anew for it. */
  readonly errors: number | null
  readonly warnings: number | null
}

const UNCOUNTED: Counted = { errors: null, warnings: null }

/** What a target has to say; the chosen one's problems are on screen and need not be counted again. */
export function standingOf(id: string, { opened }: View, standings: readonly Standing[] | null): Counted {
  if (id === opened.target) return opened.counts
  return standings?.find(({ target }) => target === id) ?? UNCOUNTED
}

/** Those that most conversations are written for, with a name that leaves room for the others. */
const SHORT: Readonly<Record<string, string>> = {
  'openai-chat': 'OpenAI Chat',
  anthropic: 'Anthropic',
  'openai-responses': 'OpenAI Responses',
  gemini: 'Gemini',
}
const COMMON = Object.keys(SHORT)

interface Named {
  readonly id: string
  readonly title: string
}

/** Targets with a chip of their own: the common ones, and the chosen one. */
export function chips(targets: readonly Named[], chosen: string): readonly (Named & { readonly short: string })[] {
  const ids = COMMON.includes(chosen) ? COMMON : [...COMMON, chosen]
  return ids.flatMap((id) => {
    const target = targets.find((known) => known.id === id)
    return target ? [{ id, title: target.title, short: SHORT[id] ?? target.title }] : []
  })
}
