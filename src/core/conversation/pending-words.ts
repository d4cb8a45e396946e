import type { PendingReason } from './message.ts'

/** Why a call has no result and is not broken, behind "not answered:" and by itself. */
export const PENDING_WORDS: Readonly<Record<PendingReason, string>> = {
  response: 'this is one answer of a model, which nobody has answered yet',
  last: 'the conversation ends here',
  approval: 'it waits for a person to agree',
  running: 'the tool was running when this was recorded',
  terminal: 'it ends the run, and nothing comes back',
  hosted: 'the provider runs it and has paused',
  elsewhere: 'its result is kept elsewhere',
  expected: 'an evaluation expects it, and nobody made it',
  asked: 'it is left open, as you asked',
}
