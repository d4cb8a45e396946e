/** Text of a result nobody recorded. Neutral and marked: it must never look like a success. */
export const SYNTHETIC_RESULT = '[no result was recorded for this tool call]'

/** Content of a result that was recorded as nothing at all. */
export const EMPTY_RESULT = '[the tool gave no output]'

/** Stands where an API takes no empty text. */
export const EMPTY_TEXT = '[empty message]'

export const isSynthetic = (text: unknown): boolean => text === SYNTHETIC_RESULT
