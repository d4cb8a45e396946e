import type { ToolDefinition } from '../conversation/request-words.ts'
import type { PlainMessage } from '../formats/format.ts'
import type { Loss } from '../problem.ts'

/** A conversation in plain words, with what defines its tools. */
export interface PlainConversation {
  readonly id: string | null
  readonly messages: readonly PlainMessage[]
  readonly tools: readonly ToolDefinition[]
}

/** Writes a format that no API takes as it is: a data set, a store, a text for people. */
export interface Writer {
  readonly id: string
  readonly title: string
  /** A text as it is, or a value to be written as JSON. */
  readonly write: (conversations: readonly PlainConversation[]) => { readonly output: unknown; readonly losses: readonly Loss[] }
}

/** The losses of each conversation, with its number before their paths where there are several. */
export function lossesOf(conversations: readonly PlainConversation[], lost: (one: PlainConversation) => readonly Loss[]): Loss[] {
  return conversations.flatMap((one, at) =>
    lost(one).map((loss) => (conversations.length > 1 ? { ...loss, path: `[${at}]${loss.path}` } : loss)),
  )
}

/** Flags of failed results, where a result is nothing but a text. */
export function lostFlags({ messages }: PlainConversation): Loss[] {
  return messages.flatMap(({ parts }, index) =>
    parts.flatMap((part): Loss[] =>
      part.type === 'tool-result' && part.failed
        ? [{ path: `[${index}]`, what: 'the error flag of a result', before: 'true' }]
        : [],
    ),
  )
}
