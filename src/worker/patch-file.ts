import { jsonPatch } from '../core/json/json-patch.ts'
import type { SourceBytes } from '../core/source/source-bytes.ts'
import { LARGE, type Content } from './content.ts'
import type { OpenVersion } from './open-version.ts'

/** All changes as a JSON Patch; `null` where the source is not one JSON document, or too large to be compared. */
export function patchFile({ bytes }: OpenVersion, original: Content): Blob | null {
  const [before, after] = [textOf(original.bytes), textOf(bytes)]
  const patch = before === null || after === null ? null : jsonPatch(before, after)
  return patch === null ? null : new Blob([patch], { type: 'application/json-patch+json' })
}

function textOf(bytes: SourceBytes): string | null {
  if (bytes.length > LARGE) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.read(0, bytes.length))
  } catch {
    return null
  }
}
