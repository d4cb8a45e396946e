import { otherWordings } from './explain/other-wordings.ts'
import type { Wordings } from './explain/sentence.ts'
import { targets } from './targets/index.ts'

/** Every sentence we know of an API or a client library, by who says it. */
export const wordings: readonly Wordings[] = [
  ...targets.flatMap(({ id, wordings: own, endpoints = {} }) => [
    { api: id, wordings: own },
    ...Object.entries(endpoints).map(([format, endpoint]) => ({ api: `${id} (${format})`, wordings: endpoint.wordings })),
  ]),
  ...otherWordings,
]
