import { elementSteps } from '../conversation/element.ts'
import type { Message } from '../conversation/message.ts'
import type { PairedCall, PairedResult } from '../conversation/pairing.ts'
import type { Judged } from '../judge-source.ts'
import type { Verdict } from '../judge.ts'
import type { Steps } from '../json/path.ts'
import type { RecordFormat } from '../formats/format.ts'
import type { ReadConversation } from '../reading.ts'
import type { RowRef } from '../timeline/row-index.ts'

/** What a row stands for, found again in the conversation it is a row of. */
export interface RowSubject {
  readonly conversation: number
  readonly read: ReadConversation
  readonly verdict: Verdict
  readonly format: RecordFormat
  readonly message: Message
  readonly call: PairedCall | null
  readonly result: PairedResult | null
  /** The entry of its message that the row is; `null` where the row is the message, whatever it shows of it. */
  readonly element: Steps | null
  /** It stands inside of its other half: there is no entry that could move. */
  readonly isEmbedded: boolean
  /** The response it is has room for one message. */
  readonly isSingle: boolean
}

/** `null` where a row can not be written back. A slot is the row of the half that is there. */
export function subjectOf({ reading, verdicts }: Judged, { kind, conversation, message, index }: RowRef): RowSubject | null {
  const { format } = reading
  const read = reading.conversations[conversation]
  const verdict = verdicts[conversation]
  if (!read || !verdict || format?.reads !== 'records' || kind === 'lane') return null
  const { calls, results } = verdict.pairing
  const call = kind === 'call' || kind === 'slot-result' ? (calls[index] ?? null) : null
  const result = kind === 'result' || kind === 'slot-call' ? (results[index] ?? null) : null
  const own = verdict.scope.conversation.messages[(call ?? result)?.message ?? message]
  if (!own) return null
  const part = call?.call ?? result?.result ?? null
  const steps = part && elementSteps(part, own)
  const isMessage = !part || part.style === 'stored-row' || steps!.length === own.base.length
  const list = reading.layout.lists[read.group.slots[0]?.list ?? -1]
  return {
    conversation,
    read,
    verdict,
    format,
    message: own,
    call,
    result,
    element: isMessage ? null : steps,
    isEmbedded: !isMessage && (part.style === 'stored-record' ? result !== null : typeof steps!.at(-1) !== 'number'),
    isSingle: list?.separator === null,
  }
}
