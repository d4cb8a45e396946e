import { fingerprintOf } from '../../conversation/facts.ts'
import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import type { ConversationDraft, Transcript } from '../transcript.ts'
import { addTold, asAnswer, keyOfTold, type Told } from './told.ts'

/** A request that a gateway has logged, with its answer. */
export interface LoggedRequest {
  readonly id: string | null
  readonly at: Cursor
  /** Milliseconds. */
  readonly time: number | undefined
  readonly asked: readonly Told[]
  readonly answered: readonly Told[]
  readonly facts: MessageFacts | undefined
}

/**
 * Makes conversations of a gateway's log. A request that begins with all that a conversation has said so far goes on with
 * it; any other one is a conversation of its own.
 */
export function addDialogues(requests: readonly LoggedRequest[], transcript: Transcript): void {
  const ends = new Map<string, ConversationDraft>()
  let repeated = 0
  for (const request of requests.toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0))) {
    const messages = [...request.asked, ...request.answered.map(asAnswer)]
    const keys = keysOf(messages)
    // An answer of its own is no repetition: the same may be asked twice.
    const known = keys.findLastIndex((key, i) => i < request.asked.length && ends.has(key))
    const before = ends.get(keys[known] ?? '')
    const conversation = before ?? transcript.conversation({ id: request.id, at: request.at })
    if (before) ends.delete(keys[known]!)
    repeated += known + 1
    messages.forEach((told, i) => {
      if (i > known) addTold(conversation, told, i < request.asked.length ? undefined : request.facts)
    })
    const whole = keys.at(-1)
    if (whole !== undefined) ends.set(whole, conversation)
  }
  if (repeated > 0) transcript.leaveOut('messages that later requests repeat', repeated)
}

/** For each number of messages a key of all of them together. */
function keysOf(messages: readonly Told[]): string[] {
  let key = ''
  return messages.map((told) => {
    key = fingerprintOf(`${key}\n${keyOfTold(told)}`.padEnd(121))
    return key
  })
}
