import { parseJson } from '../json/parse-json.ts'
import type { Conversation, ConversationKind } from '../conversation/conversation.ts'
import type { Message } from '../conversation/message.ts'
import { numbered } from '../conversation/numbered.ts'
import type { Format } from '../formats/format.ts'
import type { Subject } from '../judge.ts'
import { TextRecords, type Records } from '../records/records.ts'

/** One record of a conversation under repair. */
export interface DraftItem {
  /** Number of the record it comes from; `null` for one we wrote. */
  readonly origin: number | null
  readonly text: string
  readonly message: Message
  /** It stands where there is room for one, behind a list that can grow: the message of a response. */
  readonly fixed?: true
}

/** A conversation under repair: its records as texts, in order, and what the request says around them. */
export interface Draft {
  readonly id: string | null
  readonly kind: ConversationKind
  readonly items: readonly DraftItem[]
  /** JSON text of the request with an empty list of messages; `null` when there is no request. */
  readonly body: string | null
  /** It stands where there is room for one record, neither more nor less: the message of a response. */
  readonly single: boolean
}

/** `isFixed`: of a record that will be written back where it stands. */
export function draftOf(
  conversation: Conversation,
  records: Records,
  body: string | null,
  { single, isFixed }: { readonly single: boolean; readonly isFixed: (origin: number) => boolean },
): Draft {
  const items = conversation.messages.map((message, origin): DraftItem => {
    const item = { origin, text: records.text(origin), message }
    return isFixed(origin) ? { ...item, fixed: true } : item
  })
  return { id: conversation.id, kind: conversation.kind, items, body, single }
}

/** The draft as rules see it. */
export function openDraft(draft: Draft): Subject {
  const messages = draft.items.map(({ message }, index) => numbered(message, index))
  const body = draft.body === null ? undefined : parseJson(draft.body)
  return {
    conversation: { id: draft.id, kind: draft.kind, messages, body },
    records: new TextRecords(draft.items.map(({ text }) => text)),
    messageAt: (index) => messages[index]!,
  }
}

/** A record with a new text; the reading of an unchanged one is kept. */
export function rewritten(item: DraftItem, text: string, format: Format): DraftItem {
  return item.text === text ? item : { ...item, text, message: readItem(text, format) }
}

export function written(text: string, format: Format): DraftItem {
  return { origin: null, text, message: readItem(text, format) }
}

function readItem(text: string, format: Format): Message {
  return format.readMessage(parseJson(text), 0)
}
