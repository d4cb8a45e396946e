/** The first key that one object of a JSON text has twice; `null` when none has. The text is taken to be JSON. */
export function duplicateKey(text: string): string | null {
  const open: (Set<string> | null)[] = [] // a set of keys for an object, null for a list
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '{') open.push(new Set())
    else if (character === '[') open.push(null)
    else if (character === '}' || character === ']') open.pop()
    else if (character === '"') {
      const start = i
      i = endOfString(text, i)
      const keys = open.at(-1)
      if (!keys || !isBeforeColon(text, i + 1)) continue
      const key = text.slice(start, i + 1)
      if (keys.has(key)) return JSON.parse(key) as string
      keys.add(key)
    }
  }
  return null
}

/** Position of the quote that closes the string. */
function endOfString(text: string, start: number): number {
  let end = start
  do {
    end = text.indexOf('"', end + 1)
    if (end < 0) return text.length
  } while (isEscaped(text, end))
  return end
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0
  while (text[quote - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

function isBeforeColon(text: string, from: number): boolean {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at++
  return text[at] === ':'
}
