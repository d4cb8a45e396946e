/**
 * The language of page and worker. The page keeps the original source and the list of steps; the worker can be started
 * again at any time from these two, so its death loses nothing. Every request carries the revision it speaks of; the
 * worker refuses an old one, and the page drops what still arrives late. An answer has the `type` of its request.
 */
import type { ReadProgress } from '../core/open-source.ts'
import type { FormatChoice, TargetChoice } from '../core/choices.ts'
import type { EditableRow, EditCheck, RowEdit } from '../core/editing/row-edit.ts'
import type { RunnerUp } from '../core/formats/detect.ts'
import type { FieldSuggestion } from '../core/formats/fields/suggest-fields.ts'
import type { Explanation, FormatId, Inspection, Problem, RepairOptions, TargetId } from '../core/problem.ts'
import type { Proposal } from '../core/repair/proposal.ts'
import type { TextEdit } from '../core/source/text-edit.ts'
import type { RowDetail, TimelineRow } from '../core/timeline/row.ts'
import type { Unpacked } from './unpack.ts'
import type { RuleEntry } from '../core/rule-entries.ts'
import type { Standing } from '../core/standings.ts'
import type { RowBins } from '../core/timeline/row-marks.ts'

/** One named change of the source. Edits are in bytes of the version before the step. */
export interface Step {
  /** Unique while the page is open, so that the worker can tell which steps it has already applied. */
  readonly id: number
  readonly title: string
  readonly edits: readonly TextEdit[]
  /** Instead of `edits`, where there are too many to be handled one by one: the worker's own file of them. */
  readonly packed?: Blob
}

export interface OpenRequest {
  readonly type: 'open'
  readonly revision: number
  /** `id` lets the worker keep the bytes of a source it has read before; `content` is a reference, not a copy. */
  readonly source: { readonly id: string; readonly name: string | null; readonly content: Blob }
  /** Applied in order before inspecting. */
  readonly steps: readonly Step[]
  readonly target: TargetId | null
  readonly format: FormatId | null
  /** A revision whose rows stay on screen while the newer text does not parse: it goes on being answered. */
  readonly keep: number | null
  /** A reading that takes a while is answered when it has this many rows; it then goes on. */
  readonly enough: number
  /** Bytes after which reading stops by itself; `null`: nowhere. */
  readonly upTo: number | null
}

export type Request =
  | OpenRequest
  /** What is known by now of a version that is being read; the page has the first `known` problems already. */
  | { readonly type: 'view'; readonly revision: number; readonly known: number }
  | { readonly type: 'problems'; readonly revision: number; readonly from: number; readonly to: number }
  /** Pauses, goes on (after a stop too) or stops reading. */
  | { readonly type: 'control'; readonly revision: number; readonly action: 'pause' | 'resume' | 'stop' }
  /** Timeline rows `from` (included) to `to` (not included). */
  | { readonly type: 'rows'; readonly revision: number; readonly from: number; readonly to: number }
  | { readonly type: 'detail'; readonly revision: number; readonly row: number }
  /** The row that shows a byte of the source: the cursor of the editor moved there. */
  | { readonly type: 'row-at'; readonly revision: number; readonly offset: number }
  /** The head of the message with this number, in the counting of the target. */
  | { readonly type: 'row-of-message'; readonly revision: number; readonly number: number }
  /** The row that shows the first place of a text in the source: an id that an error names. */
  | { readonly type: 'row-of-text'; readonly revision: number; readonly text: string }
  /** All rows in at most so many bins; row `r` of `rows` belongs to bin `⌊r · count / rows⌋`. */
  | { readonly type: 'bins'; readonly revision: number; readonly count: number }
  /** How the source stands with every target. */
  | { readonly type: 'standings'; readonly revision: number }
  /** Every rule and every sentence of a provider. */
  | { readonly type: 'rules' }
  /** Exact text of the current version: whole if it is small enough for the editor, else a slice around `around`. */
  | { readonly type: 'text'; readonly revision: number; readonly around: number }
  | {
      readonly type: 'propose-fix'
      readonly revision: number
      readonly problem: number
      readonly fix: number
      readonly options: RepairOptions
    }
  | { readonly type: 'propose-repair'; readonly revision: number; readonly options: RepairOptions }
  /** What can be done with a row by hand. */
  | { readonly type: 'editable'; readonly revision: number; readonly row: number }
  /** What can be said of an edit while it is typed. */
  | { readonly type: 'check-edit'; readonly revision: number; readonly row: number; readonly edit: RowEdit }
  | { readonly type: 'propose-edit'; readonly revision: number; readonly row: number; readonly edit: RowEdit }
  /** The original beside this version, or one step beside what it found. */
  | { readonly type: 'compare'; readonly revision: number; readonly step: number | null }
  /** Nobody waits for the repair any more that is being worked out. */
  | { readonly type: 'drop-proposal' }
  /** Is a pasted text an error of a provider or a conversation? Needs no open source, so no revision either. */
  | { readonly type: 'interpret'; readonly text: string }
  /** `revision` is `null` when nothing is open. */
  | { readonly type: 'explain'; readonly revision: number | null; readonly error: string }
  /** As a file; written to `to` instead where the user has chosen a place on the disk. */
  | { readonly type: 'export'; readonly revision: number; readonly to: FileSystemFileHandle | null }
  /** What `toolmend inspect` would print of it. */
  | { readonly type: 'problems-file'; readonly revision: number; readonly as: 'json' | 'sarif' }
  /** All changes as a JSON Patch. */
  | { readonly type: 'patch-file'; readonly revision: number }
  /** What the worker itself asked of the network since it started: the page's own timing does not see it. */
  | { readonly type: 'requests' }

