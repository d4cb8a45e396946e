import type { Steps } from '../json/path.ts'
import type { ListItem } from '../json/rebuild-list.ts'

/** A place in a conversation: inside one message, or inside the request around them (`message: null`). */
export interface Place {
  readonly message: number | null
  readonly steps: Steps
}

/** One call or one result: position of its part in a message. */
export interface PartRef {
  readonly message: number
  readonly part: number
}

/**
 * One change of a conversation, as data. Numbers are those of the conversation before the pass. Where a result stands is
 * the format's matter, so the edits about results name the call, not a place.
 */
export type Edit =
  /** Replaces a value by JSON text, or adds the member. */
  | { readonly type: 'set'; readonly at: Place; readonly json: string }
  /** Takes a member, an element, or (without steps) a whole message out. */
  | { readonly type: 'remove'; readonly at: Place }
  /** Gives a list inside a message new contents. */
  | { readonly type: 'list'; readonly at: Place; readonly items: readonly ListItem[] }
  /** A new message before message `before`; at the end when that is the number of messages. */
  | { readonly type: 'insert-message'; readonly before: number; readonly json: string; readonly like: number | null }
  /** A result that was not there, in call order beside the others of its call. */
  | {
      readonly type: 'add-result'
      readonly call: PartRef
      readonly callId: string | null
      readonly text: string
      readonly failed: boolean
    }
  /** A result that stands elsewhere, moved to where the results of its call belong. */
  | { readonly type: 'move-result'; readonly result: PartRef; readonly call: PartRef }
  /** A call goes; what then stands empty around it goes too: the list, the reasoning before it, the message. */
  | { readonly type: 'remove-call'; readonly call: PartRef }
  /** A result goes; a message that held nothing else goes with it. */
  | { readonly type: 'remove-result'; readonly result: PartRef }
  /** Two messages change places; what stands around each of them stays where it is. */
  | { readonly type: 'swap-messages'; readonly first: number; readonly second: number }
  /** A message once more, byte for byte, directly behind itself. */
  | { readonly type: 'copy-message'; readonly message: number }
