import type { OpenOptions } from '../core/open-source.ts'
import type { Workbench } from '../core/workbench.ts'
import type { SourceBytes } from '../core/source/source-bytes.ts'
import type { Content } from './content.ts'
import type { LineIndex } from './line-index.ts'
import type { OpenRequest } from './protocol.ts'
import type { Reading } from './reading.ts'
import type { Unpacked } from './unpack.ts'

/** One version of one source, opened; it may still be being read. */
export interface OpenVersion {
  readonly revision: number
  readonly content: Content
  readonly bytes: SourceBytes
  /** What was read so far. */
  readonly bench: Workbench
  readonly lines: LineIndex
  readonly request: OpenRequest
  readonly reading: Reading
  readonly unpacked: Unpacked | null
}

/** Without keys that say nothing: the core tells "not given" from "given as undefined". */
export function openOptions({ source, format, target }: OpenRequest): OpenOptions {
  return { ...(source.name !== null && { name: source.name }), ...(format && { format }), ...(target && { target }) }
}