export interface ProblemView extends Problem {
  /** The timeline row that shows it; `null` when no row does. */
  readonly row: number | null
}

/** How far a version was read. */
export interface ReadState extends ReadProgress {
  readonly state: 'unpacking' | 'reading' | 'paused' | 'stopped' | 'done' | 'broken'
  /** Why reading broke off: the browser's name for it, or `memory`. */
  readonly reason: string | null
  /** Nothing that was read will be judged otherwise later. */
  readonly settled: boolean
}

export interface ProblemCounts {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  /** Those with a safe fix. */
  readonly safe: number
}

export interface OpenedView extends Omit<Inspection, 'problems' | 'conversations'> {
  readonly conversations: number
  /** Messages of the longest conversation. */
  readonly longest: number
  /** The first of them: of a large source the others are asked for when it has been read. */
  readonly problems: readonly ProblemView[]
  readonly counts: ProblemCounts
  readonly read: ReadState
  /** Set when the source came packed. */
  readonly unpacked: Unpacked | null
  /** Number of timeline rows. */
  readonly rows: number
  /** The first error, else the first warning; `null`: neither. */
  readonly firstProblem: number | null
  /** Row of the first error, else of the first warning, else 0. */
  readonly firstProblemRow: number
  /** APIs and libraries that could be asked. */
  readonly targets: readonly TargetChoice[]
  /** Formats the user may choose instead. */
  readonly formats: readonly FormatChoice[]
  /** Those of them that could read it too, best first. */
  readonly runnersUp: readonly RunnerUp[]
  /** What a user could name where no format is known; `null`: there is nothing to name, or no need. */
  readonly fields: FieldSuggestion | null
  /** Number of rules that were checked. */
  readonly rulesChecked: number
  /** Format a repair would write for this target, where the source is in another one. */
  readonly rewrittenAs: string | null
}

/** Why the editor gets a part only, or may not change what it shows. */
export type TextLimit = 'big' | 'long-line' | 'encoding'

/** `text` is bytes `start` to `end` of the version, `line` the number of its first line; `whole` when it is all. */
export interface TextWindow {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly text: string
  readonly whole: boolean
  /** `encoding` also means read only: bytes that are no UTF-8 would not survive being typed over. */
  readonly limit: TextLimit | null
}

/** A changed stretch of the source as whole lines, for the text preview. */
export interface TextHunk {
  readonly line: number
  readonly before: string
  readonly after: string
  /** The line is too long to be shown whole: only the neighbourhood of the change is here. */
  readonly clipped: boolean
}

export type RowMark = 'same' | 'added' | 'removed' | 'changed'

/** A row of the preview of the meaning. */
export interface MarkedRow {
  readonly row: TimelineRow
  readonly mark: RowMark
}

/** A proposal as the page shows it. Of what can be many, only the first are here, and how many there are. */
export interface ProposalView extends Proposal {
  /** Set where `edits` is empty because there are too many; goes into the step as it is. */
  readonly packed?: Blob
  readonly totals: {
    readonly edits: number
    readonly changes: number
    /** Messages the changes name. */
    readonly messages: number
    readonly losses: number
    readonly added: number
    readonly addedErrors: number
  }
  /** Something of the source is left out by one of the changes. */
  readonly removes: boolean
  /** Each change of a repair is here and can be left out by itself: `RepairOptions.skip`. */
  readonly choosable: boolean
  /** What the edited text has to be read as; `null` when detection finds out by itself. */
  readonly readAs: FormatId | null
  readonly hunks: readonly TextHunk[]
  /** Hunks that were left out because a reader would not get to them. */
  readonly hunksLeftOut: number
  /** Bytes the edits put in place, and bytes they take away. */
  readonly bytesIn: number
  readonly bytesOut: number
  /** Timeline rows around the changes, before and after. */
  readonly rowsBefore: readonly MarkedRow[]
  readonly rowsAfter: readonly MarkedRow[]
}

