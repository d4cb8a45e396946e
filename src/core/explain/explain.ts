import type { Explanation, FormatId, TargetId } from '../problem.ts'
import { targets } from '../targets/index.ts'
import { NEAREST } from './other-wordings.ts'
import { openPlaceView } from './open-place-view.ts'
import { placeError } from './place-error.ts'
import type { PlaceView } from './place-view.ts'
import { recogniseError } from './recognise-error.ts'

export interface ExplainOptions {
  readonly target?: TargetId
  readonly format?: FormatId
}

/** Opens a source for placing, judged by the target that refused it; `null` when nothing in it can be read. */
export type OpenView = (source: string | Uint8Array, options: ExplainOptions) => PlaceView | null

/** What an error means, and where in the source it points. Never throws, whatever it is given. */
export function explain(
  error: string,
  source?: string | Uint8Array,
  options: ExplainOptions = {},
  openView: OpenView = openPlaceView,
): Explanation {
  const recognised = recogniseError(typeof error === 'string' ? error : '')
  const { api, rule, ids } = recognised
  const view = isSource(source) ? openView(source, judgedBy(options, api)) : null
  return { recognised: recognised.recognised, api, rule, ids, ...placeError(recognised, view) }
}

function isSource(source: unknown): source is string | Uint8Array {
  return typeof source === 'string' || source instanceof Uint8Array
}

/** The API that spoke judges the source; the target asked for only where the text does not tell who spoke. */
function judgedBy({ target, format }: ExplainOptions, api: TargetId | null): ExplainOptions {
  const judge = [api, NEAREST[api ?? ''], target].find((id) => targets.some((known) => known.id === id))
  return { ...(judge != null && { target: judge }), ...(format !== undefined && { format }) }
}
