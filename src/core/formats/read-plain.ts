import type { Part } from '../conversation/message.ts'
import { storedText } from '../conversation/stored-record.ts'
import { formatPath } from '../json/path.ts'
import type { Loss } from '../problem.ts'
import type { MessageWithValue, PlainMessage, PlainPart, ReadPlain } from './format.ts'

/** Notes what a part says that plain words have no place for. */
export type ReportLoss = (what: string, value: unknown) => void

/** Messages in plain words, part by part; whoever is neither system nor assistant speaks on the user's side. */
export function readPlain(
  messages: readonly MessageWithValue[],
  readPart: (part: Part, value: unknown, lose: ReportLoss) => readonly PlainPart[],
): ReadPlain {
  const losses: Loss[] = []
  const plain = messages.map(({ message, value }): PlainMessage => {
    const parts = message.parts.flatMap((part) =>
      readPart(part, value, (what, lost) => {
        losses.push({ path: formatPath([message.index, ...part.steps]), what, before: storedText(lost) })
      }),
    )
    const role = message.role === 'system' || message.role === 'assistant' ? message.role : 'user'
    return { role, parts }
  })
  return { messages: plain, losses }
}
