import type { Judged } from '../judge-source.ts'
import { locate } from '../place-problems.ts'
import type { Change, Loss } from '../problem.ts'
import { skeletonOf } from '../records/skeleton.ts'
import { decode } from '../source/source.ts'
import { applyTextEdits, type TextEdit } from '../source/text-edit.ts'
import { draftOf, type Draft } from './draft.ts'
import type { DraftChange, DraftPlace } from './repair-conversation.ts'

/** What was done to a source, before anybody counts what it changed for the better. */
export interface Mended {
  readonly edits: readonly TextEdit[]
  readonly changes: readonly Change[]
  readonly losses: readonly Loss[]
  readonly untouched: { readonly messages: number; readonly of: number }
  /** What it was written as, also where its content alone would not tell. */
  readonly writtenAs: { readonly format?: string }
}

export function nothing(judged: Judged): Mended {
  const { messages } = judged.totals
  return {
    writtenAs: asRead(judged),
    edits: [],
    changes: [],
    losses: [],
    untouched: { messages, of: messages },
  }
}

/** Written back in the format it was read in. */
export function asRead({ reading: { format } }: Judged): { format?: string } {
  return format ? { format: format.id } : {}
}

/** A draft of one conversation. `inPlace`: it will be written back where it stands. */
export function openConversation({ reading }: Judged, at: number, inPlace: boolean): Draft {
  const { conversation, records, group } = reading.conversations[at]!
  const body = group.body ? skeletonOf(reading.inner, reading.layout, group) : null
  const list = group.slots[0]?.list
  const single = inPlace && list !== undefined && reading.layout.lists[list]!.separator === null
  const isFixed = (origin: number): boolean => inPlace && group.slots[origin]!.list !== list
  return draftOf(conversation, records, body && body.value !== undefined ? body.text : null, { single, isFixed })
}

/** Edits of the unwrapped bytes as edits of the source. What was wrapped or broken is written as the payload itself. */
export function inSource({ reading: { unwrapped, source } }: Judged, edits: readonly TextEdit[]): TextEdit[] {
  if (unwrapped.rewritten) return [{ start: 0, end: source.bytes.length, text: decode(applyTextEdits(unwrapped.bytes, edits)) }]
  return edits.map(({ start, end, text }) => ({ start: unwrapped.map.toSource(start), end: unwrapped.map.toSource(end), text }))
}

export function placeChange(judged: Judged, at: number, change: DraftChange): Change {
  const { rule, title, safety, before, after } = change
  return { rule, title, safety, ...placeInSource(judged, at, change), before, after }
}

/** Where something that is done to a draft is done in the source. */
export function placeInSource({ reading }: Judged, at: number, { origin, steps }: DraftPlace): Pick<Change, 'path' | 'span'> {
  const isNowhere = origin === null && steps.length === 0
  return locate(reading, reading.conversations[at]!, isNowhere ? { message: 0, steps: [] } : { message: origin, steps })
}
