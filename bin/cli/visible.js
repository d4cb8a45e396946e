// Names and ids come out of transcripts: control characters could move the cursor or hide text, and bidirectional ones reorder it.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * Text of a transcript on one line, with everything invisible written out.
 * @param {string} text
 */
export function visible(text) {
  return text.replace(UNSAFE, (character) =>
    character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
