import type { Message } from './message.ts'

/**
 * request: a body with a list of messages. list: the list by itself. rows: rows of a table or log that belong together.
 * response: what an API answered, so open calls are as they should be. records: stored calls without messages.
 */
export type ConversationKind = 'request' | 'list' | 'rows' | 'response' | 'records'

export interface Conversation {
  readonly id: string | null
  /** What people call it, where the source has a title besides an id. */
  readonly title?: string | undefined
  /** Index of the conversation that started it: a sub-agent's parent. */
  readonly parent?: number | undefined
  readonly kind: ConversationKind
  readonly messages: readonly Message[]
  /** A line of a log or a data set: it was sent, or never will be; what is worth a remark in a payload is not so there. */
  readonly logged?: boolean
  /** What the request says beside its messages; `undefined` when there is no request around them. */
  readonly body: unknown
}

/** Rows of a log begin and end anywhere; only what will be sent as it is has a first and a last message. */
export function isSent({ kind, body }: Conversation): boolean {
  // A request that stands together with its answer was sent.
  return kind === 'request' || (kind === 'list' && body === undefined)
}
