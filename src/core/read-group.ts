import type { Message } from './conversation/message.ts'
import type { Format } from './formats/format.ts'
import type { ReadConversation } from './reading.ts'
import type { Group, Layout } from './records/layout.ts'
import { RequestRecords, SourceRecords } from './records/records.ts'
import { skeletonOf } from './records/skeleton.ts'
import type { SourceBytes } from './source/source-bytes.ts'

/** The records of a group as one conversation; each is read when it is asked for first. */
export function readGroup(source: SourceBytes, layout: Layout, group: Group, format: Format): ReadConversation {
  const { request } = group
  const open = (): SourceRecords => new SourceRecords(source, group.slots)
  const records = request ? new RequestRecords(request, open) : open()
  const messages = new Array<Message | undefined>(records.count)
  const body = request?.body ?? (group.body ? skeletonOf(source, layout, group).value : undefined)
  return {
    // All messages are there once the conversation was judged, which asks for each in turn.
    conversation: { id: group.id, kind: group.kind, logged: group.line !== null, messages: messages as Message[], body },
    records,
    group,
    messageAt: (index) => (messages[index] ??= readRecord(records.value(index), index, format)),
  }
}

/** What a format makes of a record; `undefined` is one that is no JSON. */
export function readRecord(value: unknown, index: number, format: Format): Message {
  if (value !== undefined) return format.readMessage(value, index)
  return { index, role: 'unknown', roleWord: '', parts: [], base: [], plain: false, malformed: 'unparsed' }
}
