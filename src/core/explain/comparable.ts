/** The letters and digits of a text, and where each stands in it. */
export interface Comparable {
  readonly letters: string
  readonly at: Int32Array
}

/**
 * What two writings of one sentence have in common when quotes, backticks, white space, underscores and punctuation may
 * have been lost, added or exchanged: the letters and digits, small.
 */
export function comparable(text: string): Comparable {
  const codes = new Uint16Array(text.length)
  const at = new Int32Array(text.length)
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const code = comparableCode(text.charCodeAt(index))
    if (code === 0) continue
    codes[length] = code
    at[length] = index
    length++
  }
  return { letters: decode(codes.subarray(0, length)), at: at.subarray(0, length) }
}

/** 0 for what is left out. */
function comparableCode(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code
  if (code >= 0x41 && code <= 0x5a) return code + 0x20
  if (code >= 0x30 && code <= 0x39) return code
  const isSign = code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f) || code >= 0xff00
  return isSign ? 0 : code
}

/** More arguments than this overflow the stack of some engines. */
const CHUNK = 8192

function decode(codes: Uint16Array): string {
  let text = ''
  for (let from = 0; from < codes.length; from += CHUNK) text += String.fromCharCode(...codes.subarray(from, from + CHUNK))
  return text
}
