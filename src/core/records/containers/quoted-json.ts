import { Rewriter } from './rewriter.ts'

/** JSON in one line: a line break in it stands between tokens only. */
export function jsonOnOneLine(json: string): Rewriter {
  const out = new Rewriter(json)
  let at = 0
  for (const { index } of json.matchAll(/[\r\n]/g)) {
    out.copy(at, index)
    out.put(' ', index)
    at = index + 1
  }
  out.copy(at, json.length)
  return out
}

/** Where each character of the text in a JSON string stands, when it is known for each of the string itself. */
export function placesInside(string: string, places: ArrayLike<number>): number[] {
  const inside: number[] = []
  const start = string.indexOf('"') + 1
  const end = string.lastIndexOf('"')
  for (let at = start; at < end; at += string[at] !== '\\' ? 1 : string[at + 1] === 'u' ? 6 : 2) inside.push(places[at]!)
  inside.push(places[end]!)
  return inside
}
