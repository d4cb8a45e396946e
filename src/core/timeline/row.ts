/**
 * One line of the timeline, ready to be painted: plain data, so that the worker makes it and the page only draws it.
 * The drawing of each situation is fixed in `experience.md` §7.2; words and spoken sentences are made here, once.
 */
import type { PendingReason } from '../conversation/message.ts'
import type { TieKind } from '../conversation/pairing.ts'
import type { Severity, Span } from '../problem.ts'

export type RowRole = 'system' | 'user' | 'assistant' | 'tool' | 'unknown'

/** The shape drawn beside a call or a result. */
export type Situation =
  | 'paired-adjacent'
  | 'paired-distant'
  | 'orphaned-call'
  | 'pending-call'
  | 'orphaned-result'
  | 'duplicate-same'
  | 'duplicate-different'
  | 'reused-id'
  | 'result-before-call'
  | 'not-adjacent'
  | 'order-differs'
  | 'embedded'
  | 'matched-by-position'

interface RowBase {
  /** Index in the timeline of the whole source, from 0; the row's identity for one revision. */
  readonly index: number
  /** Same message, same key after an undo or a repair elsewhere: `0:messages[3].tool_calls[0]`. */
  readonly key: string
  readonly conversation: number
  /** Number of the message in the target's counting, from 0; `null` for rows that are no message of their own. */
  readonly number: number | null
  /** Place in the source, from its root. */
  readonly path: string
  readonly span: Span
  /** Words on screen besides the summary: "2 in parallel", "duplicate of 38, identical", "↓ result 411 rows". */
  readonly words: readonly string[]
  /** What the source says besides: time, model, tokens, duration; shown beside the words, quieter. */
  readonly facts: readonly string[]
  /** What a screen reader hears. */
  readonly spoken: string
  /** Indexes into the inspection's problems, the worst first. */
  readonly problems: readonly number[]
  readonly severity: Severity | null
}

/** The head of one message: role and first line of its text. */
export interface MessageRow extends RowBase {
  readonly type: 'message'
  readonly role: RowRole
  /** Role word as it stands in the source, e.g. `developer`, `function`, `human`. */
  readonly roleWord: string
  /** First line of the text, cut at about 200 characters. */
  readonly summary: string
  /** Bytes of the whole message in the source. */
  readonly bytes: number
  readonly hasMore: boolean
}

export interface CallRow extends RowBase {
  readonly type: 'call'
  readonly tool: string
  readonly callId: string | null
  /** Input in short, one line. */
  readonly summary: string
  readonly situation: Situation
  readonly tie: TieKind | null
  /** Why it has no result and is not broken; `null` unless its situation is `pending-call`. */
  readonly pending: PendingReason | null
  /** Rows of its results; empty when there is none. */
  readonly partners: readonly number[]
  /** Parallel calls of one message; `null` for a call by itself. `position` is from 0. */
  readonly group: { readonly size: number; readonly position: number; readonly answered: number } | null
  /** Arguments that do not parse: drawn hatched. */
  readonly malformed: boolean
}

export interface ResultRow extends RowBase {
  readonly type: 'result'
  readonly tool: string | null
  readonly callId: string | null
  readonly summary: string
  readonly situation: Situation
  readonly tie: TieKind | null
  /** Row of its call; empty when it has none. */
  readonly partners: readonly number[]
  readonly failed: boolean
}

/** The dashed place where a missing half belongs. */
export interface SlotRow extends RowBase {
  readonly type: 'slot'
  readonly missing: 'result' | 'call'
  readonly callId: string | null
  readonly tool: string | null
}

/** An entry that is no message: drawn hatched, in its place. */
export interface UnparsedRow extends RowBase {
  readonly type: 'unparsed'
  readonly summary: string
}

/** Head of one conversation where a source holds several. */
export interface LaneRow extends RowBase {
  readonly type: 'lane'
  readonly title: string
}

export type TimelineRow = MessageRow | CallRow | ResultRow | SlotRow | UnparsedRow | LaneRow

/** All there is to one row, for the inspector and for an expanded row. */
export interface RowDetail {
  readonly row: TimelineRow
  /** Text with real newlines; cut at 20,000 characters, `textLength` is the whole. */
  readonly text: string
  readonly textLength: number
  /** Exact source of the row, cut likewise. */
  readonly raw: string
  readonly rawLength: number
  /** The other half of the pair, so that nobody has to scroll between them. */
  readonly partner: { readonly row: number; readonly label: string; readonly text: string } | null
}