/** What steps of a version come to. Of a large source there are no rows. */
export interface Comparison
  extends Pick<ProposalView, 'hunks' | 'hunksLeftOut' | 'bytesIn' | 'bytesOut' | 'rowsBefore' | 'rowsAfter'> {
  /** `null`: too large to be judged a second time. */
  readonly problems: Pick<ProposalView, 'before' | 'after'> | null
  /** Places that differ. */
  readonly edits: number
}

/** What the text of an error tells without any source. */
export interface Clues {
  /** Who says so, in words; `null` when nobody is known to. */
  readonly api: string | null
  /** The target that judges as the speaker does; `null` when there is none. */
  readonly target: TargetId | null
  readonly status: number | null
  /** The known sentence, as it stands in the text. */
  readonly sentence: string | null
  /** What looks like a call id, and numbers of messages as the text counts them. */
  readonly ids: readonly string[]
  readonly messages: readonly number[]
}

export interface ExplainAnswer {
  readonly type: 'explain'
  readonly explanation: Explanation
  /** The first place found. */
  readonly row: number | null
  /** The problem of this source that the error speaks of. */
  readonly problem: number | null
  readonly clues: Clues
}

export interface LineRange {
  readonly first: number
  readonly last: number
}

export type Answer =
  | { readonly type: 'open'; readonly view: OpenedView }
  /** The problems of the view follow after the first `from`, which the page has. */
  | { readonly type: 'view'; readonly view: OpenedView; readonly from: number }
  | { readonly type: 'problems'; readonly problems: readonly ProblemView[] }
  | { readonly type: 'control'; readonly read: ReadState }
  | { readonly type: 'rows'; readonly from: number; readonly rows: readonly TimelineRow[] }
  | { readonly type: 'detail'; readonly detail: RowDetail; readonly lines: LineRange }
  | { readonly type: 'row-at'; readonly row: number | null }
  | { readonly type: 'row-of-message'; readonly row: number | null }
  | { readonly type: 'row-of-text'; readonly row: number | null }
  | { readonly type: 'bins'; readonly bins: RowBins }
  /** `null`: the source is too large to be judged for all of them. */
  | { readonly type: 'standings'; readonly standings: readonly Standing[] | null }
  | { readonly type: 'rules'; readonly rules: readonly RuleEntry[] }
  | { readonly type: 'text'; readonly window: TextWindow }
  | { readonly type: 'propose-fix'; readonly proposal: ProposalView }
  | { readonly type: 'propose-repair'; readonly proposal: ProposalView }
  | { readonly type: 'editable'; readonly editable: EditableRow }
  | { readonly type: 'check-edit'; readonly check: EditCheck }
  | { readonly type: 'propose-edit'; readonly proposal: ProposalView }
  | { readonly type: 'compare'; readonly comparison: Comparison }
  | { readonly type: 'drop-proposal' }
  | { readonly type: 'interpret'; readonly kind: 'error' | 'conversation' }
  | ExplainAnswer
  /** `blob` is `null` when it was written to the place on the disk. */
  | { readonly type: 'export'; readonly blob: Blob | null; readonly bytes: number }
  | { readonly type: 'problems-file'; readonly blob: Blob }
  /** `null`: the source is not one JSON document, or too large. */
  | { readonly type: 'patch-file'; readonly blob: Blob | null }
  | { readonly type: 'requests'; readonly names: readonly string[] }

/** Why there is no answer. All are values, because none of them is a mistake of the caller. */
export type Refusal =
  /** Something we broke: `message` names it without any text of the transcript. */
  | { readonly type: 'failed'; readonly message: string }
  /** The browser could not read the source, e.g. because the file is gone. */
  | { readonly type: 'unreadable'; readonly message: string }
  /** A newer version is open, or being opened. */
  | { readonly type: 'stale' }

export type Response = Answer | Refusal

/** On the wire each request has a number, and its response carries the same. */
export interface Envelope<T> {
  readonly id: number
  readonly body: T
}

/** What the worker says without being asked: reading goes on, or the working out of a repair. */
export type WorkEvent = ReadEvent | RepairEvent

export interface ReadEvent {
  readonly type: 'progress'
  readonly revision: number
  readonly read: ReadState
}

export interface RepairEvent {
  readonly type: 'repairing'
  readonly revision: number
  /** Bytes that were repaired, of all. */
  readonly bytes: number
  readonly of: number
}
