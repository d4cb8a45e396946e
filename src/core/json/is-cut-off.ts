/** Whether a text that is no JSON ends inside a value: in a string, or with a bracket open. One pass, nothing built. */
export function isCutOff(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') depth--
    else if (character === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++
      if (at >= text.length) return true
    }
  }
  return depth > 0
}
