import type { JsonStyle } from './print.ts'

const SPACE = ' \n\r\t'

/** The same JSON text in another layout: tokens are copied, so digits, escapes and key order stay. Any depth. */
export function reformatJson(text: string, style: JsonStyle): string {
  const pieces: string[] = []
  let depth = 0
  const line = (): string => (style.indent === null ? '' : style.newline + style.base + style.indent.repeat(depth))
  for (let at = 0; at < text.length; ) {
    const character = text[at]!
    if (SPACE.includes(character)) {
      at++
    } else if (character === '{' || character === '[') {
      const next = skipSpace(text, at + 1)
      if (text[next] === '}' || text[next] === ']') {
        pieces.push(character, text[next]!)
        at = next + 1
      } else {
        depth++
        pieces.push(character, line())
        at++
      }
    } else if (character === '}' || character === ']') {
      depth--
      pieces.push(line(), character)
      at++
    } else if (character === ',') {
      pieces.push(style.indent === null ? style.comma : `,${line()}`)
      at++
    } else if (character === ':') {
      pieces.push(style.colon)
      at++
    } else {
      const end = tokenEnd(text, at)
      pieces.push(text.slice(at, end))
      at = end
    }
  }
  return pieces.join('')
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && SPACE.includes(text[at]!)) at++
  return at
}

function tokenEnd(text: string, start: number): number {
  let at = start
  if (text[at] !== '"') {
    while (at < text.length && !',]}: \n\r\t'.includes(text[at]!)) at++
    return at
  }
  for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++
  return at + 1
}
