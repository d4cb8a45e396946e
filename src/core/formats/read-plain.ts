import { textOfJson, type RecordView } from '../conversation/content-text.ts'
import type { Part } from '../conversation/message.ts'
import { formatPath } from '../json/path.ts'
import type { Loss } from '../problem.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain } from './format.ts'

/** Notes what a part says that plain words have no place for; `what` names it. */
export type ReportLoss = (what: string, lost?: string) => void

/** Messages in plain words, part by part; whoever is neither system nor assistant speaks on the user's side. */
export function readPlain(
  messages: readonly MessageWithRecord[],
  readPart: (part: Part, record: RecordView, lose: ReportLoss) => readonly PlainPart[],
): ReadPlain {
  const losses: Loss[] = []
  const plain = messages.map(({ message, ...record }): PlainMessage => {
    const parts = message.parts.flatMap((part) =>
      readPart(part, record, (what, lost = textOfJson(record.textAt(part.steps))) => {
        losses.push({ path: formatPath([message.index, ...part.steps]), what, before: lost })
      }),
    )
    const role = message.role === 'system' || message.role === 'assistant' ? message.role : 'user'
    return { role, parts }
  })
  return { messages: plain, losses }
}
