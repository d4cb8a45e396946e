import { textOfJson, type RecordView } from '../conversation/content-text.ts'
import type { Part, ToolCallPart } from '../conversation/message.ts'
import { formatPath, type Steps } from '../json/path.ts'
import type { CallCopy } from '../conversation/writing.ts'
import type { Loss } from '../problem.ts'
import type { MessageWithRecord, PlainMessage, PlainPart, ReadPlain } from './format.ts'
import { asLosses, untoldIn, type ToldPart } from './shared/untold.ts'

/** Notes what a part says that plain words have no place for; `what` names it, `steps` lead to it where it is not the whole part. */
export type ReportLoss = (what: string, lost?: { readonly steps: Steps; readonly text?: string }) => void

/**
 * Messages in plain words, part by part; whoever is neither system nor assistant speaks on the user's side. What a record
 * says besides is a loss. `copiesOf`: where it holds a call once more.
 */
export function readPlain(
  messages: readonly MessageWithRecord[],
  readPart: (part: Part, record: RecordView, lose: ReportLoss) => readonly PlainPart[],
  copiesOf: (record: unknown, call: ToolCallPart) => readonly CallCopy[] = () => [],
): ReadPlain {
  const losses: Loss[] = []
  const untold: { steps: Steps; text: string }[] = []
  const names = new Set(
    messages.flatMap(({ message: { parts } }) => parts.flatMap((part) => (part.type === 'tool-call' ? [part.name ?? ''] : []))),
  )
  const plain = messages.map(({ message, ...record }): PlainMessage => {
    const settled: Steps[] = []
    const told = message.parts.map((part): ToldPart => {
      const lose: ReportLoss = (what, { steps, text = textOfJson(record.textAt(steps)) } = { steps: part.steps }) => {
        settled.push(steps)
        losses.push({ path: formatPath([message.index, ...steps]), what, before: text })
      }
      if (part.type === 'tool-call') settled.push(...copiesOf(record.value, part).map(({ steps }) => steps))
      return { part, plain: readPart(part, record, lose) }
    })
    if (!message.plain)
      for (const steps of untoldIn(record, message, told, settled, names))
        untold.push({ steps: [message.index, ...steps], text: textOfJson(record.textAt(steps)) })
    const role = message.role === 'system' || message.role === 'assistant' ? message.role : 'user'
    return { role, parts: told.flatMap((one) => one.plain) }
  })
  return { messages: plain, losses: [...losses, ...asLosses(untold)] }
}
