import type { Conversation } from './conversation/conversation.ts'
import type { Cursor } from './document/cursor.ts'
import type { Document } from './document/document.ts'
import type { PlacedMessage } from './document/placed-messages.ts'
import type { TranscriptFormat } from './formats/format.ts'
import { Transcript, type ConversationDraft, type UnparsedLine } from './formats/transcript.ts'
import type { Steps } from './json/path.ts'
import type { ReadConversation, Reading } from './reading.ts'
import type { Group, Slot } from './records/layout.ts'

/** Has a reader find the conversations of a document. A line that is no JSON stays in its place, unread. */
export function readTranscript(document: Document, format: TranscriptFormat): Pick<Reading, 'conversations' | 'leftOut'> {
  const transcript = new Transcript()
  format.read(document, transcript)
  addUnparsed(document, transcript)
  const { conversations, leftOut } = transcript
  return { conversations: conversations.map(conversationOf), leftOut }
}

/** A line that could not be read belongs where it stands: behind the last message from a line before it. */
function addUnparsed({ container, roots }: Document, transcript: Transcript): void {
  if (container !== 'jsonl') return
  const unparsed = roots.filter(({ value }) => value === undefined)
  if (unparsed.length === 0) return
  const [first] = transcript.conversations
  if (!first) return transcript.leaveOut('lines that are not JSON', unparsed.length)
  const begun = transcript.conversations
    .flatMap((draft) => (draft.messages[0] ? [{ draft, line: draft.messages[0].at.line }] : []))
    .sort((a, b) => b.line - a.line)
  const among = new Map<ConversationDraft, Cursor[]>()
  let draft = first
  for (const root of unparsed) {
    // Of those that have begun, the one the reader told last.
    while ((begun.at(-1)?.line ?? Infinity) <= root.line) {
      const next = begun.pop()!.draft
      if (next.index > draft.index) draft = next
    }
    const own = among.get(draft)
    if (own) own.push(root)
    else among.set(draft, [root])
  }
  for (const [owner, own] of among) owner.insertUnparsed(placesOf(own, owner.messages))
}

/** For each line how many messages come before it: up to the last one that stands on an earlier line. */
function placesOf(unparsed: readonly Cursor[], messages: readonly PlacedMessage[]): UnparsedLine[] {
  // The earliest line that a message or one behind it stands on: it only grows.
  const earliest = messages.map(({ at }) => at.line)
  for (let i = earliest.length - 2; i >= 0; i--) earliest[i] = Math.min(earliest[i]!, earliest[i + 1]!)
  let before = 0
  return unparsed.map((at) => {
    while (before < earliest.length && earliest[before]! <= at.line) before++
    return { at, before }
  })
}

function conversationOf(draft: ConversationDraft): ReadConversation {
  const { head, messages: placed } = draft
  const messages = placed.map(({ message }) => message)
  const { id = null, title, kind = 'list', at, parent, request } = head
  const conversation: Conversation = { id, title, parent, kind, logged: kind !== 'request', messages, body: request?.value }
  const group: Group = { id, path: at.steps, line: null, slots: placed.map(slotOf), body: null, kind }
  return { conversation, records: draft.placed, group, messageAt: (index) => messages[index]! }
}

/** The place of a message as a record that nobody writes back. */
function slotOf({ at }: PlacedMessage, position: number): Slot {
  return {
    list: -1,
    position,
    get start(): number {
      return at.span.start
    },
    get end(): number {
      return at.span.end
    },
    get path(): Steps {
      return at.steps
    },
  }
}
