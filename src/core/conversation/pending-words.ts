import type { PendingReason } from './message.ts'

/** Why a call has no result and is not broken, behind "not answered:" and by itself. */
export const PENDING_WORDS: Readonly<Record<PendingReason, string>> = {
  response: 'a single answer of a model',
  last: 'the conversation ends here',
  approval: 'waits for a person to agree',
  approved: 'a person has agreed, and it is about to run',
  running: 'the tool was running',
  terminal: 'ends the run',
  hosted: 'the provider runs it and paused',
  elsewhere: 'its result is kept elsewhere',
  expected: 'an evaluation expects it',
  asked: 'left open, as you asked',
}
