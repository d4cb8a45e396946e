// Names and ids come out of transcripts: control characters could move the cursor, formatting ones hide or reorder text.
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/**
 * Text of a transcript on one line, with everything invisible written out.
 * @param {string} text
 */
export function visible(text) {
  return text.replace(UNSAFE, (character) => (character === '\n' ? '\\n' : `\\u{${character.codePointAt(0)?.toString(16)}}`))
}
