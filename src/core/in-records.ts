import type { Message } from './conversation/message.ts'
import type { RecordFormat, TranscriptFormat } from './formats/format.ts'
import type { Steps } from './json/path.ts'
import type { FormatId } from './problem.ts'
import { readGroup } from './read-group.ts'
import type { ReadConversation, Reading } from './reading.ts'
import type { Group } from './records/layout.ts'
import { SourceRecords } from './records/records.ts'
import { requestLayout } from './records/request-layout.ts'
import type { SourceBytes } from './source/source-bytes.ts'

/** A document that is one request and nothing else, read as the records in it, so that they can be edited in place. */
export function inRecords(reading: Reading, format: TranscriptFormat, preferred?: FormatId): Reading | null {
  const { asRecords } = format
  const [only, ...others] = reading.conversations
  if (!asRecords || !only || others.length > 0) return null
  if ((reading.leftOut?.size ?? 0) > 0 && !asRecords.isAside) return null
  if (format.editedFor === 'own-target' && preferred !== undefined && preferred !== format.id) return null
  const layout = requestLayout(reading.unwrapped.bytes, asRecords.request.list)
  const [all] = layout?.groups ?? []
  if (!layout || !all) return null
  const group = withoutAsides(reading.inner, all, asRecords)
  if (!group || !isWhole(only, group, asRecords.messageIn)) return null
  const read = readGroup(reading.inner, layout, group, asRecords)
  const messageAt = (index: number): Message => asTold(read.messageAt(index), only.conversation.messages[index])
  return { ...reading, layout, format: asRecords, conversations: [format.editedFor ? withMessages(read, messageAt) : read] }
}

/** The records that are messages; `null` where one of them has another shape than those that are edited. */
function withoutAsides(source: SourceBytes, group: Group, { isOther, isAside }: RecordFormat): Group | null {
  if (!isOther && !isAside) return group
  const records = new SourceRecords(source, group.slots)
  const values = group.slots.map((_, index) => records.value(index))
  if (isOther && values.some((value) => !isAside?.(value) && isOther(value))) return null
  return isAside ? { ...group, slots: group.slots.filter((_, index) => !isAside(values[index])) } : group
}

function withMessages(read: ReadConversation, messageAt: ReadConversation['messageAt']): ReadConversation {
  const messages = new Array<Message | undefined>(read.records.count)
  const conversation = { ...read.conversation, messages: messages as Message[] }
  return { ...read, conversation, messageAt: (index) => (messages[index] ??= messageAt(index)) }
}

/** With what only the whole tells: why a call may stay open. */
function asTold(message: Message, told: Message | undefined): Message {
  const reasons = new Map(
    told?.parts.flatMap((part) => (part.type === 'tool-call' && part.pending ? [[part.callId, part.pending] as const] : [])),
  )
  if (reasons.size === 0) return message
  const parts = message.parts.map((part) => {
    const pending = part.type === 'tool-call' ? reasons.get(part.callId) : undefined
    return pending === undefined || part.type !== 'tool-call' ? part : { ...part, pending }
  })
  return { ...message, parts }
}

/** Every record is a message, in the order of the list; only system text stands elsewhere. */
function isWhole({ conversation: { messages }, group: { slots } }: ReadConversation, group: Group, inside: Steps = []): boolean {
  const at = group.path.length
  const listed = slots.filter(
    ({ path }) =>
      path.length === at + 1 + inside.length &&
      group.path.every((step, i) => step === path[i]) &&
      inside.every((step, i) => step === path[at + 1 + i]),
  )
  const isElsewhere = messages.some(({ parts }) => parts.some((part) => part.type === 'tool-result' && part.elsewhere))
  return (
    !isElsewhere &&
    listed.length === group.slots.length &&
    listed.every(({ path }, index) => path[at] === group.slots[index]!.position) &&
    messages.filter(({ role }) => role !== 'system').length <= listed.length
  )
}
