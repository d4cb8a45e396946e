/**
 * Text from outside, with what would be invisible or turn the reading direction made visible: control characters as their
 * pictures (␛), bidirectional and zero-width marks as `[U+202E]`. Joiners inside emoji stay.
 */
export function visibleText(text: string): string {
  return hidden.test(text) ? text.replaceAll('\r\n', '\n').replace(hiddenAll, show) : text
}

const characters =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff'
const hidden = new RegExp(`[${characters}]`)
const hiddenAll = new RegExp(hidden, 'g')

function show(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}

/** An id in a row: both ends, because ids of one kind begin alike. */
export function shortId(id: string): string {
  return id.length <= 18 ? visibleText(id) : visibleText(`${id.slice(0, 10)}…${id.slice(-4)}`)
}
