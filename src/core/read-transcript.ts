import type { Conversation } from './conversation/conversation.ts'
import type { Document } from './document/document.ts'
import type { PlacedMessage } from './document/placed-messages.ts'
import type { TranscriptFormat } from './formats/format.ts'
import { Transcript, type ConversationDraft } from './formats/transcript.ts'
import type { Steps } from './json/path.ts'
import type { ReadConversation, Reading } from './reading.ts'
import type { Group, Slot } from './records/layout.ts'

/** Has a reader find the conversations of a document. A line that is no JSON stays in its place, unread. */
export function readTranscript(document: Document, format: TranscriptFormat): Pick<Reading, 'conversations' | 'leftOut'> {
  const transcript = new Transcript()
  format.read(document, transcript)
  addUnparsed(document, transcript)
  return { conversations: transcript.conversations.map(conversationOf), leftOut: transcript.leftOut }
}

/** A line that could not be read belongs where it stands: behind the last message from a line before it. */
function addUnparsed({ container, roots }: Document, transcript: Transcript): void {
  if (container !== 'jsonl') return
  for (const root of roots) {
    if (root.value !== undefined) continue
    const line = root.steps[0] as number
    const draft = transcript.conversations.findLast(({ messages }) => lineOf(messages[0]) <= line) ?? transcript.conversations[0]
    if (draft) draft.insertUnparsed(root, draft.messages.findLastIndex((placed) => lineOf(placed) <= line) + 1)
    else transcript.leaveOut('lines that are no JSON')
  }
}

function lineOf(placed: PlacedMessage | undefined): number {
  const [line] = placed?.at.steps ?? []
  return typeof line === 'number' ? line : Infinity
}

function conversationOf(draft: ConversationDraft): ReadConversation {
  const { head, messages: placed } = draft
  const messages = placed.map(({ message }) => message)
  const { id = null, title, kind = 'list', at, parent } = head
  const conversation: Conversation = { id, title, parent, kind, logged: true, messages, body: undefined }
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
