import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'

/** Tokens of a product that names them in its own way; nothing where neither is a number. */
export function tokensOf({ number: input }: Cursor, { number: output }: Cursor): Pick<MessageFacts, 'tokens'> {
  return input === null && output === null ? {} : { tokens: { input, output } }
}
