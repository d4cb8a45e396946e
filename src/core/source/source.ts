/** The bytes we were given, with their name. */
export interface Source {
  readonly name: string | undefined
  readonly bytes: Uint8Array
}

const encoder = new TextEncoder()
// `fatal: false`: bytes that are no UTF-8 become U+FFFD when shown; untouched records are copied as bytes anyway.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Takes what a caller hands over; anything that is no text and no bytes counts as nothing. */
export function toSource(content: unknown, name?: string): Source {
  if (typeof content === 'string') return { name, bytes: encoder.encode(content) }
  if (content instanceof Uint8Array) return { name, bytes: content }
  return { name, bytes: new Uint8Array(0) }
}

export function decode(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return decoder.decode(bytes.subarray(start, end))
}

export function encode(text: string): Uint8Array {
  return encoder.encode(text)
}
