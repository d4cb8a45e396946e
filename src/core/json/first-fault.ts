/** Where a text stops being JSON, and what should stand there. Line and column from 1. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly expected: 'value' | 'key' | 'colon' | 'comma' | 'end' | 'string-end'
}

const SPACE = /[ \t\r\n]*/y
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
// The characters are told one by one: a string may not hold a line break.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const STRING_BEGINNING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y

/**
 * The first place at which a text is no JSON; `null` when it is. The engines say this in words of their own, some without a
 * place. For texts that somebody types, not for sources.
 */
export function firstFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = []
  let at = 0
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found !== null
  }
  const fault = (expected: JsonFault['expected']): JsonFault => {
    const before = text.slice(0, at).split('\n')
    return { line: before.length, column: before.at(-1)!.length + 1, expected }
  }
  const unfinished = (): JsonFault => {
    match(STRING_BEGINNING)
    return fault('string-end')
  }
  let wants: 'value' | 'first-value' | 'key' | 'first-key' | 'after' = 'value'
  for (;;) {
    match(SPACE)
    const character = text[at]
    if (wants === 'after') {
      const around = open.at(-1)
      if (around === undefined) return character === undefined ? null : fault('end')
      if (character === ',') wants = around === '{' ? 'key' : 'value'
      else if (character === (around === '{' ? '}' : ']')) open.pop()
      else return fault('comma')
      at++
    } else if ((wants === 'first-key' && character === '}') || (wants === 'first-value' && character === ']')) {
      open.pop()
      at++
      wants = 'after'
    } else if (wants === 'key' || wants === 'first-key') {
      if (character !== '"') return fault('key')
      if (!match(STRING)) return unfinished()
      match(SPACE)
      if (text[at] !== ':') return fault('colon')
      at++
      wants = 'value'
    } else if (character === '{' || character === '[') {
      open.push(character)
      at++
      wants = character === '{' ? 'first-key' : 'first-value'
    } else if (character === '"') {
      if (!match(STRING)) return unfinished()
      wants = 'after'
    } else if (match(LITERAL)) wants = 'after'
    else return fault('value')
  }
}
