import type { OpenOptions } from '../core/open-source.ts'
import type { Workbench } from '../core/workbench.ts'
import type { LineIndex } from './line-index.ts'
import type { OpenRequest } from './protocol.ts'

/** One version of one source, opened. */
export interface OpenVersion {
  readonly revision: number
  readonly bytes: Uint8Array
  readonly bench: Workbench
  readonly lines: LineIndex
  readonly request: OpenRequest
}

/** Without keys that say nothing: the core tells "not given" from "given as undefined". */
export function openOptions({ source, format, target }: OpenRequest): OpenOptions {
  return { ...(source.name !== null && { name: source.name }), ...(format && { format }), ...(target && { target }) }
}
