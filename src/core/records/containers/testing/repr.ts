/** A JSON value as Python's `repr` prints it. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return reprText(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, item]) => `${repr(key)}: ${repr(item)}`)
    .join(', ')}}`
}

/** Python prefers single quotes, and takes double ones where that saves an escape. */
function reprText(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  const escaped = [...value].map((character) => {
    const code = character.codePointAt(0)!
    if (character === quote || character === '\\') return `\\${character}`
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    if (code < 0x20 || (code >= 0x7f && code < 0xa1)) return `\\x${code.toString(16).padStart(2, '0')}`
    if (code >= 0xd800 && code < 0xe000) return `\\u${code.toString(16)}`
    return character
  })
  return quote + escaped.join('') + quote
}

/** A text in UTF-8 as Python prints its bytes. */
export function reprBytes(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  const escaped = [...new TextEncoder().encode(value)].map((byte) => {
    const character = String.fromCharCode(byte)
    if (character === quote || character === '\\') return `\\${character}`
    if (character === '\n') return '\\n'
    return byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, '0')}` : character
  })
  return `b${quote}${escaped.join('')}${quote}`
}
