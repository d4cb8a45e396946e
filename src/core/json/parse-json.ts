/** What a JSON value can begin with. */
const BEGIN = /^[ \t\r\n]*["{[\-0-9tfn]/

/** `JSON.parse` for text from outside: `undefined` when it is no JSON. A log has many lines that do not even begin like it. */
export function parseJson(text: string): unknown {
  if (!BEGIN.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
