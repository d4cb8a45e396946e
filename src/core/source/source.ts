/** The bytes we were given, with their name. */
export interface Source {
  readonly name: string | undefined
  /** In bytes. */
  readonly size: number
  /** All of it at once: for a source that is read piece by piece this costs, so ask only where there is no other way. */
  readonly bytes: Uint8Array
}

export function sourceOf(bytes: Uint8Array, name?: string): Source {
  return { name, size: bytes.length, bytes }
}

const encoder = new TextEncoder()
// `fatal: false`: bytes that are no UTF-8 become U+FFFD when shown; untouched records are copied as bytes anyway.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Takes what a caller hands over; anything that is no text and no bytes counts as nothing. */
export function toSource(content: unknown, name?: string): Source {
  if (typeof content === 'string') return sourceOf(encoder.encode(content), name)
  return sourceOf(content instanceof Uint8Array ? content : new Uint8Array(0), name)
}

export function decode(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return decoder.decode(bytes.subarray(start, end))
}

export function encode(text: string): Uint8Array {
  return encoder.encode(text)
}
